import {$, h, avatar, openDialog} from './dom.js';
import {api, follow, get, look, roomOf, rooms, store} from './store.js';
import {messageNode} from './message.js';
import {choose, closeForm, openForm, prepareDialogs} from './choose.js';
import {composer} from './composer.js';
import {drawSheet, prepareSheet} from './sheet.js';
import {drawStage, prepareStage} from './stage.js';
import {drawStrip, prepareStrip} from './strip.js';
import {tickRelative} from './time.js';

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
  botName: () => store.state.bot.name,

  async press(m, button, el) {
    busy(el, true);
    done(m, el, await api('press', {user: store.me, message: m.id, label: button.custom_id}));
  },
  async choose(m, c, el) {
    const values = await choose(c, app);
    if (!values) return;
    busy(el, true);
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

// done ends the waiting of a button and says what went wrong below its message, as Discord does.
function done(m, el, r) {
  busy(el, false);
  if (r.ok && !r.data.failed) return;
  const node = $('m' + m.id);
  const text = r.ok ? 'This interaction failed: the application did not respond.' : r.error;
  if (!node) return toast(text);
  node.querySelector('.failed')?.remove();
  const note = h('p', {class: 'failed', role: 'alert'}, text);
  node.querySelector('.body').append(note);
  setTimeout(() => note.remove(), 8000);
  stick();
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
  line.focus();
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

function roomList() {
  const list = [];
  for (const s of store.state.servers) {
    const own = store.state.channels.filter((c) => c.server === s.id);
    if (own.length) list.push(h('li', {class: 'group'}, s.name), ...own.map(roomItem));
  }
  if (store.state.direct.length) list.push(h('li', {class: 'group'}, 'Direct messages'), ...store.state.direct.map(roomItem));
  return list.length ? list : [h('li', {class: 'empty'}, look.person(store.me) + ' sees no channel. Choose somebody else.')];
}

const rolesOf = (p) => p.roles.map((id) => look.role(id).name).join(', ') || p.username;

function folkList(text) {
  const found = store.state.people.filter((p) => (p.name + ' ' + p.username + ' ' + rolesOf(p)).toLowerCase().includes(text.toLowerCase()));
  return found.length ? found.map((p) => {
    const item = h('button', {type: 'button', class: 'item', 'aria-current': p.id === store.me ? 'true' : null}, avatar(p.id, p.name), h('span', {class: 'words'}, p.name, h('small', {}, rolesOf(p))));
    item.addEventListener('click', () => become(p.id));
    return h('li', {}, item);
  }) : [h('li', {class: 'empty'}, 'Nobody is called that.')];
}

function drawRooms() {
  $('rooms').replaceChildren(...roomList());
  const total = rooms().reduce((n, r) => n + (r.with && r.id !== store.channel ? r.unread : 0), 0);
  $('menu').classList.toggle('alert', total > 0);
}

function drawFolk() {
  $('folk').replaceChildren(...folkList($('seek').value));
}

function drawer() {
  const list = h('ul', {class: 'list'}, folkList(''));
  const seek = h('input', {type: 'search', placeholder: 'Find somebody', 'aria-label': 'Find somebody', oninput: (e) => list.replaceChildren(...folkList(e.target.value))});
  openDialog($('drawer'), h('h2', {}, 'Channels'), h('ul', {class: 'list'}, roomList()), h('section', {class: 'folk'}, h('h2', {}, 'You are'), seek, list));
}

// ---- the conversation ----

const talk = $('talk');
const atEnd = () => talk.scrollHeight - talk.scrollTop - talk.clientHeight < 90;
const stick = () => {
  talk.scrollTop = talk.scrollHeight;
  $('newer').hidden = true;
};

// follows reports whether a message is drawn without a head of its own, below the one before.
function followsOn(m, before) {
  return Boolean(before) && before.author_id === m.author_id && !before.notice && !m.notice && !m.asker && before.ephemeral === m.ephemeral && Date.parse(m.at) - Date.parse(before.at) < 420000;
}

function drawTalk() {
  const room = roomOf(store.channel);
  talk.replaceChildren();
  if (!room) {
    $('where').textContent = 'Nowhere';
    $('topic').textContent = '';
    line.placeholder('', false);
    return;
  }
  const name = room.with ? store.state.bot.name : room.name;
  $('where').textContent = (room.with ? '' : '# ') + name;
  $('topic').textContent = room.topic || (room.with ? 'direct messages' : (store.state.servers.find((s) => s.id === room.server) || {}).name || '');
  line.placeholder(room.may_write ? 'Message ' + (room.with ? '' : '#') + name + ', or /' : 'You cannot write here', room.may_write);
  talk.append(h('li', {class: 'start'}, room.with ? 'This is where ' + name + ' writes to ' + look.person(room.with) + ' alone.' : 'This is the beginning of #' + name + '.'));
  room.messages.forEach((m, i) => talk.append(messageNode(m, app, followsOn(m, room.messages[i - 1]))));
  stick();
  read(room);
}

let reading = 0;
function read(room) {
  if (!room.unread || document.hidden) return;
  room.unread = 0;
  clearTimeout(reading);
  reading = setTimeout(() => api('read', {user: store.me, channel: room.id}), 300);
}

// update redraws the messages that have changed, and nothing else: what is under a finger stays where it is.
function update(changes) {
  const room = roomOf(store.channel);
  const end = atEnd();
  let fresh = false;
  for (const c of changes) {
    if (!room || c.channel !== store.channel) continue;
    const old = $('m' + c.id);
    const i = room.messages.findIndex((m) => m.id === c.id);
    if (!c.message) {
      old?.remove();
      continue;
    }
    const node = messageNode(c.message, app, followsOn(c.message, room.messages[i - 1]));
    if (old) {
      const focused = old.contains(document.activeElement) && document.activeElement.dataset.custom;
      old.replaceWith(node);
      if (focused) node.querySelector('[data-custom="' + CSS.escape(focused) + '"]')?.focus({preventScroll: true});
    } else {
      talk.append(node);
      fresh = true;
    }
  }
  if (end) stick();
  else if (fresh) $('newer').hidden = false;
  if (room && end) read(room);
  drawRooms();
}

// ---- everything ----

let drawn = '';
function draw() {
  const st = store.state;
  const wanted = new URLSearchParams(location.hash.slice(1)).get('channel');
  if (!roomOf(store.channel)) store.channel = (roomOf(wanted) || st.channels[0] || st.direct[0] || {id: ''}).id;
  app.known = null;
  $('me').replaceChildren(avatar(store.me, look.person(store.me)));
  $('me').title = 'You are ' + look.person(store.me);
  drawRooms();
  drawFolk();
  const room = roomOf(store.channel);
  const key = JSON.stringify([store.me, store.channel, room && [room.messages, room.name, room.topic, room.may_write], st.people.map((p) => p.name), st.servers]);
  if (key !== drawn) drawTalk();
  drawn = key;
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
store.messages = update;
store.sheetChanged = drawSheet;
store.offline = (off) => off && showOffline('The sandbox is gone. Trying again…');

prepareDialogs(app);
prepareStrip();
prepareStage();
prepareSheet();
$('menu').addEventListener('click', drawer);
$('me').addEventListener('click', drawer);
$('newer').addEventListener('click', stick);
$('seek').addEventListener('input', drawFolk);
talk.addEventListener('scroll', () => atEnd() && ($('newer').hidden = true));
talk.addEventListener('click', (e) => {
  const to = e.target.closest('a[data-channel]');
  if (!to) return;
  e.preventDefault();
  if (roomOf(to.dataset.channel)) go(to.dataset.channel);
});
document.addEventListener('visibilitychange', () => {
  const room = store.state && roomOf(store.channel);
  if (room) read(room);
});
for (const b of document.querySelectorAll('[data-show]')) {
  b.addEventListener('click', () => {
    document.body.dataset.pane = b.dataset.show;
    for (const x of document.querySelectorAll('[data-show]')) x.setAttribute('aria-pressed', String(x === b));
  });
}
setInterval(() => tickRelative(talk), 1000);

let first = new URLSearchParams(location.hash.slice(1)).get('user');
try {
  first ||= localStorage.getItem('sandbox.me');
} catch { /* private windows have no storage */ }
// Somebody of an earlier demo may not be here: then the sandbox chooses.
if (first && !(await get('state', {user: first}))) first = '';
follow(first);
