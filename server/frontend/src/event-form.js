// The form of an event: venues of the chosen municipality, an end that follows the start, the
// questions of the chosen kind, and what stands against the place and time.

import { watch } from './conflicts/live.js';
import { follows } from './forms/following.js';

follows(document);

const starts = document.getElementById('f-starts');
const ends = document.getElementById('f-ends');

if (starts && ends) {
  let lasts = minutes(ends.value) - minutes(starts.value);
  ends.addEventListener('change', () => { lasts = minutes(ends.value) - minutes(starts.value); });
  starts.addEventListener('change', () => {
    const until = minutes(starts.value) + lasts;
    if (lasts > 0 && until < 24 * 60) ends.value = clock(until);
  });
}

for (const questions of document.querySelectorAll('[data-kind]')) {
  const form = questions.closest('form');
  const kinds = questions.dataset.kind.split(' ');
  const show = () => {
    const chosen = new FormData(form).get('kind');
    questions.hidden = !kinds.includes(chosen);
    questions.disabled = questions.hidden; // what is not asked is not sent
  };
  form.addEventListener('change', (event) => { if (event.target.name === 'kind') show(); });
  show();
}

for (const told of document.querySelectorAll('[data-conflicts]')) watch(told.closest('form'));

/** Minutes since midnight of «09:30». */
function minutes(text) {
  const [hours, rest] = text.split(':').map(Number);
  return hours * 60 + rest;
}

/** The time of day at so many minutes after midnight. */
function clock(total) {
  return [Math.floor(total / 60), total % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
