// Keeps the page itself on the phone, and lets the browser send when the page is closed.

import { worker } from '../trusted/own.js';

/** Installs the service worker; `ready` once the page can be opened without a signal. */
export async function keepPage({ ready, renewed }) {
  if (!navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.register(worker());
  watch(registration, renewed);
  const { active } = await navigator.serviceWorker.ready;
  if (await told(active, { keep: location.pathname })) ready();
}

/** Asks the browser to send in the background as soon as it can; an extra where it exists. */
export async function sendLater() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register('flush').catch(() => {});
}

/** Takes over the new version that waits; the page loads anew with it. */
export async function renew() {
  const registration = await navigator.serviceWorker.getRegistration();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  registration?.waiting?.postMessage({ takeOver: true });
}

function watch(registration, renewed) {
  if (registration.waiting) renewed();
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      const another = coming.state === 'installed' && navigator.serviceWorker.controller;
      if (another) told(coming, { keep: location.pathname }).then(renewed);
    });
  });
}

function told(worker, message) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message, [port2]);
  });
}
