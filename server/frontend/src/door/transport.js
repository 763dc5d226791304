// When to send: after each thing noticed, when the signal may be back, and every now and then.

import { ask, send } from './sending.js';

const NOW_AND_THEN = 15_000;
const SELDOM = 60_000;
const ASK_EVERY = 60_000;

export class Transport {
  /** Whether somebody answered last time; what the browser believes is not asked. */
  online = false;
  #token;
  #changed;
  #sending;
  #again = false;
  #failures = 0;
  #next = 0;
  #asked = -Infinity;
  #others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('puerta') : undefined;

  /** `changed()` is called when there is something new to show. */
  constructor(token, changed) {
    this.#token = token;
    this.#changed = changed;
  }

  start() {
    const hurry = () => document.visibilityState === 'visible' && this.#talk();
    addEventListener('online', hurry);
    addEventListener('pageshow', hurry);
    document.addEventListener('visibilitychange', hurry);
    setInterval(() => performance.now() >= this.#next && this.#talk(), NOW_AND_THEN);
    if (this.#others) this.#others.onmessage = this.#changed;
    this.#talk();
  }

  /** Sends now; what is added meanwhile goes along. */
  send() {
    if (this.#sending) this.#again = true;
    this.#sending ??= this.#run().finally(() => { this.#sending = undefined; });
    return this.#sending;
  }

  async #run() {
    let went;
    do {
      this.#again = false;
      went = await send().catch(() => 'failed');
    } while (this.#again && (went === 'done' || went === 'idle'));
    this.#learn(went);
    this.#others?.postMessage('changed');
    await this.#changed();
  }

  async #talk() {
    if (performance.now() - this.#asked > ASK_EVERY || !this.online) {
      this.#asked = performance.now();
      this.online = await ask(this.#token);
      await this.#changed();
    }
    await this.send();
  }

  /** After failures it waits longer each time, up to a minute. */
  #learn(went) {
    const done = went === 'done' || went === 'idle';
    this.#failures = done ? 0 : this.#failures + 1;
    this.#next = performance.now() + (done ? 0 : Math.min(SELDOM, NOW_AND_THEN * 2 ** (this.#failures - 1)));
    if (went === 'done' || went === 'failed') this.online = went === 'done';
  }
}
