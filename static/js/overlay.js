/* The page behind an overlay address. It shows the newest picture it has ever got and goes on asking for a newer one, for
   ever; what goes wrong is told to the producer (?debug=1) and to nobody else. */
(() => {
  'use strict';

  const root = document.documentElement;
  const stage = document.getElementById('stage');
  const still = root.hasAttribute('data-still') || matchMedia('(prefers-reduced-motion: reduce)').matches;
  const debug = root.hasAttribute('data-debug');
  const kept = 'picture:' + root.dataset.socket;
  const state = { connected: false, frames: 0, tries: 0, last: 0, note: '' };

  const picture = () => document.getElementById('picture');
  const position = (el) => ({ store: el.dataset.store || '', seq: Number(el.dataset.seq || -1) });
  const newer = (a, b) => a.store !== b.store || a.seq > b.seq;

  function parse(html) {
    const t = document.createElement('template');
    t.innerHTML = html;
    return t.content.querySelector('#picture');
  }

  /* ---- showing a picture: what moved slides, what counts counts ---- */

  const rows = () => new Map([...stage.querySelectorAll('.page.shown [data-row]')].map((el) => [el.id, el]));

  function show(next) {
    const now = picture();
    const page = shownPage();
    if (next.querySelectorAll('.page').length > page) choose(next, page);
    const before = new Map([...rows()].map(([id, el]) => [id, { box: el.getBoundingClientRect(), text: el.textContent }]));
    const counts = new Map([...rows()].map(([id, el]) => [id, (el.querySelector('[data-count]') || {}).textContent]));
    const numbers = new Map([...stage.querySelectorAll('#counts [data-count]')].map((el, i) => [i, el.textContent]));
    const fresh = now.className !== next.className;
    Idiomorph.morph(now, next, { morphStyle: 'outerHTML' });
    fit();
    if (fresh && !still) enter();
    if (!still && !fresh) slide(before, counts, numbers);
  }

  function slide(before, counts, numbers) {
    const scale = stage.getBoundingClientRect().width / 1920 || 1;
    for (const [id, el] of rows()) {
      const was = before.get(id);
      if (!was) {
        el.animate([{ transform: 'translateX(-56px)', opacity: 0 }, { transform: 'none', opacity: 1 }], { duration: 360, easing: 'ease-out' });
        continue;
      }
      const box = el.getBoundingClientRect();
      const dx = (was.box.left - box.left) / scale, dy = (was.box.top - box.top) / scale;
      if (dx || dy) {
        const lift = dy > 0 ? 2 : 1;
        el.animate([{ transform: `translate(${dx}px, ${dy}px)`, zIndex: lift }, { transform: 'none', zIndex: lift }], { duration: 400, easing: 'cubic-bezier(.2,.7,.2,1)' });
      }
      if (was.text !== el.textContent) {
        el.classList.remove('lit');
        void el.offsetWidth;
        el.classList.add('lit');
      }
      const number = el.querySelector('[data-count]');
      if (number && counts.get(id) !== undefined) count(number, counts.get(id));
    }
    [...stage.querySelectorAll('#counts [data-count]')].forEach((el, i) => count(el, numbers.get(i)));
  }

  function count(el, from) {
    const to = Number(el.textContent), start = Number(from);
    if (!Number.isFinite(to) || !Number.isFinite(start) || to === start) return;
    const begun = performance.now();
    const step = (t) => {
      if (!el.isConnected) return;
      const part = Math.min(1, (t - begun) / 400);
      el.textContent = String(Math.round(start + (to - start) * part));
      if (part < 1) requestAnimationFrame(step);
    };
    el.textContent = String(start);
    requestAnimationFrame(step);
  }

  function enter() {
    const p = picture();
    p.classList.remove('enter');
    void p.offsetWidth;
    p.classList.add('enter');
    setTimeout(() => p.classList.remove('enter'), 900);
  }

  /* ---- names that are too long become smaller, then end in an ellipsis ---- */

  function fit() {
    for (const el of stage.querySelectorAll('.fit')) {
      el.style.fontSize = '';
      if (el.scrollWidth <= el.clientWidth + 1) continue;
      const size = parseFloat(getComputedStyle(el).fontSize);
      el.style.fontSize = Math.max(size * 0.68, 0.97 * size * el.clientWidth / el.scrollWidth) + 'px';
    }
  }

  function scale() {
    if (!root.hasAttribute('data-fit')) return;
    const s = Math.min(innerWidth / 1920, innerHeight / 1080);
    stage.style.transform = `translate(${(innerWidth - 1920 * s) / 2}px, ${(innerHeight - 1080 * s) / 2}px) scale(${s})`;
  }
  addEventListener('resize', scale);

  /* ---- pages, when not everybody fits ---- */

  const shownPage = () => [...stage.querySelectorAll('.page')].findIndex((p) => p.classList.contains('shown'));
  function choose(within, page) {
    [...within.querySelectorAll('.page')].forEach((p, i) => p.classList.toggle('shown', i === page));
  }
  setInterval(() => {
    const pages = stage.querySelectorAll('.page').length;
    if (pages < 2) return;
    choose(stage, (shownPage() + 1) % pages);
    fit();
    if (!still) enter();
  }, 12000);

  setInterval(() => {
    for (const el of stage.querySelectorAll('time[data-down]')) {
      const left = Math.max(0, Math.round((Date.parse(el.dateTime) - Date.now()) / 1000));
      if (left > 5999) continue;
      el.textContent = `${el.dataset.down} ${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    }
  }, 250);

  /* ---- the last good picture outlives the page ---- */

  function keep(html) {
    try { localStorage.setItem(kept, html); } catch { /* private windows keep nothing */ }
  }
  function recall() {
    try {
      const old = parse(localStorage.getItem(kept) || '');
      if (!old) return;
      const have = position(picture()), had = position(old);
      if (!have.store || (have.store === had.store && had.seq > have.seq)) show(old);
    } catch { /* as above */ }
  }

  /* ---- the socket: newest picture wins, another try every 0.5 to 1.5 s ---- */

  let socket = null, again = null, heard = 0;
  function connect() {
    clearTimeout(again);
    state.tries++;
    const have = position(picture());
    const url = new URL(root.dataset.socket, location.href);
    url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    for (const [k, v] of new URLSearchParams(location.search)) url.searchParams.set(k, v);
    if (have.store) { url.searchParams.set('store', have.store); url.searchParams.set('seq', String(have.seq)); }
    const mine = socket = new WebSocket(url);
    heard = Date.now();
    mine.onopen = () => { state.connected = true; state.note = ''; report(); };
    mine.onmessage = (e) => {
      heard = Date.now();
      if (typeof e.data !== 'string' || !e.data) return;
      const next = parse(e.data);
      if (!next) return;
      state.frames++;
      state.last = Date.now();
      const html = next.outerHTML;
      if (newer(position(next), position(picture()))) { show(next); keep(html); }
      report();
    };
    mine.onclose = (e) => {
      if (socket !== mine) return;
      state.connected = false;
      state.note = `closed ${e.code} ${e.reason}`.trim();
      report();
      again = setTimeout(connect, 500 + Math.random() * 1000);
    };
  }
  // A connection that died without a word: the server sends something at least every 25 s.
  setInterval(() => {
    if (!socket || Date.now() - heard < 40000) return;
    const dead = socket;
    socket = null;
    dead.onclose = null;
    dead.close();
    state.connected = false;
    connect();
  }, 5000);

  /* ---- the producer's strip ---- */

  function report() {
    if (!debug) return;
    let strip = document.getElementById('debug');
    if (!strip) {
      strip = document.createElement('div');
      strip.id = 'debug';
      document.body.append(strip);
    }
    const p = position(picture());
    strip.classList.toggle('off', !state.connected);
    strip.textContent = [
      state.connected ? 'connected' : 'not connected, trying again',
      p.store ? `picture ${p.seq} of ${p.store.slice(0, 8)}` : 'no picture yet',
      state.last ? `newest ${Math.round((Date.now() - state.last) / 1000)} s ago` : 'from the page',
      `${state.frames} received, ${state.tries} connections`,
      root.dataset.debug ? `not understood: ${root.dataset.debug}` : '',
      state.note,
    ].filter(Boolean).join('  ·  ');
  }
  if (debug) setInterval(report, 1000);

  /* ---- begin ---- */

  recall();
  scale();
  fit();
  if (!still) enter();
  document.fonts.ready.then(fit);
  connect();
  addEventListener('obsSourceActiveChanged', (e) => { if (e.detail && e.detail.active && !still) enter(); });
  if (navigator.serviceWorker) navigator.serviceWorker.register('/overlay/worker.js', { scope: '/overlay/' }).catch(() => {});
})();
