// Reading passes: with the camera, or from what somebody types.

import { Camera } from './camera.js';
import { detector } from './detector.js';
import { scanned, typed } from './reading.js';

// A card that stays before the camera is read once.
const ONCE_IN = 5000;

export class Scanning {
  #parts;
  #words;
  #told;
  #camera;
  #reader;
  #seen = new Map();
  #wanted = false;
  #lit = false;
  #awake;

  /** `told.pass(code)` hears of every pass, `told.no(why)` of everything that is none. */
  constructor(root, words, told) {
    this.#parts = (name) => root.querySelector(`[data-${name}]`);
    this.#words = words;
    this.#told = told;
    this.#camera = new Camera(this.#parts('video'), {
      seen: (text) => this.#read(text),
      lost: () => this.#fail('cameraBusy'),
    });
    // What reads codes is fetched at once, while there is a signal.
    this.#reader = detector();
    this.#reader.catch(() => {});
    this.#listen();
  }

  async start() {
    this.#wanted = true;
    this.#say('cameraStarting', 'starting');
    try {
      await this.#camera.start(await this.#reader.catch(() => { throw 'noReader'; }));
    } catch (why) {
      return this.#fail(typeof why === 'string' ? why : 'noCamera');
    }
    if (!this.#camera.on) return;
    this.#say('cameraOn', 'on');
    this.#parts('torch').hidden = !this.#camera.torch;
    this.#parts('other-camera').hidden = (await this.#camera.cameras()).length < 2;
    this.#awake = await navigator.wakeLock?.request('screen').catch(() => undefined);
  }

  stop() {
    this.#wanted = false;
    this.#off();
  }

  /** Whoever was taken back may be read again at once. */
  forget() {
    this.#seen.clear();
  }

  #listen() {
    this.#parts('start').addEventListener('click', () => this.start());
    this.#parts('stop').addEventListener('click', () => this.stop());
    this.#parts('torch').addEventListener('click', () => this.#light());
    this.#parts('other-camera').addEventListener('click', () => this.#camera.another().then(() => this.start()));
    this.#parts('manual').addEventListener('submit', (event) => this.#type(event));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#off();
      else if (this.#wanted) this.start();
    });
  }

  #fail(why) {
    this.stop();
    this.#say(why, 'failed');
  }

  #off() {
    this.#camera.stop();
    this.#awake?.release();
    this.#awake = undefined;
    this.#lit = false;
    this.#say('', 'off');
  }

  async #light() {
    this.#lit = !this.#lit;
    await this.#camera.light(this.#lit).catch(() => {});
    this.#parts('torch').setAttribute('aria-pressed', String(this.#lit));
  }

  #read(text) {
    const before = this.#seen.get(text) ?? -Infinity;
    this.#seen.set(text, performance.now());
    if (performance.now() - before > ONCE_IN) this.#tell(scanned(text));
  }

  #type(event) {
    event.preventDefault();
    const field = this.#parts('manual').elements.code;
    const found = typed(field.value);
    // What is wrong stays to be mended; what was right is kept nowhere.
    if (found.code) field.value = '';
    this.#tell(found);
    field.focus();
  }

  #tell({ code, no }) {
    if (code) this.#told.pass(code);
    else this.#told.no(no);
  }

  #say(sentence, state) {
    this.#parts('viewfinder').dataset.viewfinder = state;
    this.#parts('camera-said').textContent = this.#words[sentence] ?? '';
    this.#parts('start').hidden = state === 'on' || state === 'starting';
    this.#parts('stop').hidden = state !== 'on';
    if (state !== 'on') for (const name of ['torch', 'other-camera']) this.#parts(name).hidden = true;
  }
}
