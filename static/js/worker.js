/* Keeps overlay pages openable while the server is away: an address that was shown once comes up again with its last
   picture and asks for a newer one. It answers for overlay pages and for their style, script and fonts; nothing else. */
'use strict';
const STORE = 'overlay-1';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (e) => e.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/static/')) e.respondWith(fromStore(e.request));
  else if (e.request.mode === 'navigate' && url.pathname.startsWith('/overlay/')) e.respondWith(fromServer(e.request));
});

// What carries a hash in its name never changes.
async function fromStore(request) {
  const store = await caches.open(STORE);
  const have = await store.match(request);
  if (have) return have;
  const answer = await fetch(request);
  if (answer.ok) await store.put(request, answer.clone());
  return answer;
}

// A page comes from the server when it answers within two seconds, and else as it was.
async function fromServer(request) {
  const store = await caches.open(STORE);
  const have = await store.match(request);
  const patience = new AbortController();
  const timer = have ? setTimeout(() => patience.abort(), 2000) : 0;
  try {
    const answer = await fetch(request, { signal: patience.signal });
    if (answer.ok) await store.put(request, answer.clone());
    return answer.ok || !have ? answer : have;
  } catch (err) {
    if (have) return have;
    throw err;
  } finally {
    clearTimeout(timer);
  }
}
