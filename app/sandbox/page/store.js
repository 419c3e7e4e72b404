// What the page knows, and how it speaks with the sandbox.
import {setClock} from './time.js';

export const store = {state: null, names: '', sheet: null, book: '', me: '', channel: '', source: null, changed: () => {}, sheetChanged: () => {}, peopleChanged: () => {}, messages: () => {}, offline: () => {}};

// api posts a deed. It answers {ok, data} or {ok: false, error}: a sentence for people.
export async function api(name, body) {
  try {
    const res = await fetch('/sandbox/api/' + name, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
    const data = await res.json();
    return res.ok ? {ok: true, data} : {ok: false, error: data.error};
  } catch {
    return {ok: false, error: 'The sandbox is not running any more.'};
  }
}

export async function get(name, query) {
  try {
    const res = await fetch('/sandbox/api/' + name + '?' + new URLSearchParams(query));
    return res.ok ? await res.json() : null;
  } catch {
    return null;
  }
}

// follow keeps the state of one person up to date; without one, of whom the sandbox shows first.
export function follow(user) {
  if (store.source) store.source.close();
  const query = Object.entries({user, book: store.book}).filter(([, v]) => v);
  const source = new EventSource('/sandbox/api/live?' + new URLSearchParams(query));
  store.source = source;
  source.addEventListener('state', (e) => {
    store.state = JSON.parse(e.data);
    store.me = store.state.me;
    store.names = hash(JSON.stringify([store.state.people.map((p) => p.name), store.state.servers, rooms().map((r) => r.name)]));
    setClock(store.state.now);
    store.offline(false);
    store.changed();
  });
  source.addEventListener('messages', (e) => {
    for (const c of JSON.parse(e.data)) keep(c);
    store.messages(JSON.parse(e.data));
  });
  source.addEventListener('unread', (e) => {
    const unread = JSON.parse(e.data);
    for (const p of store.state.people) p.unread = unread[p.id] || 0;
    store.peopleChanged();
  });
  source.addEventListener('sheet', (e) => {
    store.sheet = JSON.parse(e.data);
    store.sheetChanged();
  });
  source.addEventListener('clock', (e) => setClock(JSON.parse(e.data).now));
  source.addEventListener('error', () => store.offline(true));
}

// hash tells texts apart, shortly.
function hash(text) {
  let n = 5381;
  for (let i = 0; i < text.length; i++) n = (n * 33 + text.charCodeAt(i)) | 0;
  return n;
}

// openBook shows another spreadsheet.
export function openBook(id) {
  store.book = id;
  follow(store.me);
}

// keep puts a new, changed or deleted message into its channel.
function keep({channel, id, message}) {
  const room = roomOf(channel);
  if (!room) {
    if (message) follow(store.me); // a channel that was not there before
    return;
  }
  const i = room.messages.findIndex((m) => m.id === id);
  if (message && i >= 0) room.messages[i] = message;
  else if (message) {
    room.messages.push(message);
    if (message.author_id !== store.me) room.unread++;
  } else if (i >= 0) room.messages.splice(i, 1);
}

export const rooms = () => [...store.state.channels, ...store.state.direct];
export const roomOf = (id) => rooms().find((r) => r.id === id);

// look gives names for what a text mentions.
export const look = {
  person: (id) => {
    const p = store.state.people.find((x) => x.id === id);
    return p ? p.name : id === store.state.bot.id ? store.state.bot.name : 'somebody';
  },
  role: (id) => store.state.servers.flatMap((s) => s.roles).find((r) => r.id === id) || {name: 'deleted-role', color: 0},
  channel: (id) => (roomOf(id) || {name: 'no-access'}).name,
  isMe: (id) => id === store.me,
};
