// Discord's markdown as DOM nodes. Nothing of a text is ever read as HTML.
import {h} from './dom.js';
import {show} from './time.js';

const inlineRules = [
  [/^\\([!-/:-@[-`{-~])/, (m) => m[1]],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, (m) => h('code', {}, m[2].replace(/^ (.+) $/, '$1'))],
  [/^<@!?(\d+)>/, (m, look) => h('span', {class: look.isMe(m[1]) ? 'mention mine' : 'mention'}, '@' + look.person(m[1]))],
  [/^<@&(\d+)>/, (m, look) => roleMention(look.role(m[1]))],
  [/^<#(\d+)>/, (m, look) => h('a', {class: 'mention', href: '#', data: {channel: m[1]}}, '#' + look.channel(m[1]))],
  [/^<\/([^:>]+):\d+>/, (m) => h('span', {class: 'mention'}, '/' + m[1])],
  [/^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/, (m) => moment(Number(m[1]) * 1000, m[2] || 'f')],
  [/^<a?:(\w+):\d+>/, (m) => h('span', {class: 'emoji'}, ':' + m[1] + ':')],
  [/^<(https?:\/\/[^>\s]+)>/, (m) => link(m[1], [m[1]])],
  [/^\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/, (m, look) => link(m[2], inline(m[1], look))],
  [/^https?:\/\/[^\s<]+[^<.,:;"')\]\s]/, (m, look) => (channelOf(m[0]) ? link(m[0], '#' + look.channel(channelOf(m[0])), 'mention') : link(m[0], [m[0]]))],
  [/^\*\*\*(?=\S)([\s\S]+?)\*\*\*(?!\*)/, (m, look) => h('strong', {}, h('em', {}, inline(m[1], look)))],
  [/^\*\*(?=\S)([\s\S]+?)\*\*(?!\*)/, (m, look) => h('strong', {}, inline(m[1], look))],
  [/^__(?=\S)([\s\S]+?)__(?!_)/, (m, look) => h('u', {}, inline(m[1], look))],
  [/^\*(?=\S)([\s\S]*?\S)\*(?!\*)/, (m, look) => h('em', {}, inline(m[1], look))],
  [/^_(?=\S)([\s\S]*?\S)_(?!\w)/, (m, look) => h('em', {}, inline(m[1], look)), /(^|[^\w])$/],
  [/^~~(?=\S)([\s\S]+?)~~/, (m, look) => h('s', {}, inline(m[1], look))],
  [/^\|\|([\s\S]+?)\|\|/, (m, look) => spoiler(inline(m[1], look))],
  [/^@(everyone|here)\b/, (m) => h('span', {class: 'mention'}, m[0])],
  [/^\n/, () => h('br')],
];

function roleMention(role) {
  const el = h('span', {class: 'mention'}, '@' + role.name);
  if (role.color) el.style.color = '#' + role.color.toString(16).padStart(6, '0');
  return el;
}

// channelOf is the channel that a link within Discord leads to, which is a place in this page.
export const channelOf = (href) => (/^https:\/\/discord\.com\/channels\/(?:\d+|@me)\/(\d+)/.exec(href) || [])[1];

export function link(href, content, kind) {
  const channel = channelOf(href);
  return h('a', {href, class: kind, target: '_blank', rel: 'noopener noreferrer', data: channel ? {channel} : {}}, content);
}

const moment = (ms, style) => h('time', {class: 'moment', datetime: new Date(ms).toISOString(), title: show(ms, 'F'), data: style === 'R' ? {relative: ms} : {}}, show(ms, style));

function spoiler(content) {
  const el = h('button', {type: 'button', class: 'spoiler', 'aria-label': 'Hidden: press to read'}, h('span', {}, content));
  el.addEventListener('click', () => el.classList.add('shown'));
  return el;
}

// inline renders what stands inside a line.
export function inline(text, look) {
  const out = [];
  let plain = '';
  let before = '';
  while (text) {
    let hit = null;
    for (const [rule, make, after] of inlineRules) {
      if (after && !after.test(before)) continue;
      const m = rule.exec(text);
      if (m) {
        hit = [m, make(m, look)];
        break;
      }
    }
    if (hit) {
      if (plain) out.push(plain);
      plain = '';
      out.push(hit[1]);
      before = hit[0][0];
      text = text.slice(hit[0][0].length);
    } else {
      const c = String.fromCodePoint(text.codePointAt(0));
      plain += c;
      before = c;
      text = text.slice(c.length);
    }
  }
  if (plain) out.push(plain);
  return out;
}

// block renders a whole text: code, quotes, headings, lists and lines.
export function block(text, look) {
  const out = [];
  for (const part of text.split(/(```[\s\S]*?```)/)) {
    const code = /^```(?:([\w+-]+)\n)?\n?([\s\S]*?)\n?```$/.exec(part);
    if (code) out.push(h('pre', {}, h('code', {}, code[2])));
    else if (part.replace(/^\n|\n$/g, '')) out.push(...lines(part.replace(/^\n|\n$/g, ''), look));
  }
  return out;
}

function lines(text, look) {
  const out = [];
  const rows = text.split('\n');
  let run = [];
  const flush = () => {
    if (run.length) out.push(h('p', {}, inline(run.join('\n'), look)));
    run = [];
  };
  for (let i = 0; i < rows.length; i++) {
    const heading = /^(#{1,3}) +(.+)/.exec(rows[i]);
    const quote = /^> ?(.*)/.exec(rows[i]);
    const item = /^( *)([-*]|\d+\.) +(.+)/.exec(rows[i]);
    if (rows[i].startsWith('>>> ')) {
      flush();
      out.push(h('blockquote', {}, lines([rows[i].slice(4), ...rows.slice(i + 1)].join('\n'), look)));
      return out;
    }
    if (heading) {
      flush();
      out.push(h('h' + (heading[1].length + 2), {class: 'h' + heading[1].length}, inline(heading[2], look)));
    } else if (rows[i].startsWith('-# ')) {
      flush();
      out.push(h('p', {class: 'small'}, inline(rows[i].slice(3), look)));
    } else if (quote && rows[i].startsWith('> ')) {
      flush();
      const quoted = [];
      for (; i < rows.length && rows[i].startsWith('> '); i++) quoted.push(rows[i].slice(2));
      i--;
      out.push(h('blockquote', {}, lines(quoted.join('\n'), look)));
    } else if (item) {
      flush();
      const list = h(/\d/.test(item[2]) ? 'ol' : 'ul', {start: /\d/.test(item[2]) ? parseInt(item[2], 10) : null});
      for (let m = item; m && i < rows.length; m = /^( *)([-*]|\d+\.) +(.+)/.exec(rows[++i] || '')) {
        list.append(h('li', {class: m[1].length > 1 ? 'deep' : null}, inline(m[3], look)));
      }
      i--;
      out.push(list);
    } else if (rows[i] === '') {
      flush();
    } else {
      run.push(rows[i]);
    }
  }
  flush();
  return out;
}
