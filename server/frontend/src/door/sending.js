// Sends what waits, each thing until it is answered; the page and the service worker do it alike.

import { heard, mayHaveBeenSet, onClockOf } from './clock.js';
import { memory, SAFELY } from './memory.js';

const BATCH = 200;
const PATIENCE = 20_000;
const DIRECTLY = { credentials: 'same-origin', cache: 'no-store', redirect: 'error' };
const SHUT = { 401: 'unbound', 403: 'revoked', 404: 'revoked' };

/** Remembers the door that this address leads to. */
export async function knock(token, event) {
  const db = await memory();
  const tx = db.transaction('doors', 'readwrite', SAFELY);
  const known = await tx.store.index('token').get(token);
  if (!known) await tx.store.add({ token, event, state: 'open', counts: null });
  await tx.done;
}

export async function doorOf(token) {
  return (await memory()).getFromIndex('doors', 'token', token);
}

/** Empties the queues of all events, one sender at a time: idle, done, shut or failed. */
export function send() {
  return navigator.locks ? navigator.locks.request('puerta-envio', sendAll) : sendAll();
}

/** Asks how the door stands; false when nobody answered. */
export async function ask(token) {
  try {
    const answer = await fetched(`/puerta/${token}/estado`);
    if (answer.shut) return await note(token, { state: answer.shut });
    if (!answer.ok) return false;
    const { state, now, counts } = answer.json();
    heard(now);
    return await note(token, { state, counts });
  } catch {
    return false;
  }
}

async function sendAll() {
  const db = await memory();
  const ofAllEvents = IDBKeyRange.bound(['waiting'], ['waiting', []]);
  const waiting = await db.getAllFromIndex('items', 'state', ofAllEvents);
  const went = [];
  for (const event of new Set(waiting.map((item) => item.event))) went.push(await empty(event));
  return ['failed', 'shut', 'done'].find((worst) => went.includes(worst)) ?? 'idle';
}

/** Through the newest door that is not shut: a new link takes the queue of an old one along. */
async function empty(event) {
  const doors = (await (await memory()).getAll('doors')).filter((door) => door.event === event);
  for (const door of doors.reverse()) {
    const went = isOpen(door) ? await through(door) : 'shut';
    if (went !== 'shut') return went;
  }
  return 'shut';
}

function isOpen(door) {
  return door.state === 'open' || door.state === 'expired';
}

async function through(door) {
  if (mayHaveBeenSet() && !(await ask(door.token))) return 'failed';
  for (;;) {
    const { items, waiting } = await next(door.event);
    if (items.length === 0) return 'done';
    const went = await post(door, items, waiting).catch(() => 'failed');
    if (went !== 'done') return went;
  }
}

/** The first that wait, as long as they were noticed by the same clock. */
async function next(event) {
  const db = await memory();
  const waiting = await db.countFromIndex('items', 'state', ['waiting', event]);
  const items = await db.getAllFromIndex('items', 'state', ['waiting', event], BATCH);
  const other = items.findIndex(({ skew }) => skew !== items[0].skew);
  return { waiting, items: other < 0 ? items : items.slice(0, other) };
}

async function post(door, items, waiting) {
  const answer = await fetched(`/puerta/${door.token}/envio`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      sent_at: onClockOf(items[0].skew),
      waiting,
      items: items.map(({ id, sealed }) => ({ id, sealed })),
    }),
  });
  if (answer.shut) {
    await note(door.token, { state: answer.shut });
    return 'shut';
  }
  if (!answer.ok) return 'failed';
  const { received_at: receivedAt, results, counts } = answer.json();
  heard(receivedAt);
  await note(door.token, { counts });
  return (await settle(results)) > 0 ? 'done' : 'failed';
}

/** Only what the answer names has arrived; what it does not name waits on. */
async function settle(results) {
  const tx = (await memory()).transaction('items', 'readwrite', SAFELY);
  const settled = await Promise.all(results.map(async ({ id, result, reason }) => {
    const item = await tx.store.index('id').get(id);
    if (item?.state !== 'waiting') return 0;
    const { sealed, ...kept } = item;
    await tx.store.put({ ...kept, state: 'sent', result, reason, sentAt: Date.now() });
    return 1;
  }));
  await tx.done;
  return settled.reduce((sum, one) => sum + one, 0);
}

async function note(token, change) {
  const tx = (await memory()).transaction('doors', 'readwrite');
  const door = await tx.store.index('token').get(token);
  await tx.store.put({ ...door, ...change });
  await tx.done;
  return true;
}

/** An answer within our patience. `shut` only where our server says so: a network's own page may too. */
async function fetched(address, how = {}) {
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), PATIENCE);
  try {
    const answer = await fetch(address, { ...DIRECTLY, ...how, signal: impatience.signal });
    const body = await answer.text();
    const ours = /json/.test(answer.headers.get('Content-Type') ?? '');
    return { ok: answer.ok, shut: ours ? SHUT[answer.status] : undefined, json: () => JSON.parse(body) };
  } finally {
    clearTimeout(timer);
  }
}
