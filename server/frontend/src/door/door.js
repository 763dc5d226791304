// Puts the door together: what is read goes into the queue, and what the queue knows onto the screen.

import { keepPage, renew, sendLater } from './offline.js';
import { Queue } from './queue.js';
import { Scanning } from './scanning.js';
import { doorOf, knock } from './sending.js';
import { sealer } from './sealing.js';
import { sound } from './sounding.js';
import { Standing } from './standing.js';
import { Tallying } from './tallying.js';
import { Transport } from './transport.js';
import { Verdict } from './verdict.js';

// How long a screen waits for the server's word before it gives the phone's own.
const A_MOMENT = 1200;

export class Door {
  #root;
  #token;
  #event;
  #words;
  #queue;
  #standing;
  #verdict;
  #scanning;
  #tallying;
  #transport;
  #kept = false;
  #drawn = Promise.resolve();
  #coming;

  constructor(root, { token, event, key, words }) {
    this.#root = root;
    this.#token = token;
    this.#event = event;
    this.#words = words;
    this.#queue = new Queue(event, sealer(key));
    this.#standing = new Standing(root, words);
    this.#verdict = new Verdict(root.querySelector('[data-verdict]'), words);
    this.#scanning = new Scanning(root, words, {
      pass: (code) => this.#pass(code),
      no: (why) => this.#verdict.show('invalid', words[why]),
    });
    this.#tallying = new Tallying(this.#part('mode="count"'), (cell, label) => this.#tap(cell, label));
    this.#transport = new Transport(token, () => this.#show());
  }

  async open() {
    await knock(this.#token, this.#event);
    await this.#queue.tidy();
    this.#listen();
    await this.#show();
    this.#transport.start();
    navigator.storage?.persist?.();
    const ready = () => {
      this.#kept = true;
      this.#standing.notice('ready', this.#words.ready);
    };
    const renewed = () => {
      this.#part('renewal').hidden = false;
    };
    await keepPage({ ready, renewed }).catch(() => {});
  }

  #listen() {
    this.#part('undo').addEventListener('click', () => this.#undo());
    this.#part('renew').addEventListener('click', renew);
    this.#part('read').addEventListener('click', () => this.#queue.read().then(() => this.#show()));
    this.#part('mode="count"').addEventListener('audience', () => this.#show());
    for (const button of this.#all('[data-go]')) button.addEventListener('click', () => this.#go(button.dataset.go));
    addEventListener('beforeunload', (event) => {
      if (!this.#kept && this.#part('signal').dataset.full === 'true') event.preventDefault();
    });
  }

  async #pass(code) {
    const noted = await this.#queue.scan(code).catch(() => null);
    if (!noted) this.#verdict.show('invalid', this.#words.broken);
    else if (noted.already) this.#verdict.show('already', this.#words.alreadyText);
    else await this.#answer(noted.id);
    await this.#show();
  }

  /** The server's word where it comes at once; what the phone knows where it does not. */
  async #answer(id) {
    await Promise.race([this.#deliver(), this.#transport.online ? wait(A_MOMENT) : wait(0)]);
    const { result, reason } = await this.#queue.item(id);
    const name = result === 'refused' ? 'invalid' : result ?? 'recorded';
    const text = reason ?? (result ? this.#words[`${name}Text`] : this.#words.keptText);
    this.#verdict.show(name, text);
    if (result) await this.#queue.read(id);
  }

  async #tap(cell, label) {
    const noted = await this.#queue.count(cell).catch(() => null);
    sound(noted ? 'tap' : 'invalid');
    this.#part('tapped').textContent = noted ? this.#words.counted.replace('{who}', label) : this.#words.broken;
    this.#deliver();
    await this.#show();
  }

  async #undo() {
    const back = await this.#queue.undo();
    if (back) {
      const text = this.#undone(back);
      this.#part('tapped').textContent = text;
      this.#verdict.show('undone', text);
      this.#scanning.forget();
    }
    this.#deliver();
    await this.#show();
  }

  #undone({ cell, at }) {
    if (cell) return this.#words.uncounted.replace('{who}', this.#tallying.label(cell));
    return at ? this.#words.undoneAt.replace('{time}', hour(at)) : this.#words.undoneText;
  }

  #deliver() {
    sendLater();
    return this.#transport.send();
  }

  #go(mode) {
    for (const section of this.#all('[data-mode]')) section.hidden = section.dataset.mode !== mode;
    for (const button of this.#all('[data-go]')) button.setAttribute('aria-pressed', String(button.dataset.go === mode));
    if (mode === 'count') this.#scanning.stop();
  }

  /** One after the other, so that what is newest stands last; whoever comes meanwhile shares the next. */
  #show() {
    this.#coming ??= this.#drawn.catch(() => {}).then(() => {
      this.#coming = undefined;
      this.#drawn = this.#draw();
      return this.#drawn;
    });
    return this.#coming;
  }

  async #draw() {
    const asked = [doorOf(this.#token), this.#queue.sums(), this.#queue.cells()];
    const [door, sums, cells] = await Promise.all(asked);
    this.#standing.show({ door, sums, online: this.#transport.online });
    const { here, all } = this.#tallying.show(cells);
    this.#part('tally-here').textContent = here;
    this.#part('tally-all').textContent = all;
    this.#close(door.state !== 'open');
  }

  /** A shut door takes nobody in; what it has taken in stays. */
  #close(shut) {
    this.#part('viewfinder').hidden = shut;
    if (shut) {
      this.#scanning.stop();
      this.#verdict.rest();
    }
    for (const control of this.#all('[data-mode] :is(button, input, select)')) control.disabled = shut;
  }

  #all(selector) {
    return this.#root.querySelectorAll(selector);
  }

  #part(name) {
    return this.#root.querySelector(`[data-${name}]`);
  }
}

function hour(at) {
  return at.toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
}

function wait(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}
