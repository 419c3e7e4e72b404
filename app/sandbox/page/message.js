// One message as Discord's apps draw it: text, embeds, components of both kinds, and what can be pressed.
import {h, avatar} from './dom.js';
import {block, channelOf, inline, link} from './markdown.js';
import {show, stamp} from './time.js';

const ROW = 1, BUTTON = 2, SECTION = 9, TEXT = 10, THUMBNAIL = 11, GALLERY = 12, SEPARATOR = 14, CONTAINER = 17;
const V2 = 32768, LINK = 5;
const buttonStyles = {1: 'main', 2: 'grey', 3: 'good', 4: 'bad', 5: 'grey', 6: 'main'};

// messageNode draws a message. app gives names (look), the person who looks (me), and what to do: press, choose, dismiss.
export function messageNode(m, app, follows) {
  const mine = (m.pinged || []).includes(app.me.id) && !app.direct(m.channel);
  const el = h('li', {class: ['msg', follows && 'follows', m.ephemeral && 'private', mine && 'pings', m.notice && 'notice'].filter(Boolean).join(' '), id: 'm' + m.id, data: {author: m.author_id}});
  if (m.notice === 'pin') {
    el.append(h('p', {}, '📌 ', h('strong', {}, m.author), ' pinned a message to this channel. ', h('time', {class: 'when'}, stamp(Date.parse(m.at)))));
    return el;
  }
  if (m.asker && !follows) el.append(answered(m, app));
  const head = h('div', {class: 'head'}, h('strong', {class: 'author'}, m.bot ? m.author : app.look.person(m.author_id)), m.bot && h('span', {class: 'tag'}, 'APP'),
    h('time', {class: 'when', datetime: m.at, title: show(Date.parse(m.at), 'F')}, stamp(Date.parse(m.at))), m.pinned && h('span', {class: 'when'}, '· pinned'));
  const body = h('div', {class: 'body'});
  if (!follows) body.append(head);
  fill(body, m, app);
  el.append(h('div', {class: 'row'}, follows ? h('span', {class: 'gap'}) : avatar(m.author_id, m.author, m.bot), body));
  return el;
}

// answered is the line above an answer: whose doing it was.
function answered(m, app) {
  const name = app.look.person(m.asker);
  return h('p', {class: 'asked'}, avatar(m.asker, name), h('strong', {}, app.me.id === m.asker ? 'You' : name), m.typed ? [' used ', h('span', {class: 'mention'}, m.typed)] : ' pressed a button');
}

function fill(body, m, app) {
  if (m.thinking) {
    body.append(h('p', {class: 'thinking'}, h('span', {class: 'dots', 'aria-hidden': 'true'}, '●●●'), ' ' + m.author + ' is thinking…'));
  } else if (m.flags & V2) {
    body.append(h('div', {class: 'cards'}, parts(m.components || [], m, app)));
  } else {
    if (m.content) {
      const text = h('div', {class: 'md'}, block(m.content, app.look));
      if (m.edited) (text.lastElementChild || text).append(h('span', {class: 'edited'}, ' (edited)'));
      body.append(text);
    }
    body.append(...(m.embeds || []).map((e) => embed(e, app)), ...parts(m.components || [], m, app));
  }
  if (m.reactions) body.append(h('div', {class: 'reactions'}, m.reactions.map((r) => h('span', {class: 'reaction'}, r.emoji.name + ' ' + r.count))));
  if (m.ephemeral) {
    body.append(h('p', {class: 'only'}, 'Only ' + (m.only === app.me.id ? 'you' : app.look.person(m.only)) + ' can see this · ',
      h('button', {type: 'button', class: 'textual', onclick: () => app.dismiss(m)}, 'Dismiss message')));
  }
}

const parts = (list, m, app) => list.map((c) => part(c, m, app));

function part(c, m, app) {
  switch (c.type) {
    case ROW:
      return h('div', {class: 'buttons'}, c.components.map((b) => (b.type === BUTTON ? button(b, m, app) : menu(b, m, app))));
    case BUTTON:
      return button(c, m, app);
    case TEXT:
      return h('div', {class: 'md'}, block(c.content, app.look));
    case SECTION:
      return h('div', {class: 'section'}, h('div', {class: 'words'}, parts(c.components, m, app)), part(c.accessory, m, app));
    case SEPARATOR:
      return h('hr', {class: [c.spacing === 2 && 'wide', c.divider === false && 'blank'].filter(Boolean).join(' ')});
    case THUMBNAIL:
      return picture(c.media, c.description, 'thumb');
    case GALLERY:
      return h('div', {class: 'gallery'}, c.items.map((i) => picture(i.media, i.description, 'picture')));
    case CONTAINER: {
      const el = h('div', {class: 'card2'}, parts(c.components, m, app));
      if (c.accent_color !== undefined) el.style.setProperty('--accent2', hex(c.accent_color));
      return el;
    }
  }
  return h('p', {class: 'unknown'}, 'A component of type ' + c.type);
}

const hex = (n) => '#' + n.toString(16).padStart(6, '0');

// picture stands for an image: the page loads nothing from elsewhere.
const picture = (media, text, kind) => h('a', {class: kind, href: media.url, target: '_blank', rel: 'noopener noreferrer'}, text || 'Picture');

function button(b, m, app) {
  const label = [b.emoji && h('span', {class: 'emoji'}, b.emoji.name + ' '), b.label];
  if (b.style === LINK) return link(b.url, [label, channelOf(b.url) ? '' : ' ↗'], 'btn ' + buttonStyles[LINK]);
  const el = h('button', {type: 'button', class: 'btn ' + (buttonStyles[b.style] || 'grey'), disabled: b.disabled, data: {custom: b.custom_id}}, label);
  el.addEventListener('click', () => app.press(m, b, el));
  return el;
}

function menu(c, m, app) {
  const chosen = (c.options || []).filter((o) => o.default).map((o) => o.label);
  const el = h('button', {type: 'button', class: 'menu', disabled: c.disabled, 'aria-haspopup': 'dialog', data: {custom: c.custom_id}},
    h('span', {class: chosen.length ? null : 'hint'}, chosen.join(', ') || c.placeholder || 'Make a selection'), h('span', {'aria-hidden': 'true'}, '▾'));
  el.addEventListener('click', () => app.choose(m, c, el));
  return el;
}

function embed(e, app) {
  const el = h('div', {class: 'card2 embed'});
  if (e.color) el.style.setProperty('--accent2', hex(e.color));
  if (e.author) el.append(h('p', {class: 'by'}, e.author.name));
  if (e.title) el.append(h('p', {class: 'title'}, e.url ? h('a', {href: e.url, target: '_blank', rel: 'noopener noreferrer'}, e.title) : inline(e.title, app.look)));
  if (e.description) el.append(h('div', {class: 'md'}, block(e.description, app.look)));
  if (e.fields) {
    el.append(h('dl', {class: 'fields'}, e.fields.map((f) => h('div', {class: f.inline ? 'inline' : null}, h('dt', {}, inline(f.name, app.look)), h('dd', {class: 'md'}, block(f.value, app.look))))));
  }
  if (e.image) el.append(picture(e.image, 'Picture', 'picture'));
  if (e.footer || e.timestamp) el.append(h('p', {class: 'foot'}, [e.footer && e.footer.text, e.timestamp && stamp(Date.parse(e.timestamp))].filter(Boolean).join(' · ')));
  return el;
}
