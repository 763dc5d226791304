// A hand-held scanner ends each code with Enter: go on to its score, and from there to the next code.

import { ours } from './trusted/own.js';

const form = document.querySelector('.score-row').closest('form');
const more = document.querySelector('[data-more-rows]');

form.addEventListener('keydown', (event) => {
  const fields = [...form.querySelectorAll('.score-row input')];
  const next = fields[fields.indexOf(event.target) + 1];
  if (event.key !== 'Enter' || !event.target.value || !fields.includes(event.target) || !next) return;
  event.preventDefault();
  next.focus();
});

// More rows without losing those that are filled in; the address asks for as many without this.
more?.addEventListener('click', async (event) => {
  event.preventDefault();
  const answer = await fetch(more.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(ours(await answer.text()), 'text/html');
  const rows = [...form.querySelectorAll('[data-score-row]')];
  const added = [...page.querySelectorAll('[data-score-row]')].slice(rows.length);
  rows.pop().after(...added);
  form.action = new URL(more.href).pathname + new URL(more.href).search;
  document.dispatchEvent(new Event('rows-added'));
  added[0]?.querySelector('input').focus();
  const next = page.querySelector('[data-more-rows]');
  if (next) more.href = next.getAttribute('href');
  else more.remove();
});
