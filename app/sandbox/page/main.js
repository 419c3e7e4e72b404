import {$, h, avatar, keep, openDialog} from './dom.js';
import {api, follow, get, look, roomOf, rooms, store} from './store.js';
import {choose, closeForm, openForm, prepareDialogs} from './choose.js';
import {composer} from './composer.js';
import {drawSheet, prepareSheet} from './sheet.js';
import {drawStage, prepareStage} from './stage.js';
import {drawStrip, prepareStrip} from './strip.js';
import {drawTalk, failed, prepareTalk, use} from './talk.js';

let form = ''; // the id of the form that is open
let toastTimer = 0;

const here = () => {
  const me = store.state.people.find((p) => p.id === store.me);
  return me && me.servers.length ? store.state.people.filter((p) => p.servers.some((s) => me.servers.includes(s))) : store.state.people;
};

const app = {
  look,
  known: null,
  get me() {
    return {id: store.me};
  },
  people: here,
  roles: () => store.state.servers.flatMap((s) => s.roles.filter((r) => r.id !== s.id)),
  channels: () => store.state.channels,
  direct: (channel) => Boolean((roomOf(channel) || {}).with),
  botName: () => store.state.bot.name,

  async press(m, button, el) {
    busy(el, true);
    use(m.id);
    done(m, el, await api('press', {user: store.me, message: m.id, label: button.custom_id}));
  },
  async choose(m, c, el) {
    const values = await choose(c, app);
    if (!values) return;
    busy(el, true);
    use(m.id);
    done(m, el, await api('select', {user: store.me, message: m.id, menu: c.custom_id, values}));
  },
  async submit(f, fields) {
    const r = await api('submit', {user: store.me, modal: f.id, fields});
    if (!r.ok) return r.error;
    return r.data.failed ? 'Something went wrong. Try again.' : '';
  },
  dismissForm: () => api('dismiss', {user: store.me}),
  dismiss: (m) => api('dismiss', {user: store.me, message: m.id}),
  async say(text) {
    const command = text.startsWith('/');
    const r = await api(command ? 'command' : 'say', {user: store.me, channel: store.channel, [command ? 'line' : 'text']: text});
    if (!r.ok) toast(r.error);
    else if (r.data.failed) toast(r.data.text);
    return r.ok;
  },
  async commands() {
    app.known ||= (await get('commands', {user: store.me, channel: store.channel})) || [];
    return app.known;
  },
  async complete(line, focused) {
    const r = await api('autocomplete', {user: store.me, channel: store.channel, line, focused});
    return r.ok ? r.data.choices : [];
  },
};

function busy(el, on) {
  el.classList.toggle('busy', on);
  el.setAttribute('aria-busy', String(on));
}

// done ends the waiting of a button and says what went wrong.
function done(m, el, r) {
  busy(el, false);
  if (r.ok && !r.data.failed) return;
  const text = r.ok ? 'This interaction failed: the application did not respond.' : r.error;
  if (!failed(m.id, text)) toast(text);
}

function toast(text) {
  clearTimeout(toastTimer);
  $('toast').textContent = text;
  $('toast').hidden = false;
  toastTimer = setTimeout(() => ($('toast').hidden = true), 7000);
}

// ---- who and where ----

function become(id) {
  try {
    localStorage.setItem('sandbox.me', id);
  } catch { /* private windows have no storage */ }
  store.channel = '';
  app.known = null;
  $('drawer').close();
  $('seek').value = '';
  closeForm();
  form = '';
  location.hash = 'user=' + id;
  follow(id);
}

function go(id) {
  store.channel = id;
  app.known = null;
  $('drawer').close();
  location.hash = 'user=' + store.me + '&channel=' + id;
  drawRooms();
  drawTalk();
  if (!matchMedia('(pointer: coarse)').matches) line.focus();
}

const badge = (n, strong) => n > 0 && h('span', {class: strong ? 'badge' : 'dot', 'aria-label': n + ' unread'}, strong ? String(Math.min(n, 99)) : '');

function roomItem(r) {
  const direct = Boolean(r.with);
  const name = direct ? store.state.bot.name : r.name;
  const item = h('button', {type: 'button', class: 'item', 'aria-current': r.id === store.channel ? 'true' : null},
    direct ? avatar(store.state.bot.id, name, true) : h('span', {class: 'hash', 'aria-hidden': 'true'}, '#'),
    h('span', {class: r.unread ? 'words unread' : 'words'}, name, direct && h('small', {}, 'direct messages')), r.id !== store.channel && badge(r.unread, direct));
  item.addEventListener('click', () => go(r.id));
  return h('li', {}, item);
}

