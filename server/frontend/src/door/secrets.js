// What the phone must recognise or show again, kept so that nobody can read it out of its storage.

import { toBase64url } from './base64url.js';
import { ownKey } from './memory.js';

const text = new TextEncoder();

/** The same for the same code on this phone, and meaningless anywhere else. */
export async function markOf(code) {
  const key = await ownKey('mark', { name: 'HMAC', hash: 'SHA-256' }, ['sign']);
  return toBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, text.encode(code))));
}

/** Something to show again later on this phone alone. */
export async function hidden(thing) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await cover(), text.encode(JSON.stringify(thing)));
  return { iv, bytes };
}

export async function shown({ iv, bytes }) {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await cover(), bytes);
  return JSON.parse(new TextDecoder().decode(plain));
}

function cover() {
  return ownKey('cover', { name: 'AES-GCM', length: 128 }, ['encrypt', 'decrypt']);
}
