// What the phone keeps: sealed things to send, the doors they go through, and keys that stay here.

import { openDB } from 'idb';

const NAME = 'puerta';
// A power cut a moment later must not undo what the screen has already confirmed.
export const SAFELY = { durability: 'strict' };
let opened;

/** The database; opened again should the browser have closed it. */
export function memory() {
  opened ??= openDB(NAME, 1, { upgrade, blocking: forget, terminated: forget });
  opened.catch(() => { opened = undefined; });
  return opened;
}

/** The key by this name, made at the first use; it can be used here and never be taken out. */
export async function ownKey(name, algorithm, uses) {
  const db = await memory();
  const known = await db.get('keys', name);
  if (known) return known;
  const made = await crypto.subtle.generateKey(algorithm, false, uses);
  const tx = db.transaction('keys', 'readwrite', SAFELY);
  const first = (await tx.store.get(name)) ?? made;
  await tx.store.put(first, name);
  await tx.done;
  return first;
}

function upgrade(db) {
  const items = db.createObjectStore('items', { keyPath: 'n', autoIncrement: true });
  items.createIndex('id', 'id', { unique: true });
  items.createIndex('mark', ['event', 'mark']);
  items.createIndex('event', 'event');
  items.createIndex('state', ['state', 'event']);
  const doors = db.createObjectStore('doors', { keyPath: 'n', autoIncrement: true });
  doors.createIndex('token', 'token', { unique: true });
  db.createObjectStore('keys');
}

async function forget() {
  const closing = opened;
  opened = undefined;
  (await closing)?.close();
}
