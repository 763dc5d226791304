// The staffing board: somebody is put on an empty place, with the mouse or with the keyboard.
// The server says beforehand who may go where, and why not; it is asked again when it counts.

import { announcer } from './live/announcing.js';
import { follow } from './live/following.js';
import { asked } from './board/asking.js';
import { searchable } from './board/people.js';
import { ours } from './trusted/own.js';

const host = document.querySelector('[data-board]');
const sheet = host.querySelector('[data-board-sheet]');
const say = announcer(document.querySelector('[data-board-said]'));
let chosen = null; // a chip, and the promise of what its person may take

for (const chip of host.querySelectorAll('[data-person]')) {
  chip.addEventListener('click', (event) => {
    if (chosen?.chip === chip) free(host.dataset.freed);
    else choose(chip, { lead: event.detail === 0 }); // pressed, not clicked
  });
  chip.addEventListener('dragstart', (event) => {
    event.dataTransfer.setData('text/plain', chip.dataset.person);
    event.dataTransfer.effectAllowed = 'move';
    choose(chip);
  });
  chip.addEventListener('dragend', () => free());
}
searchable(host);
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !chosen || document.querySelector('dialog[open]')) return;
  const { chip } = chosen;
  free(host.dataset.freed);
  chip.focus();
});
sheet.addEventListener('click', (event) => {
  const slot = event.target.closest('[data-slot]');
  if (!slot || !chosen) return; // without anybody chosen the link leads to the team's page
  event.preventDefault();
  place(slot, chosen);
});
sheet.addEventListener('dragover', (event) => {
  const slot = takes(event);
  for (const other of sheet.querySelectorAll('.is-over')) other.classList.toggle('is-over', other === slot);
  if (!slot) return;
  event.preventDefault();
  slot.classList.add('is-over');
});
sheet.addEventListener('drop', (event) => {
  const slot = takes(event);
  if (!slot) return;
  event.preventDefault();
  place(slot, chosen);
});
follow('/turnos/cambios', () => { if (!chosen) refresh(); });

/** Marks the empty places by what this person may take; `lead` leads the focus to the first. */
async function choose(chip, { lead = false } = {}) {
  free();
  const mine = chosen = { chip, openings: openingsOf(chip) };
  chip.setAttribute('aria-pressed', 'true');
  const openings = await mine.openings;
  if (mine !== chosen) return;
  if (!openings) { say(host.dataset.fails); return; } // it can be tried all the same
  mark(openings);
  const first = sheet.querySelector('.is-open, .is-doubtful');
  say(fill(first ? host.dataset.chosen : host.dataset.none, { name: nameOf(chip) }));
  if (lead && document.activeElement === chip) first?.focus();
}

/** Which of the empty places the person may take, or nothing when that cannot be learnt now. */
async function openingsOf(chip) {
  const events = new Set([...sheet.querySelectorAll('[data-slot]')].map(eventOf));
  if (!events.size) return [];
  const question = new URLSearchParams([...events].map((event) => ['evento', event]));
  const answer = await fetch(`/turnos/personas/${chip.dataset.person}/lugares?${question}`).catch(() => null);
  return answer?.ok ? answer.json().catch(() => null) : null;
}

function mark(openings) {
  for (const slot of sheet.querySelectorAll('[data-slot]')) {
    const found = at(slot, openings);
    slot.classList.add(!found?.possible ? 'is-blocked' : found.eligible ? 'is-open' : 'is-doubtful');
    if (found?.sentence) slot.title = found.sentence;
  }
}

function free(sentence = '') {
  chosen?.chip.setAttribute('aria-pressed', 'false');
  chosen = null;
  for (const slot of sheet.querySelectorAll('[data-slot]')) {
    slot.classList.remove('is-open', 'is-doubtful', 'is-blocked', 'is-over');
    slot.removeAttribute('title');
  }
  if (sentence) say(sentence);
}

/** Asks whether it is meant, and then does it; who drags may let go before the server answered. */
async function place(slot, { chip, openings }) {
  if (slot.hasAttribute('aria-busy')) return;
  const words = { name: nameOf(chip), role: slot.dataset.roleName, title: slot.dataset.title };
  const said = new URLSearchParams({ _csrf_token: host.dataset.csrf, event: eventOf(slot), role: slot.dataset.slot, volunteer: chip.dataset.person });
  slot.setAttribute('aria-busy', 'true');
  const known = await openings; // unknown, the server objects when it is told
  slot.removeAttribute('aria-busy');
  const found = known && at(slot, known);
  if (known && !found?.possible) { await refuse(words, found); return; }
  const question = { ask: fill(host.dataset.ask, words), despite: despite(found?.sentence), yes: host.dataset.invite, no: host.dataset.back };
  const done = await asked(question, (why) => {
    said.set('why', why);
    return send(said);
  });
  free();
  if (!done) return;
  await refresh();
  say(fill(host.dataset.done, words));
  chip.focus();
}

/** Tells why somebody cannot be there, whatever one says. */
async function refuse(words, found) {
  const why = found?.sentence ?? '';
  await asked({ ask: fill(host.dataset.cannot, words), despite: why, yes: '', no: host.dataset.back });
}

/** What is wrong with it and what speaks against it, or nothing once it is done. */
async function send(said) {
  const answer = await fetch('/turnos/lugares', { method: 'POST', body: said }).catch(() => null);
  if (answer?.ok) return null;
  const told = await answer?.json().catch(() => null);
  return { wrong: told?.wrong ?? host.dataset.fails, against: despite(told?.against) };
}

async function refresh() {
  const answer = await fetch(`/turnos/tablero${location.search}`).catch(() => null);
  const drawn = answer?.ok ? await answer.text() : null;
  // What somebody is being put on must not be drawn anew under their hand.
  if (drawn !== null && !chosen && !sheet.querySelector('[aria-busy]')) sheet.innerHTML = ours(drawn);
}

function takes(event) {
  const slot = event.target.closest?.('[data-slot]');
  return slot && chosen && !slot.classList.contains('is-blocked') ? slot : null;
}

const at = (slot, openings) => openings.find(({ event, role }) => event === eventOf(slot) && role === slot.dataset.slot);
const eventOf = (slot) => slot.closest('[data-event]').dataset.event;
const nameOf = (chip) => chip.querySelector('b').textContent;
const despite = (why) => (why ? fill(host.dataset.despite, { why }) : '');
const fill = (words, told) => words.replace(/%\((\w+)\)s/g, (whole, name) => told[name] ?? whole);
