// What was noticed at this door, from the moment the screen confirms it until a day after it was sent.

import { skewNow } from './clock.js';
import { newId } from './ids.js';
import { memory, SAFELY } from './memory.js';
import { hidden, markOf, shown } from './secrets.js';

const A_DAY = 24 * 3600 * 1000;

/** The queue of one event; `seal` closes what goes into it. */
export class Queue {
  #cells = new Map();
  // Only while the page is open: the phone does not keep in clear when somebody passed.
  #times = new Map();

  constructor(event, seal) {
    this.event = event;
    this.seal = seal;
  }

  /** A pass; `already` when this phone has noted it at this event. */
  async scan(code) {
    const mark = await markOf(code);
    const item = await this.#sealed('scan', { pass: code }, { mark, people: 1 });
    const db = await memory();
    const tx = db.transaction('items', 'readwrite', SAFELY);
    const noted = await tx.store.index('mark').getAll([this.event, mark]);
    const already = noted.some((one) => !one.undone && one.result !== 'refused');
    if (!already) await tx.store.add(item);
    await tx.done;
    return { id: item.id, already };
  }

  /** One person of a kind, counted by eye. */
  async count(cell) {
    const { sex, band, audience } = cell;
    const told = { sex, age_band: band, audience, count: 1 };
    const item = await this.#sealed('count', told, { cell: await hidden(cell), people: 1 });
    const tx = (await memory()).transaction('items', 'readwrite', SAFELY);
    await tx.store.add(item);
    await tx.done;
    return { id: item.id };
  }

  /** Takes the last thing back: nothing is erased, for it may be on its way. What it was and, if known, when; or null. */
  async undo() {
    const db = await memory();
    const last = (await this.#all()).reverse().find(counts);
    if (!last) return null;
    const item = await this.#sealed('undo', { of: last.id }, { people: -last.people });
    const tx = db.transaction('items', 'readwrite', SAFELY);
    const now = await tx.store.get(last.n);
    if (now && !now.undone) await Promise.all([tx.store.put({ ...now, undone: true }), tx.store.add(item)]);
    await tx.done;
    return { id: item.id, at: this.#times.get(last.id), cell: last.cell && (await this.#cell(last)) };
  }

  /** One thing as it is kept now. */
  async item(id) {
    return (await memory()).getFromIndex('items', 'id', id);
  }

  /** How much waits, how many people that is, what was not accepted, and what can be taken back. */
  async sums() {
    const items = await this.#all();
    const waiting = items.filter((item) => item.state === 'waiting');
    return {
      waiting: waiting.length,
      people: waiting.reduce((sum, item) => sum + item.people, 0),
      refused: items.filter(isNews),
      undoable: items.some(counts),
    };
  }

  /** Somebody has read what became of one thing, or of all. */
  async read(id) {
    const db = await memory();
    const tx = db.transaction('items', 'readwrite');
    const items = await tx.store.index('event').getAll(this.event);
    const news = items.filter((item) => isNews(item) && (!id || item.id === id));
    await Promise.all(news.map((item) => tx.store.put({ ...item, read: true })));
    await tx.done;
  }

  /** The kind of each person that was counted on this phone. */
  async cells() {
    const tapped = (await this.#all()).filter((item) => item.cell && counts(item));
    return Promise.all(tapped.map((item) => this.#cell(item)));
  }

  /** Forgets what arrived more than a day ago. */
  async tidy() {
    const db = await memory();
    const tx = db.transaction('items', 'readwrite');
    const isOld = ({ state, sentAt }) => state === 'sent' && Math.abs(Date.now() - sentAt) > A_DAY;
    const old = (await tx.store.getAll()).filter(isOld);
    await Promise.all(old.map((item) => tx.store.delete(item.n)));
    await tx.done;
  }

  async #all() {
    return (await memory()).getAllFromIndex('items', 'event', this.event);
  }

  async #cell(item) {
    if (!this.#cells.has(item.id)) this.#cells.set(item.id, await shown(item.cell));
    return this.#cells.get(item.id);
  }

  async #sealed(kind, what, kept) {
    const id = newId();
    const at = new Date();
    this.#times.set(id, at);
    const sealed = await this.seal(id, { kind, at: at.toISOString(), ...what });
    return { id, event: this.event, kind, sealed, skew: skewNow(), state: 'waiting', ...kept };
  }
}

function isNews(item) {
  return !item.read && (item.result === 'refused' || item.result === 'aside');
}

function counts(item) {
  return item.kind !== 'undo' && !item.undone && (item.result ?? 'recorded') === 'recorded';
}