const group = (name) => ['group ' + name, () => h('li', {class: 'group'}, name)];
const roomOffer = (r) => [JSON.stringify([r.id, r.name, r.unread, r.id === store.channel]), () => roomItem(r)];

function roomList() {
  const list = [];
  for (const s of store.state.servers) {
    const own = store.state.channels.filter((c) => c.server === s.id);
    if (own.length) list.push(group(s.name), ...own.map(roomOffer));
  }
  if (store.state.direct.length) list.push(group('Direct messages'), ...store.state.direct.map(roomOffer));
  return list.length ? list : [['none ' + store.me, () => h('li', {class: 'empty'}, look.person(store.me) + ' sees no channel. Choose somebody else.')]];
}

const rolesOf = (p) => p.roles.map((id) => look.role(id).name).join(', ') || p.username;

function folkList(text) {
  const found = store.state.people.filter((p) => (p.name + ' ' + p.username + ' ' + rolesOf(p)).toLowerCase().includes(text.toLowerCase()));
  return found.length ? found.map((p) => [JSON.stringify([p.id, p.name, rolesOf(p), p.unread, p.id === store.me]), () => {
    const item = h('button', {type: 'button', class: 'item', 'aria-current': p.id === store.me ? 'true' : null}, avatar(p.id, p.name), h('span', {class: 'words'}, p.name, h('small', {}, rolesOf(p))), p.id !== store.me && badge(p.unread, true));
    item.addEventListener('click', () => become(p.id));
    return h('li', {}, item);
  }]) : [['none', () => h('li', {class: 'empty'}, 'Nobody is called that.')]];
}

function drawRooms() {
  keep($('rooms'), roomList());
  const total = rooms().reduce((n, r) => n + (r.with && r.id !== store.channel ? r.unread : 0), 0);
  $('menu').classList.toggle('alert', total > 0);
}

function drawFolk() {
  keep($('folk'), folkList($('seek').value));
}

function drawer() {
  const channels = h('ul', {class: 'list'});
  const list = h('ul', {class: 'list'});
  keep(channels, roomList());
  keep(list, folkList(''));
  const seek = h('input', {type: 'search', placeholder: 'Find somebody', 'aria-label': 'Find somebody', oninput: (e) => keep(list, folkList(e.target.value))});
  openDialog($('drawer'), h('h2', {}, 'Channels'), channels, h('section', {class: 'folk'}, h('h2', {}, 'You are'), seek, list));
}

// ---- everything ----

function draw() {
  const st = store.state;
  const wanted = new URLSearchParams(location.hash.slice(1)).get('channel');
  if (!roomOf(store.channel)) store.channel = (roomOf(wanted) || st.channels[0] || st.direct[0] || {id: ''}).id;
  app.known = null;
  $('me').replaceChildren(avatar(store.me, look.person(store.me)));
  $('me').title = 'You are ' + look.person(store.me);
  drawRooms();
  drawFolk();
  drawTalk();
  drawStrip(st);
  drawStage(st);
  const open = st.modal ? st.modal.id : '';
  if (open !== form) {
    form = open;
    if (open) openForm(st.modal, app);
    else closeForm();
  }
  showOffline(!st.bot.connected && st.bot.name + ' is offline: presses are not answered.');
}

function showOffline(text) {
  $('offline').hidden = !text;
  $('offline').textContent = text || '';
}

const line = composer(app);
store.changed = draw;
store.messages = () => {
  drawTalk();
  drawRooms();
};
store.sheetChanged = drawSheet;
store.peopleChanged = drawFolk;
store.offline = (off) => off && showOffline('The sandbox is gone. Trying again…');

prepareDialogs(app);
prepareStrip();
prepareTalk(app, line, go);
prepareStage();
prepareSheet();
$('menu').addEventListener('click', drawer);
$('me').addEventListener('click', drawer);
$('seek').addEventListener('input', drawFolk);
for (const b of document.querySelectorAll('[data-show]')) {
  b.addEventListener('click', () => {
    document.body.dataset.pane = b.dataset.show;
    for (const x of document.querySelectorAll('[data-show]')) x.setAttribute('aria-pressed', String(x === b));
  });
}

let first = new URLSearchParams(location.hash.slice(1)).get('user');
try {
  first ||= localStorage.getItem('sandbox.me');
} catch { /* private windows have no storage */ }
// Somebody of an earlier demo may not be here: then the sandbox chooses.
if (first && !(await get('state', {user: first}))) first = '';
follow(first);
