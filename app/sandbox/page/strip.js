// The strip at the top: the time of the demo, trouble that can be made, and the way to Matchday.
import {$, h, openDialog} from './dom.js';
import {api, store} from './store.js';
import {now, show} from './time.js';

const troubles = {
  down: ['Discord is down', 'No answers, no gateway'],
  429: ['Too many requests', 'Everything but answers to presses is refused for a while'],
  500: ['Discord is broken', 'Every request fails'],
  slow: ['Discord is slow', 'Two seconds for each request'],
  'drop-gateway': ['The gateway drops', 'The bot hears nothing until it comes back'],
  'invalid-session': ['The session is invalid', 'The bot has to begin anew'],
  reconnect: ['Reconnect, please', 'What Discord asks every few hours'],
  silent: ['The gateway says nothing', 'Connected, and deaf'],
};
let length = '15s';

export function prepareStrip() {
  setInterval(() => {
    if (store.state) $('clock').textContent = show(now(), 'clock');
  }, 250);
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

function menu() {
  const lengths = h('div', {class: 'chips', role: 'radiogroup', 'aria-label': 'How long'}, ['15s', '1m', '5m'].map((d) => {
    const chip = h('button', {type: 'button', class: 'chip', role: 'radio', 'aria-checked': String(d === length)}, {'15s': '15 seconds', '1m': '1 minute', '5m': '5 minutes'}[d]);
    chip.addEventListener('click', () => {
      length = d;
      openDialog($('troubled'), ...menu());
    });
    return chip;
  }));
  const list = h('ul', {class: 'list'}, store.state.fault_kinds.discord.map((kind) => {
    const [name, note] = troubles[kind] || [kind, ''];
    const item = h('button', {type: 'button', class: 'item'}, h('span', {class: 'words'}, name, h('small', {}, note)));
    item.addEventListener('click', () => {
      api('fault', {service: 'discord', kind, for: length});
      $('troubled').close();
    });
    return h('li', {}, item);
  }));
  const heal = h('button', {type: 'button', class: 'btn grey', onclick: () => {
    api('fault', {service: 'discord', kind: 'none'});
    $('troubled').close();
  }}, 'End all trouble');
  return [h('h2', {}, 'Trouble'), h('p', {class: 'by'}, 'See how Matchday takes it. Each ends by itself.'), lengths, list, h('div', {class: 'actions'}, heal)];
}

let received = null;
let receivedAt = 0;

function drawTroubles(st) {
  if (st !== received) {
    received = st;
    receivedAt = performance.now();
  }
  const gone = (performance.now() - receivedAt) / 1000;
  $('troubles').replaceChildren(...Object.entries(st.faults.discord).filter(([, left]) => left > gone).map(([kind, left]) => h('span', {class: 'chip hot'}, (troubles[kind] || [kind])[0] + ', ' + Math.ceil(left - gone) + ' s')));
}

export function drawStrip(st) {
  for (const b of document.querySelectorAll('[data-tick]')) b.hidden = !st.can_tick;
  drawTroubles(st);
  const to = (href, text, hot) => href && h('a', {href, class: hot ? 'hotlink' : null, target: '_blank', rel: 'noopener'}, text);
  $('links').replaceChildren(...[to(st.links.setup, 'Become the owner', true), to(st.links.admin, 'Admin'), to(st.links.public, 'Public board')].filter(Boolean));
}
