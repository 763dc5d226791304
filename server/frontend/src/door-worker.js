// The door's service worker: opens the page without a signal, and sends what waits when there is one.
// The build puts in ASSETS, the addresses of all that the page uses, and BUILD, which names them.

import { send } from './door/sending.js';

const CACHE = `puerta-${BUILD}`;
const OURS = /^puerta-/;
const DOOR = /^\/puerta\/[\w-]+$/;
const STATIC = /\/static\/[\w.-]+/g;
// There is one answer to an address here, whatever it depends on elsewhere.
const ANY = { ignoreVary: true };
const known = new Set(ASSETS);

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(activate()));
addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  if (event.request.mode === 'navigate' && DOOR.test(pathname)) event.respondWith(door(event, pathname));
  else if (pathname.startsWith('/static/') || pathname.endsWith('.webmanifest')) event.respondWith(kept(event.request));
});
addEventListener('sync', (event) => {
  if (event.tag === 'flush') event.waitUntil(sendOrFail());
});
addEventListener('message', (event) => {
  if (event.data.takeOver) skipWaiting();
  if (event.data.keep) event.waitUntil(keep(event.data.keep).then((done) => event.ports[0].postMessage(done)));
});

/** All that the pages use, and the pages that were kept before, as they are now. */
async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(ASSETS);
  const doors = (await Promise.all((await olderCaches()).map(doorsIn))).flat();
  await Promise.all([...new Set(doors)].map(keep));
}

/** What is older goes, except where a page could not be fetched anew and still needs it. */
async function activate() {
  await clients.claim();
  const renewed = new Set(await doorsIn(CACHE));
  for (const name of await olderCaches()) {
    const doors = await doorsIn(name);
    if (doors.every((path) => renewed.has(path))) await caches.delete(name);
  }
}

/** The kept page at once, while the current one is fetched for the next time. */
async function door(event, path) {
  const page = (await (await caches.open(CACHE)).match(path, ANY)) ?? (await caches.match(path, ANY));
  if (!page) return fetch(event.request);
  event.waitUntil(keep(path));
  return page;
}

/** Keeps the door's page, if that is what the address shows and we have all that it uses. */
async function keep(path) {
  try {
    const answer = await fetch(path, { credentials: 'same-origin', cache: 'no-store' });
    const text = await answer.clone().text();
    const complete = (text.match(STATIC) ?? []).every((address) => known.has(address));
    if (!answer.ok || answer.redirected || !text.includes('data-door=') || !complete) return false;
    const cache = await caches.open(CACHE);
    await cache.put(path, answer);
    await cache.add(`${path}/app.webmanifest`);
    return true;
  } catch {
    return (await caches.match(path, ANY)) !== undefined;
  }
}

async function kept(request) {
  return (await caches.match(request, ANY)) ?? fetch(request);
}

async function sendOrFail() {
  // A rejection makes the browser try again later.
  if ((await send()) === 'failed') throw new Error('something still waits');
}

async function doorsIn(name) {
  const requests = await (await caches.open(name)).keys();
  return requests.map(({ url }) => new URL(url).pathname).filter((path) => DOOR.test(path));
}

async function olderCaches() {
  return (await caches.keys()).filter((name) => OURS.test(name) && name !== CACHE);
}
