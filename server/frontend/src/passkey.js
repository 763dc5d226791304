// Passkeys: fetches what is to be signed, has the device sign it, and sends the form with that.
import { created, signed } from './passkey/ceremony.js';

// An address in numbers is none that a passkey can belong to.
const possible = Boolean(window.PublicKeyCredential) && /[a-z]/i.test(location.hostname);

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!possible) continue;
  form.hidden = false;
  const part = form.closest('[data-passkey-part]');
  if (part) part.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    answer(form);
  });
}

for (const button of document.querySelectorAll('[data-print-page]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

async function answer(form) {
  const button = form.querySelector('[type=submit]');
  button.disabled = true;
  say(form, '');
  try {
    const options = await asked(form);
    const ceremony = form.dataset.passkey === 'create' ? created : signed;
    form.elements.passkey.value = JSON.stringify(await ceremony(options));
    form.submit();
  } catch (refusal) {
    button.disabled = false;
    const known = refusal.name === 'InvalidStateError';
    say(form, known ? form.dataset.known : form.dataset.failed);
  }
}

async function asked(form) {
  const body = new URLSearchParams({ _csrf_token: form.elements._csrf_token.value });
  const response = await fetch(form.dataset.options, { method: 'POST', body });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

function say(form, sentence) {
  const said = form.querySelector('[data-said]');
  said.hidden = !sentence;
  said.textContent = sentence;
}
