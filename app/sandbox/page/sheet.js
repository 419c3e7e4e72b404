// The Sheet beside the phone, edited as people edit one: a line that tells of the chosen cell, the grid, and the tabs.
import {$, h, ask, keep, menu, openDialog} from './dom.js';
import {Grid, letters, name} from './grid.js';
import {api, openBook, store} from './store.js';

let title = ''; // of the tab that is shown
let hidden = false; // whether hidden columns are shown
let at = [0, 0];
let editing = null; // {input, row, col, before}
let grid = null;

// tab is the one that is shown: the one chosen, else the first table.
const tab = () => store.sheet.tabs.find((t) => t.title === title) || store.sheet.tabs.find((t) => t.frozen) || store.sheet.tabs[0];
const id = () => store.sheet.id + '/' + title;

export function prepareSheet() {
  grid = new Grid($('cells'), {
    select: (r, c, td) => (same(r, c) && td === document.activeElement && matchMedia('(pointer: coarse)').matches ? open() : choose(r, c)),
    open: (r, c) => choose(r, c) || open(),
    tick: (r, c, on) => choose(r, c) || put(r, c, on ? 'TRUE' : 'FALSE'),
    column: columnMenu,
    row: rowMenu,
  });
  $('cells').addEventListener('keydown', key);
  $('sheet-large').addEventListener('click', (e) => {
    const large = document.body.dataset.large !== 'sheet';
    document.body.dataset.large = large ? 'sheet' : '';
    e.target.setAttribute('aria-pressed', String(large));
  });
  $('sheet-menu').addEventListener('click', bookMenu);
  $('add-tab').addEventListener('click', () => ask('Add a tab', 'Name', '', (value) => act('add-tab', {value})));
  $('new-sheet').addEventListener('click', newSheet);
}

// drawSheet shows the spreadsheet as it was sent. While somebody types, only what they see around it changes.
export function drawSheet() {
  const sheet = store.sheet;
  const none = !sheet.tabs.length;
  $('no-sheet').hidden = !none;
  $('sheet-full').hidden = none;
  $('no-sheet-note').textContent = sheet.note || '';
  $('new-sheet').hidden = !(sheet.note || '').includes('New Sheet');
  if (none) return;
  if (tab().title !== title) {
    cancel();
    title = tab().title;
    at = [0, 0];
  }
  $('sheet-title').textContent = sheet.title;
  if (!editing) grid.draw(id(), tab(), hidden);
  drawTabs();
  mark();
}

function drawTabs() {
  keep($('tabs'), store.sheet.tabs.map((t) => [JSON.stringify([t.title, t.title === title]), () => {
    const b = h('button', {type: 'button', role: 'tab', 'aria-selected': String(t.title === title)}, t.title);
    b.addEventListener('click', () => {
      if (t.title === title) return tabMenu();
      title = t.title;
      at = [0, 0];
      return drawSheet();
    });
    return b;
  }]));
}

// ---- the chosen cell ----

const same = (r, c) => at[0] === r && at[1] === c;
const cell = () => grid.cells.get(name(...at));

function choose(r, c, quiet) {
  at = [r, c];
  mark();
  if (!quiet) cell()?.focus({preventScroll: false});
}

// mark shows which cell is chosen, and what there is to it.
function mark() {
  for (const td of $('cells').querySelectorAll('td.chosen')) {
    td.classList.remove('chosen');
    td.tabIndex = -1;
  }
  const td = cell();
  if (!td) return;
  td.classList.add('chosen');
  td.tabIndex = 0;
  const more = grid.more(...at);
  $('sheet-at').textContent = name(...at);
  $('sheet-entered').replaceChildren(...[
    h('span', {class: 'entered'}, more.entered || grid.shown(...at)),
    more.link && h('a', {href: more.link, target: '_blank', rel: 'noopener noreferrer'}, 'open the link ↗'),
    more.note && h('span', {class: 'notetext'}, more.note)].filter(Boolean));
}

function move(down, right) {
  const next = (list, now, by) => list[Math.min(list.length - 1, Math.max(0, list.indexOf(now) + by))];
  choose(next(grid.rows, at[0], down), next(grid.cols, at[1], right));
}

function key(e) {
  if (editing || e.target.tagName === 'BUTTON') return;
  const arrows = {ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Tab: [0, e.shiftKey ? -1 : 1]};
  if (arrows[e.key] && !(e.key === 'Tab' && grid.cols.indexOf(at[1]) === (e.shiftKey ? 0 : grid.cols.length - 1))) {
    e.preventDefault();
    move(...arrows[e.key]);
  } else if (e.key === 'Enter' || e.key === 'F2') {
    e.preventDefault();
    open();
  } else if (e.key === ' ' && grid.more(...at).check) {
    e.preventDefault();
    put(...at, grid.shown(...at) === 'TRUE' ? 'FALSE' : 'TRUE');
  } else if (e.key === 'Delete' || e.key === 'Backspace') {
    e.preventDefault();
    put(...at, grid.more(...at).check ? 'FALSE' : '');
  } else if (e.key.length === 1 && !e.ctrlKey && !e.metaKey && !e.altKey) {
    open(''); // the letter itself goes into the input, which has the focus now
  }
}

// ---- typing ----

