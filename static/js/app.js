/* The small conveniences of every page. Nothing here is needed to do anything: without script each of these is a link,
   a form or a line of text. */
(() => {
  'use strict';

  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (type, selector, fn) => document.addEventListener(type, (e) => {
    const el = e.target.closest && e.target.closest(selector);
    if (el) fn(el, e);
  });
  const make = (tag, attrs = {}, ...children) => {
    const el = document.createElement(tag);
    for (const [k, v] of Object.entries(attrs)) el.setAttribute(k, v);
    el.append(...children);
    return el;
  };

  /* ---- said aloud and shown: toasts ---- */

  function say(text) { const said = $('#said'); if (said) said.textContent = text; }

  function toast(text, tone = 'good', seconds = 6) {
    const box = $('#toasts');
    if (!box || !text) return;
    const dismiss = make('button', { type: 'button', class: 'button small' }, 'Dismiss');
    const el = make('div', { class: `toast toast-${tone}` }, make('span', {}, text), dismiss);
    const gone = () => { el.remove(); if (!box.children.length && box.matches(':popover-open')) box.hidePopover(); };
    dismiss.addEventListener('click', gone);
    if (tone !== 'bad') setTimeout(gone, seconds * 1000); // what went wrong stays until it is read
    box.append(el);
    while (box.children.length > 3) box.firstChild.remove();
    if (box.showPopover) { if (box.matches(':popover-open')) box.hidePopover(); box.showPopover(); }
    say(text);
  }

  /* ---- times that count ---- */

  const MIN = 60, HOUR = 3600, DAY = 86400;
  function relative(seconds) {
    const s = Math.abs(seconds);
    if (s < 10) return 'now';
    let words;
    if (s < MIN) words = `${Math.floor(s)} s`;
    else if (s < HOUR) words = `${Math.floor(s / MIN)} min`;
    else words = `${Math.floor(s / HOUR)} h` + (s < 6 * HOUR && s % HOUR >= MIN ? ` ${Math.floor((s % HOUR) / MIN)} min` : '');
    return seconds > 0 ? `in ${words}` : `${words} ago`;
  }
  const absolute = new WeakMap(); // time element → [datetime, text of the server]
  function tick() {
    for (const el of $$('time[data-relative]')) {
      const known = absolute.get(el);
      if (!known || known[0] !== el.dateTime || (el.textContent !== known[2] && el.textContent !== known[1])) absolute.set(el, [el.dateTime, el.textContent, '']);
      const entry = absolute.get(el);
      const seconds = (Date.parse(el.dateTime) - Date.now()) / 1000;
      const text = Math.abs(seconds) < DAY ? relative(seconds) : entry[1];
      if (el.textContent !== text) el.textContent = text;
      entry[2] = text;
    }
  }
  setInterval(tick, 1000);

  /* ---- how true the page is ---- */

  const words = { on: 'updates by itself', off: 'connection lost, trying again', held: 'waits until you let go' };
  let socket = null;
  function live(state) {
    const root = document.documentElement;
    if (state !== undefined) root.dataset.live = state;
    const now = root.dataset.live;
    if (!now) return;
    for (const el of $$('[data-live-words]')) if (el.textContent !== words[now]) el.textContent = words[now];
  }
  htmx.config.wsReconnectDelay = (n) => Math.min(30000, 500 * 2 ** n) * (0.5 + Math.random() / 2);
  document.addEventListener('htmx:wsOpen', (e) => {
    if (document.documentElement.dataset.live === 'off') say('Connected again. This page updates by itself.');
    socket = e.detail.socketWrapper;
    live('on');
  });
  let lost = 0;
  document.addEventListener('htmx:wsClose', (e) => {
    // A restart of the server is over before anybody needs to know.
    clearTimeout(lost);
    lost = setTimeout(() => { if (document.documentElement.dataset.live !== 'on') { live('off'); say('Connection lost. Trying again.'); } }, 3000);
    document.documentElement.dataset.live = 'gone';
    const wrapper = e.detail.socketWrapper;
    if (e.detail.event.code === 1001 && wrapper) setTimeout(wrapper.reconnect, 1000);
  });
  const again = () => { if (['off', 'gone'].includes(document.documentElement.dataset.live) && socket) socket.reconnect(); };
  addEventListener('online', again);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) again(); });
  document.addEventListener('matchday:exchanged', (e) => {
    tick();
    const now = document.documentElement.dataset.live;
    if (now === 'on' || now === 'held') live(e.detail.waiting ? 'held' : 'on');
    else live();
  });

  /* ---- copying ---- */

  async function copy(text, field) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* not over plain http: the old way */ }
    const area = field || document.body.appendChild(make('textarea', { class: 'unseen' }));
    if (!field) area.value = text;
    area.select();
    const done = document.execCommand('copy');
    if (!field) area.remove();
    return done;
  }
  async function copied(button, text, field) {
    if (!await copy(text, field)) return toast('This browser does not let a page copy. Select the text and copy it by hand.', 'bad');
    const before = button.dataset.words || (button.dataset.words = button.firstChild.textContent);
    button.firstChild.textContent = 'Copied';
    say('Copied');
    setTimeout(() => { button.firstChild.textContent = before; }, 2000);
  }
  on('click', '[data-copy]', (b) => { const field = $(b.dataset.copy); copied(b, field.value, field); });
  // An address of ours is copied whole, as this reader reaches it.
  const whole = (text) => (text.startsWith('/') && !text.includes(' ') ? new URL(text, location.href).href : text);
  on('click', '[data-copy-text]', (b) => copied(b, whole(b.dataset.copyText)));
  on('focusin', 'input[readonly]', (input) => input.select());

  /* ---- the question before a step ---- */

  let asking = null;
  function ask(details) {
    const panel = $('.ask-panel', details);
    if (!panel || asking) return;
    const dialog = make('dialog', { class: 'dialog', 'aria-labelledby': details.id + '-title' });
    dialog.append(panel);
    document.body.append(dialog);
    details.classList.add('asking');
    asking = { dialog, details };
    dialog.addEventListener('close', () => {
      asking = null;
      details.classList.remove('asking');
      if (!$('.ask-panel', details)) details.append(panel);
      $('.ask-fault', panel).hidden = true;
      dialog.remove();
      const summary = $('summary', details);
      if (summary && summary.isConnected) summary.focus();
      document.dispatchEvent(new CustomEvent('matchday:released'));
    });
    dialog.addEventListener('click', (e) => { if (e.target === dialog) dialog.close(); });
    dialog.showModal();
    const first = $('input:not([type=hidden]), select, textarea', panel);
    if (first) first.focus();
  }
  on('click', 'details[data-ask] > summary', (summary, e) => {
    e.preventDefault();
    const details = summary.parentElement;
    const menu = details.closest('details[data-menu]');
    if (menu) menu.open = false;
    ask(details);
  });
  on('click', '[data-close]', (b) => {
    const dialog = b.closest('dialog');
    if (dialog) dialog.close();
    else b.closest('details').open = false;
  });

  /* ---- menus close by themselves ---- */

  document.addEventListener('click', (e) => {
    for (const menu of $$('details[data-menu][open]')) if (!menu.contains(e.target)) menu.open = false;
  });
  document.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape') return;
    const menu = document.activeElement.closest('details[open]') || $('details[data-menu][open]');
    if (menu && menu.matches('[data-menu], [data-ask]')) { menu.open = false; $('summary', menu).focus(); }
  });

  // What was pressed in a menu is answered by the page below it.
  document.addEventListener('submit', (e) => {
    const menu = e.target.closest('details[data-menu]');
    if (menu) menu.open = false;
  });

  /* ---- theme ---- */

  on('click', '[data-theme-switch] button', (button, e) => {
    e.preventDefault();
    const root = document.documentElement;
    if (button.value === 'system') root.removeAttribute('data-theme');
    else root.dataset.theme = button.value;
    document.cookie = `theme=${button.value === 'system' ? '' : button.value}; path=/; max-age=${button.value === 'system' ? 0 : 31536000}; samesite=lax`;
    for (const b of $$('[data-theme-switch] button')) b.setAttribute('aria-pressed', String(b.value === button.value));
  });

  /* ---- what the server answers ---- */

  const NEUTRAL = 'Something went wrong on our side. Nothing was changed. Please try again.';
  function sentence(xhr) {
    const type = xhr.getResponseHeader('Content-Type') || '';
    if (type.startsWith('text/plain') && xhr.responseText.length < 600) return xhr.responseText.trim();
    if (type.startsWith('text/html')) {
      const el = new DOMParser().parseFromString(xhr.responseText, 'text/html').querySelector('[data-sentence]');
      if (el) return el.textContent.trim();
    }
    return NEUTRAL;
  }
  function refuse(elt, text) {
    const panel = asking && asking.dialog.contains(elt) && $('.ask-fault', asking.dialog);
    if (!panel) return toast(text, 'bad');
    panel.textContent = text;
    panel.hidden = false;
  }
  document.addEventListener('htmx:responseError', (e) => refuse(e.detail.elt, sentence(e.detail.xhr)));
  document.addEventListener('htmx:sendError', (e) => refuse(e.detail.elt, 'Matchday does not answer. Nothing was sent; try again in a moment.'));
  document.addEventListener('htmx:timeout', (e) => refuse(e.detail.elt, 'Matchday did not answer in time. Look whether it was done before you try again.'));
  document.addEventListener('toast', (e) => toast(e.detail.text || e.detail.value, e.detail.tone));
  // What became of a press is told at its form, where nobody hears it when a frame has taken the form away meanwhile.
  document.addEventListener('htmx:beforeRequest', (e) => {
    const { elt, xhr } = e.detail;
    const aloud = ({ type, detail }) => document.dispatchEvent(new CustomEvent(type, { detail }));
    xhr.addEventListener('readystatechange', () => {
      if (xhr.readyState !== XMLHttpRequest.DONE || elt.isConnected) return;
      for (const type of ['htmx:afterRequest', 'htmx:responseError', 'htmx:sendError', 'htmx:timeout', 'toast']) elt.addEventListener(type, aloud);
    });
  });
  document.addEventListener('htmx:configRequest', (e) => {
    if (e.detail.verb === 'get' || e.detail.parameters.nonce) return;
    e.detail.parameters.nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
  });
  document.addEventListener('htmx:afterRequest', (e) => {
    const { elt, xhr, requestConfig } = e.detail;
    if (asking && asking.dialog.contains(elt) && requestConfig.verb !== 'get' && (e.detail.successful || xhr.status === 422)) asking.dialog.close();
  });

  // An answer that is another page: its address goes into the bar; a page of another kind is loaded as a whole.
  let gone = null;
  document.addEventListener('htmx:beforeSwap', (e) => {
    const { xhr, target, requestConfig } = e.detail;
    gone = null;
    if (!target || target.id !== 'main' || !xhr.responseURL || !e.detail.shouldSwap) return;
    const fresh = new DOMParser().parseFromString(xhr.responseText, 'text/html');
    const to = new URL(xhr.responseURL);
    const asked = new URL(requestConfig.path, location.href);
    const elsewhere = to.pathname !== asked.pathname && to.pathname + to.search !== location.pathname + location.search;
    if (!$('#main', fresh) || !$('#nav') !== !$('#nav', fresh)) {
      e.detail.shouldSwap = false;
      location.assign(elsewhere ? to : location.href);
      return;
    }
    gone = { to: elsewhere && to, live: $('#live', fresh) };
    // A frame may have taken the pressed form away before its answer came; with it went how answers are swapped in.
    if (!requestConfig.elt.isConnected) {
      e.detail.selectOverride = '#main';
      e.detail.swapOverride = 'morph';
      if ($('#nav')) htmx.swap('#nav', $('#nav', fresh).outerHTML, { swapStyle: 'outerHTML' });
    }
  });
  document.addEventListener('htmx:afterSwap', (e) => {
    const wrong = e.detail.target && e.detail.target.isConnected && $('[autofocus]', e.detail.target);
    if (wrong) wrong.focus();
    const box = $('#notices');
    if (box && box.textContent.trim()) say(box.textContent.trim());
    if (!gone) return;
    const { to, live } = gone;
    gone = null;
    // The same address may show another part of the night now, and then another socket keeps it true.
    const address = (root) => { const el = root && $('[ws-connect]', root); return el ? el.getAttribute('ws-connect').split('?')[0] : ''; };
    if (live && address($('#live')) !== address(live)) {
      document.documentElement.removeAttribute('data-live');
      htmx.swap('#live', live.outerHTML, { swapStyle: 'outerHTML' });
    }
    if (!to) return;
    history.pushState(null, '', to);
    scrollTo(0, 0);
    $('#main').focus({ preventScroll: true });
  });
  addEventListener('popstate', () => location.reload());
  document.addEventListener('htmx:afterRequest', (e) => {
    if (e.detail.elt.matches('[data-address]') && e.detail.successful) history.replaceState(null, '', e.detail.xhr.responseURL);
  });

  /* ---- keys ---- */

  const stored = (value) => { // storage may be refused
    try { if (value === undefined) return localStorage.getItem('keys'); localStorage.setItem('keys', value); } catch { /* then they stay on */ }
    return null;
  };
  let before = '';
  const label = (el) => (el.firstChild.textContent.trim() || el.textContent.trim()).replace(/…$/, '');
  function help() {
    const list = make('div', { class: 'keys' });
    const line = (keys, text) => list.append(make('span', {}, ...keys.split(' ').flatMap((k) => [make('kbd', { class: 'kbd' }, k), ' '])), make('span', {}, text));
    for (const el of $$('[data-key]')) line(el.dataset.key, label(el));
    if ($('[data-search]')) line('/', 'Find');
    line('?', 'This list');
    const box = make('input', { type: 'checkbox', id: 'keys-on' });
    box.checked = stored() !== 'off';
    box.addEventListener('change', () => stored(box.checked ? 'on' : 'off'));
    const close = make('button', { type: 'button', class: 'button', 'data-close': '' }, 'Close');
    const dialog = make('dialog', { class: 'dialog', 'aria-labelledby': 'keys-title' }, make('div', { class: 'ask-panel' },
      make('div', { class: 'dialog-head' }, make('h2', { class: 'ask-title', id: 'keys-title' }, 'Keys'), close), list,
      make('label', { class: 'choice' }, box, make('span', {}, 'Use single keys on this device'))));
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
  on('click', '[data-keys]', help);
  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || $('dialog[open]')) return;
    if (e.target.closest('input, textarea, select, [contenteditable]')) return;
    if (e.key === '?') { e.preventDefault(); return help(); }
    if (stored() === 'off') return;
    if (e.key === '/' && $('[data-search]')) { e.preventDefault(); return $('[data-search]').focus(); }
    const typed = (before === 'g' ? 'g ' : '') + e.key;
    before = e.key;
    const el = $$('[data-key]').find((x) => x.dataset.key === typed && !x.disabled);
    if (el) { e.preventDefault(); before = ''; el.click(); }
  });

  // A page kept in the browser's memory comes back with a dead socket and old words.
  addEventListener('pageshow', (e) => { if (e.persisted && $('[ws-connect]')) location.reload(); });

  // Where the tabs are wider than the screen, the current one is in sight.
  for (const tab of $$('.tabs > [aria-current]')) {
    const row = tab.parentElement, at = tab.getBoundingClientRect(), of = row.getBoundingClientRect();
    if (at.right > of.right) row.scrollLeft += (at.left + at.right - of.left - of.right) / 2;
  }

  tick();
})();
