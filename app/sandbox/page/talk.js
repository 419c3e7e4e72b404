// The conversation of the channel that is open. What has not changed is left alone, and what somebody uses stays in view.
import {$, h} from './dom.js';
import {api, look, roomOf, store} from './store.js';
import {messageNode} from './message.js';
import {tickRelative} from './time.js';

const talk = $('talk');
const PATIENCE = 20000; // how long a message that was pressed is kept in view while others come
let open = ''; // whose channel is drawn
let used = {id: '', at: 0};
let follow = true; // whether the end is wanted: until somebody scrolls away from it
let stuck = 0; // when this page itself scrolled
let app = null;
let line = null;

export function prepareTalk(theApp, theLine, go) {
  app = theApp;
  line = theLine;
  $('newer').addEventListener('click', () => {
    used.at = 0;
    follow = true;
    stick();
  });
  talk.addEventListener('scroll', () => {
    if (performance.now() - stuck > 150) follow = atEnd();
    if (!atEnd()) return;
    $('newer').hidden = true;
    readOpen();
  });
  talk.addEventListener('click', (e) => {
    const to = e.target.closest('a[data-channel]');
    if (!to) return;
    e.preventDefault();
    if (roomOf(to.dataset.channel)) go(to.dataset.channel);
  });
  document.addEventListener('visibilitychange', readOpen);
  setInterval(() => tickRelative(talk), 1000);
}

// use notes that somebody does something with a message.
export function use(id) {
  used = {id, at: performance.now()};
}

// failed says below a message that something went wrong, as Discord does; it reports whether the message is there.
export function failed(id, text) {
  const node = $('m' + id);
  if (!node) return false;
  node.querySelector('.failed')?.remove();
  const note = h('p', {class: 'failed', role: 'alert'}, text);
  node.querySelector('.body').append(note);
  setTimeout(() => note.remove(), 8000);
  if (follow) stick();
  return true;
}

const atEnd = () => talk.scrollHeight - talk.scrollTop - talk.clientHeight < 90;

// stick goes to the end, but no further than the foot of what somebody uses.
function stick() {
  const end = talk.scrollHeight - talk.clientHeight;
  const node = performance.now() - used.at < PATIENCE && $('m' + used.id);
  const foot = node ? node.getBoundingClientRect().bottom - talk.getBoundingClientRect().top + talk.scrollTop - talk.clientHeight + 64 : end;
  stuck = performance.now();
  talk.scrollTop = Math.max(talk.scrollTop, Math.min(end, foot));
  $('newer').hidden = atEnd();
}

// reveal brings a message that somebody uses wholly into view, if there is room for it.
function reveal(node) {
  const r = node.getBoundingClientRect();
  const view = talk.getBoundingClientRect();
  if (r.height > view.height) return;
  stuck = performance.now();
  if (r.top < view.top) talk.scrollTop -= view.top - r.top;
  else if (r.bottom > view.bottom) talk.scrollTop += r.bottom - view.bottom + 8;
}

// followsOn reports whether a message is drawn without a head of its own, below the one before.
function followsOn(m, before) {
  return Boolean(before) && before.author_id === m.author_id && !before.notice && !m.notice && !m.asker && before.ephemeral === m.ephemeral && Date.parse(m.at) - Date.parse(before.at) < 420000;
}

// drawTalk draws what is new and what has changed.
export function drawTalk() {
  const room = roomOf(store.channel);
  const moved = open !== store.me + '/' + store.channel;
  open = store.me + '/' + store.channel;
  if (moved) {
    used.at = 0;
    follow = true;
    talk.replaceChildren();
  }
  head(room);
  if (!room) return;
  if (moved) talk.append(h('li', {class: 'start'}, room.with ? 'This is where ' + store.state.bot.name + ' writes to ' + look.person(room.with) + ' alone.' : 'This is the beginning of #' + room.name + '.'));
  const before = talk.childElementCount > 1;
  let last = talk.firstChild;
  let fresh = false;
  let changed = null; // what is used, when it has changed
  room.messages.forEach((m, i) => {
    const follows = followsOn(m, room.messages[i - 1]);
    const key = JSON.stringify([m, follows, store.names]);
    let node = $('m' + m.id);
    if (!node) {
      node = messageNode(m, app, follows);
      fresh = true;
      if (before && m.only === store.me) use(m.id);
    } else if (node.key !== key) {
      node = replace(node, messageNode(m, app, follows));
      if (m.id === used.id && performance.now() - used.at < PATIENCE) changed = node;
    }
    node.key = key;
    if (last.nextSibling !== node) last.after(node);
    last = node;
  });
  while (last.nextSibling) last.nextSibling.remove();
  if (follow) stick();
  else if (fresh) $('newer').hidden = false;
  if (changed) reveal(changed);
  if (atEnd()) read(room);
}

// replace draws a message anew, with the focus where it was.
function replace(old, node) {
  const focused = old.contains(document.activeElement) && document.activeElement.dataset.custom;
  old.replaceWith(node);
  if (focused) node.querySelector('[data-custom="' + CSS.escape(focused) + '"]')?.focus({preventScroll: true});
  return node;
}

function head(room) {
  const name = room ? (room.with ? store.state.bot.name : room.name) : 'Nowhere';
  $('where').textContent = (room && !room.with ? '# ' : '') + name;
  $('topic').textContent = !room ? '' : room.topic || (room.with ? 'direct messages' : (store.state.servers.find((s) => s.id === room.server) || {}).name || '');
  const may = Boolean(room && room.may_write);
  line.placeholder(!room ? '' : may ? 'Message ' + (room.with ? '' : '#') + name + ', or /' : 'You cannot write here', may);
}

const reading = new Set(); // the channels whose reading will be told
function read(room) {
  if (!room.unread || document.hidden) return;
  room.unread = 0;
  const deed = {user: store.me, channel: room.id};
  const key = deed.user + '/' + deed.channel;
  if (reading.has(key)) return;
  reading.add(key);
  setTimeout(() => {
    reading.delete(key);
    api('read', deed);
  }, 300);
}

function readOpen() {
  const room = store.state && roomOf(store.channel);
  if (room && atEnd()) read(room);
}
