// A register that keeps itself current while people arrive; without this it is a page like any other.

import { announcer } from './live/announcing.js';
import { follow } from './live/following.js';
import { swap } from './live/swapping.js';

const CALM = 400; // milliseconds between two looks, however many arrive
const BREATH = 8_000; // between two sentences that are read aloud

const live = document.querySelector('[data-live]');
const say = announcer(live.querySelector('[data-live-said]'));
const later = new URLSearchParams(location.search).has('cursor');
let looking = false;
let again = false;
let resting = null;
let said = sentence();

live.hidden = false;
// Two who hold the page in place would push it; only one of them knows which row is read.
document.documentElement.classList.add('live-page');
// Older lines do not change by themselves: only the newest are followed.
if (later) document.querySelector('[data-part="lines"]').removeAttribute('data-part');
follow(`${live.dataset.live}/en-vivo`, look, { calm: CALM });
offerFullscreen(document.querySelector('[data-fullscreen]'));

async function look() {
  if (looking) { again = true; return; }
  looking = true;
  lost(!(await renewed()));
  looking = false;
  if (again) { again = false; look(); }
}

async function renewed() {
  try {
    const answer = await fetch(`${live.dataset.live}/cifras`, { headers: { Accept: 'text/html' } });
    if (answer.redirected) location.reload(); // the session ended
    if (!answer.ok) return false;
    swap(await answer.text());
    tell();
    return true;
  } catch {
    return false;
  }
}

/** Says how many there are, and not each of eighty people who come in together. */
function tell() {
  if (resting || sentence() === said) return;
  said = sentence();
  say(said);
  resting = setTimeout(() => { resting = null; tell(); }, BREATH);
}

function sentence() {
  return document.querySelector('[data-sentence]')?.dataset.sentence;
}

function lost(is) {
  live.querySelector('[data-live-well]').hidden = is;
  live.querySelector('[data-live-lost]').hidden = !is;
}

function offerFullscreen(button) {
  if (!button || !document.fullscreenEnabled) return;
  button.hidden = false;
  button.addEventListener('click', () => (
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
  ));
}
