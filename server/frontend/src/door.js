// The door of an event on somebody's phone: passes are scanned and people counted, signal or not.

import { Door } from './door/door.js';
import { muted, mute, wake } from './door/sounding.js';

const root = document.querySelector('[data-door]');
const atHand = JSON.parse(document.getElementById('at-hand').textContent);
const insecure = !globalThis.isSecureContext || !globalThis.crypto?.subtle || !globalThis.indexedDB;

listenToSound();
if (insecure) refuse(atHand.words.insecure);
else new Door(root, atHand).open().catch(() => refuse(atHand.words.noStorage));

/** Nothing can be kept here: say so instead of losing anybody. */
function refuse(sentence) {
  const notice = root.querySelector('[data-shut]');
  notice.textContent = sentence;
  notice.hidden = false;
  for (const control of root.querySelectorAll('main button, main input, main select')) control.disabled = true;
}

function listenToSound() {
  const button = root.querySelector('[data-sound]');
  const show = () => {
    button.setAttribute('aria-pressed', String(muted()));
  };
  button.addEventListener('click', () => {
    mute(!muted());
    show();
  });
  show();
  addEventListener('pointerdown', wake);
  addEventListener('keydown', wake);
}
