/* How a part of the page becomes its newer version without anything jumping under a finger.

   The markup of the server is the truth; this file decides only how it arrives: elements that stay are kept (focus,
   scroll, open menus, text being typed), changed rows are tinted for a second, moved rows slide, and a row that is
   being used (pressed, pointed at with its button, typed in, menu or question open) stays as it is and where it is
   until it is released. It is the htmx extension "morph", for hx-swap and for frames with hx-swap-oob="morph". */
(() => {
  'use strict';

  const ROW = 'tr[id], li[id], [data-row][id]';
  const CONTROL = 'button, a, input, select, textarea, summary, label';
  const TYPING = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select';
  const calm = matchMedia('(prefers-reduced-motion: reduce)');

  const sent = new Map();       // id of a row → its markup as the server sent it last
  const waiting = new Map();    // id of a part → its newest version, kept back while something in it is used
  const touched = new WeakSet(); // inputs that somebody typed into since the server drew them
  let submitted = null;         // the form whose answer is being swapped in
  let pressed = null;           // what a pointer holds down
  let pointed = null;           // the control below a resting mouse
  let resting = 0;

  // What is being used inside root: rows where there are rows, else the menu or question itself.
  function used(root) {
    const out = new Set();
    const add = (el) => {
      const unit = el && (el.closest(ROW) || el.closest('details'));
      if (unit && unit !== root && root.contains(unit)) out.add(unit);
    };
    add(pressed);
    add(pointed);
    const active = document.activeElement;
    if (active && active.matches(TYPING) && touched.has(active)) add(active);
    root.querySelectorAll('details[open][data-menu], details[open][data-ask], details.asking').forEach(add);
    return out;
  }

  // keepPlaces puts the used rows of the newer version where they are in the old one.
  function keepPlaces(fresh, rows) {
    for (const row of rows) {
      const home = row.parentElement;
      const at = [...home.children].indexOf(row);
      let copy = fresh.querySelector('#' + CSS.escape(row.id));
      const list = copy ? copy.parentElement : home.id && fresh.querySelector('#' + CSS.escape(home.id));
      if (!list || !row.matches(ROW)) continue;
      copy = copy || row.cloneNode(true);
      copy.remove();
      list.insertBefore(copy, list.children[at] || null);
    }
  }

  const markup = (root) => {
    const all = new Map();
    for (const row of root.querySelectorAll(ROW)) all.set(row.id, row.outerHTML);
    return all;
  };
  const tops = (root) => {
    const all = new Map();
    for (const row of root.querySelectorAll(ROW)) all.set(row.id, row.getBoundingClientRect().top + scrollY);
    return all;
  };

  function tint(row) {
    row.classList.remove('changed');
    void row.offsetWidth; // starts the animation anew
    row.classList.add('changed');
    row.addEventListener('animationend', () => row.classList.remove('changed'), { once: true });
  }

  function show(target, was, now, rows) {
    const moved = calm.matches || was.size > 300 ? null : tops(target);
    for (const row of target.querySelectorAll(ROW)) {
      const html = now.get(row.id);
      if (rows.has(row) || html === undefined) continue;
      if (was.size && sent.get(row.id) !== html) tint(row);
      sent.set(row.id, html);
      const by = moved && was.has(row.id) ? was.get(row.id) - moved.get(row.id) : 0;
      if (Math.abs(by) > 1) row.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], { duration: 260, easing: 'ease-out' });
    }
  }

  // stay puts used rows back to where they stood on the screen: by scrolling, and by the rest that scrolling cannot do.
  function stay(stood) {
    const off = ([row, top]) => (row.isConnected ? row.getBoundingClientRect().top - top : 0);
    if (stood.length && Math.abs(off(stood[0])) > 0.5) scrollBy({ top: off(stood[0]), behavior: 'instant' });
    for (const one of stood) {
      const rest = off(one);
      if (Math.abs(rest) < 0.5) continue;
      one[0].style.translate = `0 ${(parseFloat(one[0].style.translate.split(' ')[1]) || 0) - rest}px`;
      one[0].classList.add('kept');
    }
  }

  function exchange(target, fresh, style) {
    const rows = submitted ? new Set() : used(target);
    if (rows.size && target.id) waiting.set(target.id, { fresh: fresh.cloneNode(true), style });
    else waiting.delete(target.id);
    keepPlaces(fresh, rows);
    const now = markup(fresh);
    const was = tops(target);
    const stood = [...rows].map((row) => [row, row.getBoundingClientRect().top]);
    const nodes = Idiomorph.morph(target, fresh.children, {
      morphStyle: style,
      callbacks: {
        beforeNodeMorphed: (old) => !rows.has(old),
        beforeNodeRemoved: (old) => !rows.has(old),
        beforeAttributeUpdated: (name, el) => {
          if (name === 'open' && el.matches('details, dialog')) return false;
          if (name !== 'value' && name !== 'checked' && name !== 'selected') return true;
          const input = el.closest('select') || el;
          return !touched.has(input) || (submitted !== null && submitted.contains(input));
        },
      },
    });
    stay(stood);
    show(target, was, now, rows);
    document.dispatchEvent(new CustomEvent('matchday:exchanged', { detail: { waiting: waiting.size } }));
    return nodes;
  }

  // release brings in what was kept back, as soon as nothing of it is used any more.
  function release() {
    for (const [id, { fresh, style }] of [...waiting]) {
      const target = document.getElementById(id);
      if (!target) waiting.delete(id);
      else if (!used(target).size) {
        exchange(target, fresh, style);
        htmx.process(target);
      }
    }
  }
  const later = () => setTimeout(release, 150);

  htmx.defineExtension('morph', {
    isInlineSwap: (style) => style === 'morph' || style === 'morph:outerHTML',
    handleSwap: (style, target, fragment) => {
      if (style === 'morph' || style === 'morph:outerHTML') return [].concat(exchange(target, fragment, 'outerHTML'));
      if (style === 'morph:innerHTML') return [].concat(exchange(target, fragment, 'innerHTML'));
      return false;
    },
  });

  document.addEventListener('pointerdown', (e) => { pressed = e.target.closest(CONTROL); });
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { pressed = null; later(); });
  document.addEventListener('pointermove', (e) => {
    if (e.pointerType !== 'mouse') return;
    const over = e.target.closest && e.target.closest(CONTROL);
    if (pointed && over !== pointed) later();
    pointed = over;
    clearTimeout(resting);
    resting = setTimeout(() => { pointed = null; release(); }, 5000);
  }, { passive: true });
  document.documentElement.addEventListener('pointerleave', () => { pointed = null; later(); });
  document.addEventListener('focusout', later);
  document.addEventListener('toggle', later, true);
  document.addEventListener('matchday:released', later);
  document.addEventListener('input', (e) => {
    touched.add(e.target);
    if (e.target.type === 'radio' && e.target.form) e.target.form.querySelectorAll('input[type=radio]').forEach((r) => touched.add(r));
  });
  document.addEventListener('htmx:beforeSwap', (e) => {
    const form = e.detail.elt && e.detail.elt.closest('form');
    submitted = form && e.detail.shouldSwap && e.detail.requestConfig.verb !== 'get' ? form : null;
  });
  document.addEventListener('htmx:afterRequest', (e) => {
    submitted = null;
    const form = e.detail.elt.closest('form');
    if (form && e.detail.successful && e.detail.requestConfig.verb !== 'get') for (const el of form.elements) touched.delete(el);
  });
  for (const [id, html] of markup(document)) sent.set(id, html);
})();
