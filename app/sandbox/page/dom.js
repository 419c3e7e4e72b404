// h makes an element: h('p', {class: 'quiet', onclick: f}, 'text', child). Text is never read as markup.
export function h(tag, props, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) el.addEventListener(name.slice(2), value);
    else if (name === 'class') el.className = value;
    else if (name === 'data') Object.assign(el.dataset, value);
    else if (value === true) el.setAttribute(name, '');
    else el.setAttribute(name, value);
  }
  el.append(...children.flat(Infinity).filter((c) => c !== undefined && c !== null && c !== false));
  return el;
}

// keep makes the children of an element those of items: [what it shows as a key, how it is made]. A child whose key
// stays is left alone, so that a press that has begun on it still counts.
export function keep(el, items) {
  const wanted = new Set(items.map(([key]) => key));
  for (const child of [...el.children]) if (!wanted.has(child.key)) child.remove();
  const known = new Map([...el.children].map((child) => [child.key, child]));
  let at = el.firstElementChild;
  for (const [key, make] of items) {
    const child = known.get(key) || Object.assign(make(), {key});
    if (child === at) at = at.nextElementSibling;
    else el.insertBefore(child, at);
  }
}

export const $ = (id) => document.getElementById(id);

// A colour for somebody without a picture: always the same one, readable under white letters.
const colours = ['#4752C4', '#1F7A4D', '#9C4221', '#8A3D7A', '#2B6C8F', '#7A5C00', '#B03A48', '#5B5F97', '#3E6B2F', '#6B4FA0'];

export function avatar(id, name, bot) {
  const letters = Array.from(name.replace(/[^\p{L}\p{N}]+/gu, ' ').trim() || '?');
  const words = name.replace(/[^\p{L}\p{N}]+/gu, ' ').trim().split(' ');
  const text = words.length > 1 ? Array.from(words[0])[0] + Array.from(words[1])[0] : letters[0];
  const el = h('span', {class: bot ? 'avatar bot' : 'avatar', 'aria-hidden': 'true'}, bot ? '' : text.toUpperCase());
  if (!bot) el.style.backgroundColor = colours[Number(BigInt(id) % BigInt(10 * 4194304)) % colours.length];
  return el;
}

// openDialog shows a dialog that closes when somebody presses beside it.
export function openDialog(dialog, ...content) {
  dialog.replaceChildren(...content);
  if (!dialog.open) dialog.showModal();
}

// menu offers things to do: [name, what it does, a note].
export function menu(heading, items) {
  openDialog($('pick'), h('h2', {}, heading), h('ul', {class: 'list'}, items.filter(Boolean).map(([label, act, note]) => {
    const item = h('button', {type: 'button', class: 'item'}, h('span', {class: 'words'}, label, note && h('small', {}, note)));
    item.addEventListener('click', () => {
      $('pick').close();
      act();
    });
    return h('li', {}, item);
  })));
}

// ask asks for one text. done is called with it.
export function ask(heading, label, value, done, empty) {
  const input = h('input', {type: 'text', id: 'asked', autocomplete: 'off', required: !empty});
  input.value = value;
  const el = h('form', {}, h('h2', {}, heading), h('div', {class: 'field'}, h('label', {class: 'label', for: 'asked'}, label), input), h('div', {class: 'actions'}, h('button', {type: 'submit', class: 'btn main'}, heading)));
  el.addEventListener('submit', (e) => {
    e.preventDefault();
    $('pick').close();
    done(input.value.trim());
  });
  openDialog($('pick'), el);
  input.select();
}

export function closeBeside(dialog, then) {
  dialog.addEventListener('pointerdown', (e) => {
    if (e.target !== dialog) return;
    const r = dialog.getBoundingClientRect();
    if (e.clientX < r.left || e.clientX > r.right || e.clientY < r.top || e.clientY > r.bottom) then();
  });
}
