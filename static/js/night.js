/* What makes a tournament's pages quick: lists that narrow while somebody types, results that are tapped, the reader's own
   row on a board. Without script all of it is a form or is not needed. */
(() => {
  'use strict';

  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (type, selector, fn) => document.addEventListener(type, (e) => {
    const el = e.target.closest && e.target.closest(selector);
    if (el) fn(el, e);
  });

  /* A page that is kept true by its socket needs no answer to a press. */
  document.addEventListener('htmx:configRequest', (e) => {
    if (document.documentElement.dataset.live === 'on' || document.documentElement.dataset.live === 'held') e.detail.headers['X-Live'] = 'on';
  });

  /* ---- narrowing a list ---- */

  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  function narrow(input) {
    const list = $(input.dataset.filter);
    if (!list) return;
    const want = plain(input.value.trim());
    for (const row of $$('tbody > tr, :scope > li', list)) row.hidden = want !== '' && !plain(row.textContent).includes(want);
  }
  const narrowAll = () => $$('[data-filter]').forEach((input) => { if (input.value) narrow(input); });
  on('input', '[data-filter]', narrow);

  /* ---- a result that is tapped or typed ---- */

  const box = (form) => $('textarea[name=order]', form);
  const tokens = (text) => text.split(/[\s,;/]+/).filter(Boolean);
  // The order as numbers of seats, or null when there are names in it.
  function numbers(form) {
    const [played, absent = ''] = box(form).value.split('/');
    const list = [...tokens(played), ...tokens(absent).map((n) => (n.startsWith('-') ? n : '-' + n))].map(Number);
    return list.every((n) => Number.isInteger(n) && n !== 0) ? list : null;
  }
  function paint(form) {
    const list = numbers(form) || [];
    let place = 0;
    const came = new Map(list.map((n) => [Math.abs(n), n > 0 ? String(++place) : '–']));
    for (const button of $$('[data-seat]', form)) {
      const is = came.get(Number(button.dataset.seat));
      const words = $('[data-came]', button);
      if (words.textContent !== (is || '')) words.textContent = is || '';
      button.classList.toggle('came', is !== undefined && is !== '–');
      button.classList.toggle('gone', is === '–');
    }
  }
  function write(form, list) {
    const text = box(form);
    text.value = list.join(' ');
    text.dispatchEvent(new Event('input', { bubbles: true }));
  }
  on('click', '[data-result] [data-seat]', (button) => {
    const form = button.closest('form');
    const list = numbers(form) || [];
    const seat = Number(button.dataset.seat);
    write(form, list.includes(seat) || list.includes(-seat) ? list.filter((n) => Math.abs(n) !== seat) : [...list, seat]);
  });
  on('click', '[data-result] [data-clear]', (button) => write(button.closest('form'), []));
  on('input', '[data-result] textarea', (text) => paint(text.form));
  // Enter records as soon as everybody has a place, or all but the last; before that it begins a new line.
  on('keydown', '[data-result] textarea', (text, e) => {
    if (e.key !== 'Enter' || e.shiftKey) return;
    const lines = text.value.split(/[\n,;]+/).filter((line) => line.trim()).length;
    const named = Math.max(lines, (numbers(text.form) || []).length);
    if (named < Number(text.form.dataset.result) - 1 && !e.ctrlKey) return;
    e.preventDefault();
    text.form.requestSubmit();
  });
  // After one lobby the next.
  document.addEventListener('htmx:afterRequest', (e) => {
    const form = e.detail.requestConfig.elt.closest('[data-result]');
    if (!form || !e.detail.successful || e.detail.requestConfig.verb === 'get') return;
    const next = $$('[data-result] textarea').find((text) => text.form !== form && text.form.id !== form.id);
    if (next) next.focus();
  });
  const paintAll = () => $$('[data-result]').forEach(paint);

  /* ---- the swap: two of the ticked boxes ---- */

  function swap() {
    const form = $('#swap');
    if (!form) return;
    const ticked = $$('input[name=pick]').filter((input) => input.checked).length;
    $('button', form).disabled = ticked !== 2;
    const words = $('.note', form);
    const text = ticked === 2 ? 'Two are ticked:' : ticked === 1 ? 'Tick one more, then:' : ticked > 2 ? 'Only two, please:' : 'Tick two players, then:';
    if (words.textContent !== text) words.textContent = text;
  }
  on('change', 'input[name=pick]', swap);

  /* ---- the reader's own row ---- */

  function mine() {
    const own = $('[data-mine]');
    for (const row of $$('.rank-mine')) if (!own || row.id !== own.dataset.mine) row.classList.remove('rank-mine');
    const row = own && document.getElementById(own.dataset.mine);
    if (row) row.classList.add('rank-mine');
  }

  const all = () => { narrowAll(); paintAll(); swap(); mine(); };
  document.addEventListener('matchday:exchanged', all);
  document.addEventListener('htmx:afterSwap', all);
  all();
})();
