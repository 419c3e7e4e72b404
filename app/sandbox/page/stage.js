// The overlays beside the phone, over what they will lie upon on air.
import {$, h, keep} from './dom.js';
import {store} from './store.js';

let shown = '';
let frame = null;

export function prepareStage() {
  $('behind').addEventListener('change', (e) => ($('screen16').dataset.behind = e.target.value));
  new ResizeObserver(fit).observe($('screen16'));
}

// fit makes the picture of 1920 by 1080 as large as its place.
function fit() {
  if (frame) frame.style.setProperty('transform', 'scale(' + $('screen16').clientWidth / 1920 + ')');
}

export function drawStage(st) {
  const list = st.links.overlays || [];
  $('stage-note').textContent = list.length ? '' : 'There is no overlay yet. Make a tournament, and its overlays appear here by themselves.';
  $('stage-bar').hidden = $('screen16').hidden = list.length === 0;
  const now = list.find((o) => o.url === shown) || list[0];
  keep($('overlays'), list.map((o) => [JSON.stringify([o, o === now]), () => {
    const chip = h('button', {type: 'button', class: 'chip', role: 'tab', 'aria-selected': String(o === now)}, o.name);
    chip.addEventListener('click', () => {
      shown = o.url;
      drawStage(store.state);
    });
    return chip;
  }]));
  $('own').hidden = !now;
  if (!now) {
    shown = '';
    frame = null;
    $('screen16').replaceChildren();
    return;
  }
  $('own').href = now.url;
  if (frame && frame.src === new URL(now.url, location.href).href) return;
  shown = now.url;
  frame = h('iframe', {src: now.url, title: 'Overlay: ' + now.name, width: 1920, height: 1080, scrolling: 'no', tabindex: -1});
  $('screen16').replaceChildren(frame);
  fit();
}
