// The strip at the top: the time of the demo, trouble that can be made, and the way to Matchday.
import {$, h, keep, openDialog} from './dom.js';
import {api, store} from './store.js';
import {now, show} from './time.js';

const discord = {
  down: ['Discord is down', 'No answers, no gateway'],
  429: ['Too many requests', 'Everything but answers to presses is refused for a while'],
  500: ['Discord is broken', 'Every request fails'],
  slow: ['Discord is slow', 'Two seconds for each request'],
  'drop-gateway': ['The gateway drops', 'The bot hears nothing until it comes back'],
  'invalid-session': ['The session is invalid', 'The bot has to begin anew'],
  reconnect: ['Reconnect, please', 'What Discord asks every few hours'],
  silent: ['The gateway says nothing', 'Connected, and deaf'],
};
const sheets = {
  down: ['Google is down', 'Every connection is cut'],
  429: ['The quota is used up', 'Sheets answers 429'],
  500: ['Sheets is broken', 'Every call fails'],
  503: ['Sheets is away for a moment', 'Every call answers 503'],
  403: ['The Sheet is not shared any more', 'Sheets answers 403'],
  404: ['The Sheet is gone', 'Sheets answers 404'],
  slow: ['Sheets is slow', 'Two seconds for each call'],
  lost: ['Answers get lost', 'Calls are carried out, and nobody hears of it'],
};
const troubles = {discord, sheets};
const wordsOf = (service, kind) => troubles[service][kind] || [service + ': ' + kind, ''];
let length = '15s';

const narrow = matchMedia('(max-width: 820px)');

export function prepareStrip() {
  setInterval(() => {
    if (store.state) $('clock').textContent = show(now(), narrow.matches ? 'hand' : 'clock');
  }, 250);
  const name = () => ($('trouble').textContent = narrow.matches ? 'More…' : 'Trouble…');
  narrow.addEventListener('change', name);
  name();
  for (const b of document.querySelectorAll('[data-tick]')) {
    b.addEventListener('click', async () => {
      b.disabled = true;
      await api('tick', {advance: b.dataset.tick});
      b.disabled = false;
    });
  }
  $('trouble').addEventListener('click', () => openDialog($('troubled'), ...menu()));
  setInterval(() => store.state && drawTroubles(store.state), 1000);
}

// each goes through what is kept by service: lists of kinds, or kinds with numbers.
const each = (all, fn) => Object.entries(all).flatMap(([service, kinds]) => (Array.isArray(kinds) ? kinds.map((k) => [k]) : Object.entries(kinds)).map((k) => fn([service, ...k])));

function menu() {
  const lengths = h('div', {class: 'chips', role: 'radiogroup', 'aria-label': 'How long'}, ['15s', '1m', '5m'].map((d) => {
    const chip = h('button', {type: 'button', class: 'chip', role: 'radio', 'aria-checked': String(d === length)}, {'15s': '15 seconds', '1m': '1 minute', '5m': '5 minutes'}[d]);
    chip.addEventListener('click', () => {
      length = d;
      openDialog($('troubled'), ...menu());
    });
    return chip;
  }));
  let group = '';
  const list = h('ul', {class: 'list'}, each(store.state.fault_kinds, ([service, kind]) => {
    const heading = service !== group && h('li', {class: 'group'}, {discord: 'Discord', sheets: 'Google Sheets'}[service]);
    group = service;
    const [name, note] = wordsOf(service, kind);
    const item = h('button', {type: 'button', class: 'item'}, h('span', {class: 'words'}, name, h('small', {}, note)));
    item.addEventListener('click', () => {
      api('fault', {service, kind, for: length});
      $('troubled').close();
    });
    return [heading, h('li', {}, item)];
  }));
  const heal = h('button', {type: 'button', class: 'btn grey', onclick: () => {
    for (const service of Object.keys(store.state.fault_kinds)) api('fault', {service, kind: 'none'});
    $('troubled').close();
  }}, 'End all trouble');
  const nav = h('nav', {class: 'links', 'aria-label': 'Matchday'});
  keep(nav, links(store.state));
  return [narrow.matches && h('h2', {}, 'Matchday'), narrow.matches && nav, h('h2', {}, 'Trouble'), h('p', {class: 'by'}, 'See how Matchday takes it. Each ends by itself.'), lengths, list, h('div', {class: 'actions'}, heal)].filter(Boolean);
}

let received = null;
let receivedAt = 0;

function drawTroubles(st) {
  if (st !== received) {
    received = st;
    receivedAt = performance.now();
  }
  const gone = (performance.now() - receivedAt) / 1000;
  $('troubles').replaceChildren(...each(st.faults, ([service, kind, left]) => left > gone && h('span', {class: 'chip hot'}, wordsOf(service, kind)[0] + ', ' + Math.ceil(left - gone) + ' s')).filter(Boolean));
}

export function drawStrip(st) {
  for (const b of document.querySelectorAll('[data-tick]')) b.hidden = !st.can_tick;
  drawTroubles(st);
  keep($('links'), links(st));
}

// links lead to Matchday, in windows of their own.
function links(st) {
  const to = (href, text, hot) => href && [text + href, () => h('a', {href, class: hot ? 'hotlink' : null, target: '_blank', rel: 'noopener'}, text)];
  return [to(st.links.setup, 'Become the owner', true), to(st.links.admin, 'Admin'), to(st.links.public, 'Public board')].filter(Boolean);
}
