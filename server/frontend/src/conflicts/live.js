// What stands against the place and time in a form, kept current while the form is filled in.

import { ours } from '../trusted/own.js';

const ASKED = ['day', 'last_day', 'starts', 'ends', 'zone', 'municipality', 'venue', 'modality', 'capacity'];
const PATIENCE = 400; // milliseconds without another key

/** Keeps the part of the form current that says what is taken, and fills in what is chosen there. */
export function watch(form) {
  const told = form.querySelector('[data-conflicts]');
  if (!told) return;
  let waiting;
  let asking;

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const answer = await answered(form, told, asking.signal);
    if (answer === null || answer === told.innerHTML.trim()) return;
    told.innerHTML = ours(answer);
    if (!answer) forgive(form.elements.venue);
  };
  const soon = (event) => {
    if (!ASKED.includes(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PATIENCE);
  };

  form.addEventListener('input', soon);
  form.addEventListener('change', soon);
  told.addEventListener('click', (event) => {
    const offer = event.target.closest('[data-alternative]');
    if (!offer || !fits(form, offer.dataset)) return;
    event.preventDefault();
    fillIn(form, offer.dataset);
    ask();
  });
  if (!told.childElementCount) ask();
}

/** The words of the server; null where there is no answer, or a newer question. */
async function answered(form, told, signal) {
  const body = new URLSearchParams(new FormData(form));
  if (told.dataset.event) body.set('event', told.dataset.event);
  try {
    const response = await fetch(told.dataset.conflicts, { method: 'POST', body, signal });
    return response.ok ? (await response.text()).trim() : null;
  } catch {
    return null;
  }
}

/** Whether the form has a field for all of an alternative; otherwise the server fills it in. */
function fits(form, { venue, lastDay }) {
  const places = form.elements.venue;
  const known = !venue || places?.type === 'hidden' || [...(places?.options ?? [])].some((option) => option.value === venue);
  return known && (!lastDay || form.elements.last_day);
}

/** Takes back what the server said of the venue, once nothing stands against it any more. */
function forgive(field) {
  field?.removeAttribute('aria-invalid');
  field?.removeAttribute('aria-describedby');
  document.getElementById('f-venue-error')?.remove();
}

function fillIn(form, offer) {
  const values = { day: offer.day, starts: offer.starts, last_day: offer.lastDay, ends: offer.ends, venue: offer.venue };
  const changed = Object.keys(values).filter((name) => form.elements[name] && form.elements[name].value !== values[name]);
  for (const name of changed) form.elements[name].value = values[name];
  form.elements[changed[0]]?.focus();
}
