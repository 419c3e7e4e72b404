// The time of the demo: what the server said, going on from there.
let base = Date.now();
let since = performance.now();

export function setClock(iso) {
  base = Date.parse(iso);
  since = performance.now();
}

export const now = () => base + (performance.now() - since);

const format = (o) => new Intl.DateTimeFormat('en-US', o);
const styles = {
  t: format({hour: 'numeric', minute: '2-digit'}),
  T: format({hour: 'numeric', minute: '2-digit', second: '2-digit'}),
  d: format({year: 'numeric', month: 'numeric', day: 'numeric'}),
  D: format({year: 'numeric', month: 'long', day: 'numeric'}),
  f: format({year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit'}),
  F: format({weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit'}),
  hand: format({weekday: 'short', hour: 'numeric', minute: '2-digit'}),
  clock: format({weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', second: '2-digit'}),
};
const relative = new Intl.RelativeTimeFormat('en', {numeric: 'auto'});

function ago(ms) {
  const s = Math.round((ms - now()) / 1000);
  for (const [unit, length] of [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60]]) {
    if (Math.abs(s) >= length) return relative.format(Math.trunc(s / length), unit);
  }
  return relative.format(s, 'second');
}

// show writes a moment in one of Discord's styles; R is relative to the time of the demo.
export function show(ms, style) {
  return style === 'R' ? ago(ms) : (styles[style] || styles.f).format(ms);
}

// stamp says when a message was written, as Discord does.
export function stamp(ms) {
  const day = (t) => new Date(t).toDateString();
  if (day(ms) === day(now())) return styles.t.format(ms);
  if (day(ms) === day(now() - 86400000)) return 'Yesterday at ' + styles.t.format(ms);
  return styles.d.format(ms) + ', ' + styles.t.format(ms);
}

// tickRelative keeps relative times true.
export function tickRelative(root) {
  for (const el of root.querySelectorAll('time[data-relative]')) {
    const text = ago(Number(el.dataset.relative));
    if (el.textContent !== text) el.textContent = text;
  }
}
