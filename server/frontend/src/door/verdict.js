// The large answer to what was just read: a word, a sentence, a colour, a shape and a sound.

import { sound } from './sounding.js';

const BLINK = 100;
// A "no" that stood on would be taken for the answer to the next card.
const A_NO_STANDS = 6000;

export class Verdict {
  #panel;
  #words;
  #coming;
  #going;

  constructor(panel, words) {
    this.#panel = panel;
    this.#words = words;
  }

  /** `name` is recorded, already, aside, invalid or undone; `text` says more. */
  show(name, text) {
    clearTimeout(this.#coming);
    clearTimeout(this.#going);
    // The same answer twice must be seen, and read out, twice: so the panel is empty for a blink.
    this.#write('', '', '');
    this.#panel.querySelector('[role="status"]').setAttribute('aria-live', 'assertive');
    this.#coming = setTimeout(() => this.#write(name, this.#words[name], text), BLINK);
    if (name === 'invalid') this.#going = setTimeout(() => this.rest(), BLINK + A_NO_STANDS);
    sound(name);
  }

  /** Nothing was read, or what was said no longer holds; nobody is told that twice. */
  rest() {
    clearTimeout(this.#coming);
    clearTimeout(this.#going);
    if (this.#panel.dataset.verdict === 'idle') return;
    const aloud = this.#panel.querySelector('[role="status"]');
    aloud.setAttribute('aria-live', 'off');
    this.#write('idle', this.#words.idle, this.#words.idleText);
    this.#coming = setTimeout(() => aloud.setAttribute('aria-live', 'assertive'), BLINK);
  }

  #write(name, word, text) {
    this.#panel.dataset.verdict = name;
    this.#panel.querySelector('[data-word]').textContent = word;
    this.#panel.querySelector('[data-text]').textContent = text;
  }
}
