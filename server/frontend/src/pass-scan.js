// Lets the camera fill in the code of a pass where somebody would type it.

import { Camera } from './door/camera.js';
import { detector } from './door/detector.js';

const dialog = document.querySelector('[data-scan-dialog]');
if (dialog && navigator.mediaDevices?.getUserMedia && dialog.showModal) {
  const told = dialog.querySelector('[data-scan-told]');
  const camera = new Camera(dialog.querySelector('video'), { seen: fill, lost: () => tell('cameraBusy') });
  let reader;
  let button;

  offer();
  // Rows that are added later have buttons too.
  document.addEventListener('rows-added', offer);
  document.addEventListener('click', ({ target }) => {
    const pressed = target.closest('[data-scan]');
    if (pressed) look(pressed);
  });
  dialog.querySelector('[data-scan-close]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => camera.stop());

  function offer() {
    for (const one of document.querySelectorAll('[data-scan]')) one.hidden = false;
  }

  async function look(pressed) {
    button = pressed;
    tell('starting');
    dialog.showModal();
    try {
      reader ??= detector();
      await camera.start(await reader.catch(() => { throw 'noReader'; }));
      // Somebody closed the dialog while the camera was starting.
      if (!dialog.open) return camera.stop();
      tell('on');
    } catch (why) {
      if (why === 'noReader') reader = undefined;
      tell(typeof why === 'string' ? why : 'noCamera');
    }
  }

  function fill(text) {
    if (!dialog.open) return;
    const field = document.getElementById(button.dataset.scan);
    field.value = text.split('?')[0].split('/').pop();
    navigator.vibrate?.(40);
    dialog.close();
    (document.getElementById(button.dataset.scanThen) ?? field).focus();
  }

  function tell(what) {
    told.textContent = told.dataset[what] ?? told.dataset.noCamera;
  }
}
