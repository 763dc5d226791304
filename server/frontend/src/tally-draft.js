// Nothing that was counted is lost: a sheet stays on the phone until the server has it.
// What is kept are numbers and an audience; nobody is in it.

const form = document.querySelector('form[data-draft]');
const told = form.querySelector('[data-draft-said]');
const name = `conteo:${form.dataset.draft}`;
const AGAIN = 10_000; // milliseconds until it is tried again where nobody says that there is signal
let retry = null;

forget(new URLSearchParams(location.search).get('guardada'));
restore();
form.querySelector('[data-draft-kept]').hidden = !keep(read());
form.addEventListener('input', () => keep(filled()));
form.addEventListener('submit', (event) => { event.preventDefault(); send(); });
addEventListener('online', () => retry && send());

/** Sends the sheet once there is somebody to send it to; its id counts it once however often. */
async function send() {
  clearTimeout(retry);
  retry = null;
  keep(filled());
  say(told.dataset.sending);
  try {
    await fetch('/health/live', { cache: 'no-store' });
  } catch {
    say(told.dataset.waiting);
    retry = setTimeout(send, AGAIN);
    return;
  }
  form.submit();
}

function restore() {
  const draft = read();
  // A page with what was typed and refused knows better than the phone.
  if (!draft || document.querySelector('.error-summary')) return;
  for (const [field, value] of Object.entries(draft)) {
    const input = form.elements[field];
    if (!input) continue;
    input.value = value;
    if (value !== '0') input.closest('details')?.setAttribute('open', '');
  }
  form.querySelector('[data-tally]').dispatchEvent(new Event('input', { bubbles: true }));
  say(told.dataset.restored);
}

/** What was typed; null for an untouched sheet. */
function filled() {
  const typed = Object.fromEntries([...new FormData(form)].filter(([field]) => field !== '_csrf_token'));
  const numbers = [...form.querySelectorAll('input[type="number"]')];
  return numbers.some((input) => Number(input.value) > 0) ? typed : null;
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

/** Whether the phone keeps it; some browsers keep nothing. */
function keep(draft) {
  try {
    if (draft) localStorage.setItem(name, JSON.stringify(draft));
    else localStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}

function forget(saved) {
  if (saved && read()?.id === saved) keep(null);
}

function say(sentence) {
  told.textContent = sentence;
  told.hidden = false;
}