// open lets somebody type into the chosen cell: over what it holds when they began with a letter, else on from there.
function open(first) {
  cancel();
  const td = cell();
  if (!td) return;
  const before = grid.more(...at).entered || grid.shown(...at);
  const input = h('input', {type: 'text', 'aria-label': name(...at), autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'done'});
  input.value = first ?? before;
  editing = {input, row: at[0], col: at[1], before};
  td.classList.add('open');
  td.replaceChildren(input);
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
  input.addEventListener('blur', () => finish());
  input.addEventListener('keydown', (e) => {
    e.stopPropagation();
    if (e.isComposing) return;
    if (e.key === 'Enter') finish(e.shiftKey ? -1 : 1, 0);
    else if (e.key === 'Tab') finish(0, e.shiftKey ? -1 : 1);
    else if (e.key === 'Escape') {
      cancel();
      choose(...at);
    } else return;
    e.preventDefault();
  });
}

// close takes the input away and shows what has come meanwhile; text stands there until the Sheet answers.
function close(text) {
  const {row, col} = editing;
  editing = null;
  const td = grid.cells.get(name(row, col));
  td.classList.remove('open');
  td.key = '';
  td.replaceChildren(text ?? '');
  if (text === undefined) grid.fill(td, false);
}

function cancel() {
  if (!editing) return;
  close();
  grid.draw(id(), tab(), hidden);
}

function finish(down, right) {
  if (!editing) return;
  const {input, row, col, before} = editing;
  const changed = input.value !== before;
  close(changed ? input.value : undefined);
  if (changed) put(row, col, input.value);
  else grid.draw(id(), tab(), hidden);
  if (down !== undefined) move(down, right);
}

async function put(row, col, value) {
  tell(await api('cell', {book: store.sheet.id, tab: title, cell: name(row, col), value}));
}

async function act(what, more) {
  tell(await api('grid', {book: store.sheet.id, tab: title, do: what, ...more}));
}

function tell(r) {
  $('sheet-wrong').textContent = r.ok ? '' : r.error;
  $('sheet-wrong').hidden = r.ok;
  if (!r.ok && !editing) {
    for (const td of grid.cells.values()) grid.fill(td, false);
  }
}

// ---- menus ----

function columnMenu(c) {
  const a = letters(c);
  const visible = grid.cols.filter((x) => !grid.dim.has(x));
  const range = 'A' + ((tab().frozen || 0) + 1) + ':' + letters(visible[visible.length - 1]) + tab().rows;
  const isHidden = grid.dim.has(c);
  menu('Column ' + a, [
    ['Sort the Sheet A → Z', () => act('sort', {at: a})],
    ['Sort the Sheet Z → A', () => act('sort', {at: a, down: true})],
    grid.dim.size && !isHidden && ['Sort only what is shown', () => act('sort', {at: a, range}), 'Hidden columns stay where they are: people do this'],
    ['Insert a column to the left', () => act('insert-columns', {at: a})],
    isHidden ? ['Show this column', () => act('show-columns', {at: a})] : ['Hide this column', () => act('hide-columns', {at: a})],
    ['Delete this column', () => act('delete-columns', {at: a})],
  ]);
}

function rowMenu(r) {
  menu('Row ' + (r + 1), [
    ['Insert a row above', () => act('insert-rows', {at: r + 1})],
    ['Insert a row below', () => act('insert-rows', {at: r + 2})],
    ['Copy it below', () => act('copy-row', {at: r + 1}), 'With what is hidden in it'],
    ['Delete this row', () => act('delete-rows', {at: r + 1})],
  ]);
}

function tabMenu() {
  menu(title, [
    ['Rename…', () => ask('Rename the tab', 'Name', title, async (value) => {
      const before = title;
      title = value; // it stays open under its new name
      const r = await api('grid', {book: store.sheet.id, tab: before, do: 'rename', value});
      if (!r.ok) title = before;
      tell(r);
    })],
    store.sheet.tabs.length > 1 && ['Delete this tab', () => act('delete-tab')],
  ]);
}

function bookMenu() {
  menu(store.sheet.title, [
    ['Its address…', address, 'To paste where Matchday asks for a Sheet'],
    ['Note on ' + name(...at) + '…', () => ask('Note on ' + name(...at), 'Note', grid.more(...at).note || '', (value) => act('note', {cell: name(...at), value}), true)],
    [hidden ? 'Do not show hidden columns' : 'Show hidden columns', () => {
      hidden = !hidden;
      drawSheet();
    }],
    ...store.sheet.books.filter((b) => b.id !== store.sheet.id).map((b) => ['Open ' + b.title, () => openBook(b.id)]),
    ['New Sheet…', newSheet, 'Empty, and shared with Matchday'],
  ]);
}

function address() {
  const input = h('input', {type: 'text', readonly: true, 'aria-label': 'Address', onfocus: (e) => e.target.select()});
  input.value = store.sheet.url;
  const copy = h('button', {type: 'button', class: 'btn main'}, 'Copy');
  copy.addEventListener('click', async () => {
    input.select();
    await navigator.clipboard?.writeText(store.sheet.url);
    copy.textContent = 'Copied';
  });
  openDialog($('pick'), h('h2', {}, 'The address of ' + store.sheet.title), h('div', {class: 'field'}, input), h('div', {class: 'actions'}, copy));
}

function newSheet() {
  ask('New Sheet', 'Name', 'Holidaze Cup', async (value) => {
    const r = await api('sheet', {value});
    tell(r);
    if (r.ok) openBook(r.data.id);
  });
}
