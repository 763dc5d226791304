// Counting people by eye: each tap of a large button is one person.

/** Calls `tap(cell, label)` for each tap; `show(cells)` writes the running totals. */
export class Tallying {
  #buttons;
  #audience;

  constructor(section, tap) {
    this.#buttons = [...section.querySelectorAll('button[data-group]')];
    this.#audience = section.querySelector('select');
    for (const button of this.#buttons) {
      button.addEventListener('click', () => tap(this.#cell(button), button.dataset.label));
    }
    this.#audience.addEventListener('change', () => section.dispatchEvent(new CustomEvent('audience')));
  }

  /** What a cell is called on its button. */
  label({ sex, band }) {
    const same = ({ dataset }) => dataset.group === sex && dataset.band === band;
    return this.#buttons.find(same)?.dataset.label ?? '';
  }

  show(cells) {
    const audience = this.#chosen();
    const here = cells.filter((cell) => cell.audience === audience);
    for (const button of this.#buttons) {
      const { group, band } = button.dataset;
      const people = here.filter((cell) => cell.sex === group && cell.band === band).length;
      button.querySelector('b').textContent = people;
      button.setAttribute('aria-label', `${button.dataset.label}: ${people}`);
    }
    return { here: here.length, all: cells.length };
  }

  #cell({ dataset: { group, band } }) {
    return { sex: group, band, audience: this.#chosen() };
  }

  #chosen() {
    return this.#audience.value === 'unknown' ? undefined : this.#audience.value;
  }
}
