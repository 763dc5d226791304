// Keeps the progress of a rota on its page while it is worked out, and shows the rota when it is.
import { follow } from './live/following.js';
import { ours } from './trusted/own.js';

const shown = document.querySelector('[data-rota-progress]');
const CALM = 300; // milliseconds between two looks

follow(`${shown.dataset.rotaProgress}/en-vivo`, look, { calm: CALM });

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(ours(await answer.text()), 'text/html');
  const next = page.querySelector('[data-rota-progress]');
  if (!next) {
    location.reload();
    return;
  }
  const [bar, state] = ['progress', '[role="status"]'].map((name) => [shown.querySelector(name), next.querySelector(name)]);
  for (const { name, value } of bar[1].attributes) bar[0].setAttribute(name, value);
  if (state[0].textContent !== state[1].textContent) state[0].textContent = state[1].textContent;
  shown.querySelector('label').textContent = next.querySelector('label').textContent;
}
