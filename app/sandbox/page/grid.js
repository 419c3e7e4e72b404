// The cells of one tab as a table. What has not changed is left alone, so that nothing moves under a finger.
import {h} from './dom.js';

// letters names a column as the Sheet does: 0 is A, 26 is AA. place is the way back, for a cell too: [row, column].
export function letters(n) {
  let s = '';
  for (n++; n > 0; n = Math.floor((n - 1) / 26)) s = String.fromCharCode(65 + ((n - 1) % 26)) + s;
  return s;
}

export const name = (row, col) => letters(col) + (row + 1);

function place(cell) {
  const [, word, digits] = /^([A-Z]+)(\d*)$/.exec(cell);
  return [Number(digits) - 1, [...word].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1];
}

// Some empty rows and columns follow what is used, to type into.
const SPARE_ROWS = 12, SPARE_COLUMNS = 2, MOST_ROWS = 1500, LEAST_COLUMNS = 8;

// Grid draws tabs into a place. on: select(row, col), open(row, col), tick(row, col, value), column(col, button), row(row, button).
export class Grid {
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.shape = '';
    this.widths = {};
  }

  // draw shows a tab. id tells tabs apart.
  draw(id, tab, hidden) {
    const cols = Math.min(tab.columns, Math.max(LEAST_COLUMNS, SPARE_COLUMNS + Math.max(0, ...tab.cells.map((r) => r.length), ...(tab.hidden || []).map((c) => place(c)[1] + 1))));
    const rows = Math.min(tab.rows, MOST_ROWS, Math.max(tab.cells.length, ...Object.keys(tab.more || {}).map((c) => place(c)[0] + 1)) + SPARE_ROWS);
    const shape = JSON.stringify([id, rows, cols, tab.frozen, tab.hidden, tab.absent, tab.merges, tab.widths, hidden]);
    const fresh = shape !== this.shape;
    this.tab = tab;
    if (fresh) this.build(id, shape, rows, cols, hidden);
    this.grow(id);
    for (const td of this.cells.values()) this.fill(td, !fresh);
  }

  build(id, shape, rows, cols, hidden) {
    const tab = this.tab;
    this.shape = shape;
    this.cells = new Map();
    const gone = new Set(hidden ? [] : (tab.hidden || []).map((c) => place(c)[1]));
    this.dim = new Set((tab.hidden || []).map((c) => place(c)[1]));
    this.cols = [...Array(cols).keys()].filter((c) => !gone.has(c));
    const absent = new Set(tab.absent || []);
    this.rows = [...Array(rows).keys()].filter((r) => !absent.has(r + 1));
    const spans = new Map();
    const covered = new Set();
    for (const m of tab.merges || []) {
      const [[r1, c1], [r2, c2]] = m.split(':').map(place);
      const inside = (list, from, to) => list.filter((x) => x >= from && x <= to);
      spans.set(name(r1, c1), [inside(this.rows, r1, r2).length, inside(this.cols, c1, c2).length]);
      for (const r of inside(this.rows, r1, r2)) for (const c of inside(this.cols, c1, c2)) if (r !== r1 || c !== c1) covered.add(name(r, c));
    }
    this.heads = new Map();
    const head = (text, label, act, data) => h('button', {type: 'button', tabindex: -1, 'aria-label': label, data, onclick: act}, text);
    const top = h('tr', {}, h('th', {class: 'corner'}, h('span', {class: 'unseen'}, 'Row')), this.cols.map((c) => {
      const th = h('th', {scope: 'col', class: this.dim.has(c) ? 'dim' : null}, head(letters(c), 'Column ' + letters(c), () => this.on.column(c), {column: letters(c)}));
      this.heads.set(c, th);
      return th;
    }));
    const body = this.rows.map((r) => h('tr', {class: r < (tab.frozen || 0) ? 'frozen' : null}, h('th', {scope: 'row'}, head(String(r + 1), 'Row ' + (r + 1), () => this.on.row(r), {row: r + 1})),
      this.cols.filter((c) => !covered.has(name(r, c))).map((c) => this.cell(r, c, spans.get(name(r, c))))));
    body.forEach((tr, i) => tr.style.setProperty('--above', i));
    const table = h('table', {role: 'grid', 'aria-label': tab.title}, h('thead', {}, top), h('tbody', {}, body));
    this.root.replaceChildren(table);
    if (this.id !== id) this.root.scrollTo(0, 0);
    this.id = id;
  }

  cell(r, c, span) {
    const td = h('td', {tabindex: -1, class: this.dim.has(c) ? 'dim' : null, rowspan: span && span[0] > 1 ? span[0] : null, colspan: span && span[1] > 1 ? span[1] : null, data: {cell: name(r, c)}});
    td.place = [r, c];
    td.addEventListener('click', (e) => e.target.type !== 'checkbox' && this.on.select(r, c, td));
    td.addEventListener('dblclick', () => this.on.open(r, c));
    this.cells.set(name(r, c), td);
    return td;
  }

  // grow widens columns for what they hold; they never shrink while the page is open.
  grow(id) {
    const known = (this.widths[id] ||= {});
    for (const c of this.cols) {
      const set = (this.tab.widths || {})[letters(c)];
      const need = this.tab.cells.reduce((most, row) => Math.max(most, [...(row[c] || '')].length), 0);
      const px = set || Math.min(230, Math.max(76, known[c] || 0, need * 8 + 22));
      if (px === known[c] && this.heads.get(c).style.width) continue;
      known[c] = px;
      this.heads.get(c).style.width = px + 'px';
    }
    this.root.firstChild.style.width = 45 + this.cols.reduce((sum, c) => sum + known[c], 0) + 'px';
  }

  shown(r, c) {
    return (this.tab.cells[r] || [])[c] || '';
  }

  more(r, c) {
    return (this.tab.more || {})[name(r, c)] || {};
  }

  // fill writes a cell if it has changed, and tints it if people saw it before.
  fill(td, tint) {
    const [r, c] = td.place;
    const text = this.shown(r, c);
    const more = this.more(r, c);
    const key = JSON.stringify([text, more]);
    if (td.key === key || td.classList.contains('open')) return;
    td.key = key;
    td.title = more.note || '';
    for (const kind of ['note', 'number', 'wrong', 'bold', 'link', 'check']) td.classList.toggle('is-' + kind, Boolean(more[kind]));
    if (more.check && (text === 'TRUE' || text === 'FALSE')) {
      const box = h('input', {type: 'checkbox', tabindex: -1, 'aria-label': name(r, c)});
      box.checked = text === 'TRUE';
      box.addEventListener('change', () => this.on.tick(r, c, box.checked));
      td.replaceChildren(box);
    } else td.replaceChildren(text);
    if (!tint) return;
    td.classList.remove('fresh');
    void td.offsetWidth; // so that the tint begins anew
    td.classList.add('fresh');
  }
}
