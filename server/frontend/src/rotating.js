// Keeps the entrance's code fresh, counts down to the next one, and keeps the screen awake.

import { ours } from './trusted/own.js';

const body = document.body;
const part = (name) => document.querySelector(`[data-${name}]`);
const AGAIN = 2000;
// For so long a code is still taken after it changed.
const GRACE = 30000;

let until = performance.now() + Number(body.dataset.left);
let next = until;

setInterval(tick, 250);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return;
  stayAwake();
  next = 0;
});
stayAwake();
offerFullScreen();
tick();

function tick() {
  const now = performance.now();
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  part('bar').value = left;
  part('count').textContent = `${left} s`;
  part('lost').hidden = now < until + GRACE;
  if (now < next) return;
  next = now + AGAIN;
  renew();
}

async function renew() {
  try {
    const answer = await fetch(body.dataset.source, { cache: 'no-store', headers: { Accept: 'application/json' } });
    if (answer.ok) show(await answer.json());
  } catch {
    // No signal: the next tick tries again, and says so once the code is too old.
  }
}

function show(screen) {
  until = performance.now() + screen.left;
  next = until;
  const drawn = new DOMParser().parseFromString(ours(screen.qr), 'image/svg+xml').documentElement;
  part('qr').replaceChildren(document.importNode(drawn, true));
  part('digits').textContent = screen.digits;
  part('typed').hidden = !screen.digits;
  part('changes').hidden = screen.asks !== 'rotating';
  part('reason').textContent = screen.reason;
  part('detail').textContent = screen.detail;
  part('shut').hidden = !screen.reason;
}

async function stayAwake() {
  try {
    await navigator.wakeLock?.request('screen');
  } catch {
    // The phone saves its battery: whoever holds it keeps it awake.
  }
}

function offerFullScreen() {
  const button = part('full-screen');
  button.hidden = !document.documentElement.requestFullscreen;
  button.addEventListener('click', () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
}
