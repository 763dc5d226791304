// The calendar: the sheet that the server drew gives way to one in which things can be moved.
// What it shows is said by the address alone, so reloading, going back and sharing it all work.

import { announcer } from './live/announcing.js';
import { Asking } from './calendar/asking.js';
import { follow } from './live/following.js';
import { Surroundings } from './calendar/surroundings.js';

const host = document.querySelector('[data-calendar]');
const say = announcer(document.querySelector('[data-calendar-said]'));
const phone = matchMedia('(max-width: 700px)');
const asking = new Asking();
const around = new Surroundings({ go });
let asked = new URLSearchParams(location.search);
let board;
let turn = 0;

// Where this fails the server's own sheet stays, and all its links work.
begin().catch(() => say(host.dataset.fails));

async function begin() {
  // The library is large and waits until the page can be read.
  const [{ Board }, sheet] = await Promise.all([import('./calendar/board.js'), asking.sheet(question())]);
  board = new Board(host, { say, again: refresh });
  draw(sheet);
  around.listen();
  addEventListener('popstate', () => go(new URLSearchParams(location.search), { step: false }));
  phone.addEventListener('change', () => go(asked, { step: false }));
  follow('/calendario/cambios', refresh);
}

/** Shows another view; it becomes a step in the browser's history, or takes the place of the last. */
async function go(params, { step = true, instead = false } = {}) {
  asked = params;
  around.heed(asked);
  host.setAttribute('aria-busy', 'true');
  if (instead) history.replaceState(null, '', address());
  else if (step) history.pushState(null, '', address());
  const mine = ++turn;
  try {
    const sheet = await asking.sheet(question());
    if (mine === turn) draw(sheet);
  } catch {
    say(host.dataset.fails);
  } finally {
    if (mine === turn) host.removeAttribute('aria-busy');
  }
}

/** Looks for what others changed meanwhile; nothing is drawn anew where nothing did. */
async function refresh() {
  const mine = turn;
  try {
    const sheet = await asking.sheet(question());
    if (mine === turn && sheet.fresh) draw(sheet);
  } catch {
    // Whoever follows the changes asks again.
  }
}

function draw(sheet) {
  board.draw(view(), asked.get('escala'), sheet);
  around.dress(asked, view(), sheet);
}

/** The view that fits here: on a phone there is room for the agenda and the month. */
function view() {
  const wanted = asked.get('vista') || (phone.matches ? 'agenda' : 'mes');
  return phone.matches && !['agenda', 'mes'].includes(wanted) ? 'agenda' : wanted;
}

function question() {
  const params = new URLSearchParams(asked);
  params.set('vista', view());
  return params;
}

function address() {
  const said = asked.toString();
  return said ? `/calendario?${said}` : '/calendario';
}
