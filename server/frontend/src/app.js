// Small comforts on every page; nothing here is needed for anything to work.

const words = document.body.dataset;
const TWICE = 3000; // milliseconds

document.querySelector('[data-focus]')?.focus();

for (const tab of document.querySelectorAll('.tabs [aria-current]')) {
  tab.closest('.tabs').scrollLeft = tab.offsetLeft - tab.offsetWidth;
}

for (const flash of document.querySelectorAll('[data-flash]')) {
  const close = element('button', 'flash-close', '×');
  close.type = 'button';
  close.setAttribute('aria-label', flash.dataset.closeLabel);
  close.addEventListener('click', () => flash.remove());
  flash.append(close);
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', () => copy(button));
}

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-auto-submit]')) send(event.target.form);
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  const asked = 'confirmed' in form.dataset;
  delete form.dataset.confirmed;
  if (asked || !form.dataset.confirm) return;
  event.preventDefault();
  confirmed(form).then((yes) => yes && sendConfirmed(form, event.submitter));
});

// A button that is pressed twice means once.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  if (Date.now() - Number(form.dataset.sentAt ?? 0) < TWICE) event.preventDefault();
  else form.dataset.sentAt = Date.now();
});

document.addEventListener('click', (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

/** Asks in a dialog, or in the browser's own one where dialogs are not known. */
function confirmed(form) {
  const dialog = element('dialog', 'dialog');
  if (!dialog.showModal) return Promise.resolve(window.confirm(form.dataset.confirm));
  const text = element('p', 'dialog-text', form.dataset.confirm);
  text.id = 'confirm-text';
  dialog.setAttribute('aria-labelledby', text.id);
  dialog.append(text, answers(form));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}

function answers(form) {
  const tone = 'confirmDanger' in form.dataset ? 'button-danger-full' : 'button-primary';
  const row = element('form', 'actions');
  row.method = 'dialog';
  const back = element('button', 'button button-quiet', words.cancelLabel);
  const yes = element('button', `button ${tone}`, form.dataset.confirmLabel ?? words.confirmLabel);
  back.value = 'no';
  yes.value = 'yes';
  row.append(back, yes);
  return row;
}

function sendConfirmed(form, submitter) {
  form.dataset.confirmed = '';
  send(form, submitter ?? undefined);
}

function send(form, submitter) {
  if (form.requestSubmit) form.requestSubmit(submitter);
  else form.submit();
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.lastChild;
  const before = label.textContent;
  button.setAttribute('aria-live', 'polite');
  label.textContent = button.dataset.copied;
  setTimeout(() => { label.textContent = before; }, 2500);
}

function openMenus() {
  return document.querySelectorAll('details.menu[open]');
}

function element(name, style, text = '') {
  const made = document.createElement(name);
  made.className = style;
  made.textContent = text;
  return made;
}
