// What opens over the phone: menus to choose from, and forms to fill in.
import {$, h, avatar, openDialog, closeBeside} from './dom.js';

const USERS = 5, ROLES = 6, MENTIONABLE = 7, CHANNELS = 8;

// offers are what a menu lets somebody choose.
function offers(c, app) {
  if (c.options) return c.options.map((o) => ({value: o.value, label: o.label, note: o.description, on: o.default, face: o.emoji && h('span', {class: 'emoji'}, o.emoji.name)}));
  const list = [];
  const kind = {users: USERS, roles: ROLES, 'users and roles': MENTIONABLE, channels: CHANNELS}[c.kind] || c.type;
  const on = new Set([...(c.default_values || []).map((v) => v.id), ...(c.chosen || [])]);
  if (kind === USERS || kind === MENTIONABLE) list.push(...app.people().map((p) => ({value: p.id, label: p.name, note: p.username, face: avatar(p.id, p.name)})));
  if (kind === ROLES || kind === MENTIONABLE) list.push(...app.roles().map((r) => ({value: r.id, label: '@' + r.name})));
  if (kind === CHANNELS) list.push(...app.channels().map((r) => ({value: r.id, label: '#' + r.name})));
  return list.map((o) => ({...o, on: on.has(o.value)}));
}

// options draws a list of which least to most can be chosen; done is called with the values, at once when one is enough.
function options(c, app, done) {
  const all = offers(c, app);
  const least = c.least ?? c.min_values ?? 1;
  const most = c.most ?? c.max_values ?? 1;
  const chosen = new Set(all.filter((o) => o.on).map((o) => o.value));
  const list = h('ul', {class: 'list options', role: 'listbox', 'aria-multiselectable': most > 1 ? 'true' : null});
  const draw = (text) => {
    list.replaceChildren(...all.filter((o) => !text || (o.label + ' ' + (o.note || '')).toLowerCase().includes(text)).slice(0, 100).map((o) => {
      const item = h('button', {type: 'button', class: 'item', role: 'option', 'aria-selected': String(chosen.has(o.value))},
        o.face, h('span', {class: 'words'}, h('span', {}, o.label), o.note && h('small', {}, o.note)), h('span', {class: 'tick', 'aria-hidden': 'true'}, chosen.has(o.value) ? '✓' : ''));
      item.addEventListener('click', () => {
        if (most === 1) {
          chosen.clear();
          chosen.add(o.value);
        } else if (!chosen.delete(o.value) && chosen.size < most) chosen.add(o.value);
        draw(text);
        done([...chosen], least, most);
      });
      return h('li', {}, item);
    }));
  };
  draw('');
  const seek = all.length > 8 && h('input', {type: 'search', placeholder: 'Search', 'aria-label': 'Search', oninput: (e) => draw(e.target.value.toLowerCase())});
  return {node: [seek, list], values: () => [...chosen], least, most};
}

// choose opens a menu of a message and resolves with the values, or null.
export function choose(c, app) {
  const dialog = $('pick');
  return new Promise((resolve) => {
    const finish = (values) => {
      dialog.onclose = null;
      dialog.close();
      resolve(values);
    };
    const o = options(c, app, (values, least, most) => {
      if (most === 1) finish(values);
    });
    const several = o.most > 1 && h('div', {class: 'actions'}, h('button', {type: 'button', class: 'btn main', onclick: () => finish(o.values())}, 'Choose'));
    dialog.onclose = () => resolve(null);
    openDialog(dialog, h('h2', {}, c.placeholder || 'Make a selection'), ...o.node.filter(Boolean), ...(several ? [several] : []));
  });
}

// openForm shows the form that is open before somebody. send posts it and answers with what is wrong, or nothing.
export function openForm(form, app) {
  const dialog = $('form');
  const values = new Map();
  const fields = form.fields.map((f) => field(f, app, values));
  const wrong = h('p', {class: 'wrong', role: 'alert', hidden: true});
  const submit = h('button', {type: 'submit', class: 'btn main'}, 'Submit');
  const el = h('form', {novalidate: true}, h('h2', {}, form.title), h('p', {class: 'by'}, app.botName() + ' asks. Nobody should ever ask you for a password.'), form.text && h('p', {class: 'formtext'}, form.text), fields, wrong,
    h('div', {class: 'actions'}, h('button', {type: 'button', class: 'btn grey', onclick: () => app.dismissForm()}, 'Cancel'), submit));
  el.addEventListener('submit', async (e) => {
    e.preventDefault();
    submit.disabled = true;
    wrong.hidden = true;
    const problem = await app.submit(form, Object.fromEntries([...values].map(([id, read]) => [id, read()])));
    submit.disabled = false;
    if (problem) {
      wrong.textContent = problem;
      wrong.hidden = false;
    }
  });
  openDialog(dialog, el);
  const first = el.querySelector('input, textarea');
  if (first) first.focus();
}

function field(f, app, values) {
  const id = 'f-' + f.id;
  const name = h(f.kind === 'line' || f.kind === 'paragraph' ? 'label' : 'p', {class: 'label', for: id}, f.label, f.required && h('span', {class: 'star', title: 'required'}, ' *'));
  const note = f.description && h('p', {class: 'note'}, f.description);
  if (f.kind === 'line' || f.kind === 'paragraph') {
    const props = {id, placeholder: f.placeholder, maxlength: f.most, required: f.required, autocomplete: 'off'};
    const input = f.kind === 'line' ? h('input', {type: 'text', ...props}) : h('textarea', {rows: 4, ...props});
    input.value = f.value || '';
    const left = h('span', {class: 'left', 'aria-hidden': 'true'});
    const count = () => (left.textContent = f.most < 4000 ? input.value.length + ' of ' + f.most : '');
    input.addEventListener('input', count);
    count();
    values.set(f.id, () => input.value);
    return h('div', {class: 'field'}, name, note, input, left);
  }
  const o = options(f, app, () => {});
  values.set(f.id, () => o.values().join('\n'));
  return h('div', {class: 'field'}, name, note, h('div', {class: 'boxed'}, o.node.filter(Boolean)));
}

export function closeForm() {
  if ($('form').open) $('form').close();
}

export function prepareDialogs(app) {
  for (const id of ['drawer', 'troubled', 'pick']) closeBeside($(id), () => $(id).close());
  $('form').addEventListener('cancel', (e) => {
    e.preventDefault();
    app.dismissForm();
  });
}
