// The line at the bottom: messages, and slash commands with what can be completed.
import {$, h} from './dom.js';

const SUB = 1, GROUP = 2, BOOLEAN = 5, USER = 6, CHANNEL = 7, ROLE = 8, MENTIONABLE = 9;

export function composer(app) {
  const line = $('line');
  const hints = $('hints');
  let list = []; // what is suggested: {text, label, note}
  let at = 0;
  let asked = 0;

  const grow = () => {
    line.style.height = 'auto';
    line.style.height = Math.min(line.scrollHeight, 140) + 'px';
  };

  const hide = () => {
    hints.hidden = true;
    list = [];
    line.setAttribute('aria-expanded', 'false');
    line.removeAttribute('aria-activedescendant');
  };

  const draw = () => {
    hints.replaceChildren(...list.map((s, i) => {
      const item = h('li', {role: 'option', id: 'hint' + i, 'aria-selected': String(i === at), class: i === at ? 'on' : null}, h('span', {}, s.label), s.note && h('small', {}, s.note));
      item.addEventListener('pointerdown', (e) => {
        e.preventDefault();
        take(s);
      });
      return item;
    }));
    hints.hidden = list.length === 0;
    line.setAttribute('aria-expanded', String(list.length > 0));
    if (list.length) {
      line.setAttribute('aria-activedescendant', 'hint' + at);
      hints.children[at].scrollIntoView({block: 'nearest'});
    }
  };

  const suggest = (found) => {
    list = found.slice(0, 25);
    at = 0;
    draw();
  };

  const take = (s) => {
    line.value = s.text;
    grow();
    line.focus();
    update();
  };

  // read finds the command that is being typed, its options, and the one that the person is at.
  const read = (text, commands) => {
    const words = text.slice(1).split(' ');
    const command = commands.find((c) => c.name === words[0]);
    if (!command || words.length === 1) return {command: null, start: words[0]};
    let options = command.options || [];
    let used = 1;
    while (options.length && options[0].type <= GROUP) {
      const below = options.find((o) => o.name === words[used]);
      if (!below || words.length === used + 1) return {command, below: options, path: words.slice(0, used).join(' '), start: words[used] || ''};
      options = below.options || [];
      used++;
    }
    const head = '/' + words.slice(0, used).join(' ');
    const rest = text.slice(head.length);
    let focus = null;
    const given = new Set();
    for (const o of options) {
      for (const m of rest.matchAll(new RegExp('(^| )' + o.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') + ':', 'g'))) {
        given.add(o.name);
        const from = head.length + m.index + m[0].length;
        if (!focus || from > focus.from) focus = {option: o, from};
      }
    }
    return {command, options, head, given, focus};
  };

  const values = async (c, text) => {
    const o = c.focus.option;
    const typed = text.slice(c.focus.from).trim();
    const low = typed.toLowerCase().replace(/^[@#]/, '');
    const put = (name) => text.slice(0, c.focus.from) + name;
    const of = (items) => items.filter((i) => i.label.toLowerCase().includes(low) && i.label !== typed).map((i) => ({...i, text: put(i.put || i.label) + ' '}));
    if (o.choices) return of(o.choices.map((x) => ({label: x.name})));
    if (o.type === BOOLEAN) return of([{label: 'true'}, {label: 'false'}]);
    if (o.type === USER || o.type === MENTIONABLE) return of(app.people().map((p) => ({label: p.name, note: p.username, put: p.username})));
    if (o.type === CHANNEL) return of(app.channels().map((x) => ({label: '#' + x.name})));
    if (o.type === ROLE) return of(app.roles().map((x) => ({label: '@' + x.name})));
    if (!o.autocomplete) return [];
    const mine = ++asked;
    const choices = await app.complete(text, o.name);
    return mine === asked ? choices.map((x) => ({label: x.name, text: put(x.name) + ' '})) : null;
  };

  const update = async () => {
    const text = line.value;
    if (!text.startsWith('/') || text.includes('\n')) return hide();
    const commands = await app.commands();
    if (line.value !== text) return undefined;
    const c = read(text, commands);
    if (!c.command) return suggest(commands.filter((x) => x.name.startsWith(c.start)).map((x) => ({label: '/' + x.name, note: x.description, text: '/' + x.name + ' '})));
    if (c.below) return suggest(c.below.filter((o) => o.name.startsWith(c.start)).map((o) => ({label: o.name, note: o.description, text: '/' + c.path + ' ' + o.name + ' '})));
    const tail = text.slice(c.focus ? c.focus.from : c.head.length);
    const found = c.focus ? await values(c, text) : [];
    if (found === null || line.value !== text) return undefined;
    const ready = !c.focus || /\s$/.test(tail) && tail.trim();
    const more = ready ? c.options.filter((o) => !c.given.has(o.name)).map((o) => ({label: o.name, note: (o.required ? 'needed · ' : '') + o.description, text: text.trimEnd() + ' ' + o.name + ':'})) : [];
    return suggest(ready && tail.trim() ? more : [...found, ...more]);
  };

  const send = async () => {
    const text = line.value.trim();
    if (!text) return;
    hide();
    if (await app.say(text)) {
      line.value = '';
      grow();
    }
  };

  line.addEventListener('input', () => {
    grow();
    update();
  });
  line.addEventListener('blur', () => setTimeout(hide, 150));
  line.addEventListener('keydown', (e) => {
    if (!hints.hidden && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
      e.preventDefault();
      at = (at + (e.key === 'ArrowDown' ? 1 : list.length - 1)) % list.length;
      draw();
    } else if (!hints.hidden && e.key === 'Tab') {
      e.preventDefault();
      take(list[at]);
    } else if (e.key === 'Escape') {
      hide();
    } else if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) {
      e.preventDefault();
      const s = list[at];
      if (!hints.hidden && s && s.text.trim() !== line.value.trim() && !complete()) take(s);
      else send();
    }
  });

  // complete reports whether the command has all that it needs: Enter then sends it, else it takes the suggestion.
  const complete = () => {
    const c = app.known ? read(line.value, app.known) : {};
    return Boolean(c.options && c.options.every((o) => !o.required || c.given.has(o.name)) && !(c.focus && line.value.slice(c.focus.from).trim() === ''));
  };

  $('composer').addEventListener('submit', (e) => {
    e.preventDefault();
    send();
  });
  return {focus: () => line.focus(), placeholder: (text, may) => {
    line.placeholder = text;
    line.disabled = !may;
  }};
}
