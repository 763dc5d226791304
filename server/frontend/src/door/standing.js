// How things stand, always in view: the signal, what waits, the counts, what was not accepted.

export class Standing {
  #parts;
  #words;

  constructor(root, words) {
    this.#parts = (name) => root.querySelector(`[data-${name}]`);
    this.#words = words;
  }

  /** `door` is how it answered last, `sums` what the phone keeps, `online` whether anybody answers. */
  show({ door, sums, online }) {
    const { scanned = 0, counted = 0, people = 0 } = door?.counts ?? {};
    this.#say('here', scanned + counted + sums.people);
    this.#say('there', people + sums.people);
    this.#say('net', online ? this.#words.online : this.#words.noSignal);
    this.#say('waiting', sums.waiting ? this.#words.waiting.replace('{n}', sums.waiting) : this.#words.allSent);
    this.#parts('signal').dataset.signal = online ? 'on' : 'off';
    this.#parts('signal').dataset.full = String(sums.waiting > 0);
    this.#parts('undo').disabled = !sums.undoable || door?.state !== 'open';
    this.#refused(sums.refused);
    this.notice('shut', this.#words[door?.state]);
  }

  /** A sentence that stays until things change; none when it is empty. */
  notice(name, text = '') {
    const part = this.#parts(name);
    const news = text !== '' && part.textContent !== text;
    part.textContent = text;
    part.hidden = text === '';
    if (news && name === 'shut') part.scrollIntoView({ block: 'center' });
  }

  #say(name, text) {
    const part = this.#parts(name);
    if (part.textContent !== String(text)) part.textContent = text;
  }

  #refused(items) {
    const box = this.#parts('refused');
    box.hidden = items.length === 0;
    this.#say('refused-number', this.#words.refused.replace('{n}', items.length));
    const reasons = items.map((item) => item.reason ?? this.#words.asideText);
    this.#parts('refused-list').replaceChildren(...reasons.map(line));
  }
}

function line(text) {
  const made = document.createElement('li');
  made.textContent = text;
  return made;
}
