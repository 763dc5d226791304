// What stands around the calendar: its title, the steps in time, the views and the filters.

const FILTERS = ['tipo', 'estado', 'proyecto', 'q', 'propias'];
const all = (selector) => [...document.querySelectorAll(selector)];

export class Surroundings {
  #go;
  #sheet = null;
  #asked = new URLSearchParams();

  constructor({ go }) {
    this.#go = go;
  }

  /** Let links and filters change the view instead of the page. */
  listen() {
    document.addEventListener('click', (event) => this.#clicked(event));
    for (const button of all('[data-scale]')) {
      button.addEventListener('click', () => this.#go(this.#with({ escala: button.dataset.scale })));
    }
    const form = document.querySelector('[data-sift]');
    let typing;
    form.addEventListener('submit', (event) => { event.preventDefault(); this.#sift(form); });
    form.addEventListener('change', (event) => event.target.type !== 'search' && this.#sift(form));
    form.querySelector('[type=search]').addEventListener('input', () => {
      clearTimeout(typing);
      typing = setTimeout(() => this.#sift(form, { instead: true }), 250);
    });
  }

  /** Know what was asked for, though it is not drawn yet: the next choice comes on top of it. */
  heed(asked) {
    this.#asked = asked;
  }

  /** Say what is shown now, and where every link leads from here. */
  dress(asked, view, sheet) {
    this.heed(asked);
    this.#sheet = sheet;
    document.querySelector('.page-header h1').textContent = sheet.title;
    document.querySelector('.page-header .lead').textContent = sheet.lead;
    document.title = document.title.replace(/^[^·]*/, `${sheet.title} `);
    document.querySelector('[data-scales]').hidden = !['municipios', 'lugares', 'personas'].includes(view);
    for (const button of all('[data-scale]')) {
      button.setAttribute('aria-pressed', (asked.get('escala') || 'semana') === button.dataset.scale);
    }
    this.#links(view);
    this.#filters();
  }

  #links(view) {
    for (const link of all('.calendar-bar a, .calendar-filters a')) link.href = this.#leads(link);
    for (const link of all('[data-view]')) mark(link, link.dataset.view === view);
    const chosen = this.#asked.getAll('municipio');
    for (const link of all('[data-municipality]')) {
      const ine = link.dataset.municipality;
      mark(link, ine ? chosen.includes(ine) : !chosen.length);
    }
    const exports = document.querySelector('.menu-links a[href^="/calendario/exportar"]');
    if (exports) exports.href = `/calendario/exportar?mes=${this.#sheet.first.slice(0, 7)}`;
  }

  #filters() {
    for (const name of FILTERS) {
      const field = document.getElementById(`f-${name}`);
      if (field.type === 'checkbox') field.checked = this.#asked.has(name);
      else if (field !== document.activeElement) field.value = this.#asked.get(name) ?? '';
    }
    const set = FILTERS.filter((name) => this.#asked.get(name)).length;
    document.querySelector('[data-sifting]').textContent = set || '';
  }

  #clicked(event) {
    const link = event.target.closest('.calendar-bar a:not([data-list]), .calendar-filters a');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#go(new URL(this.#leads(link), location.href).searchParams);
  }

  #leads(link) {
    const { step, view, municipality } = link.dataset;
    let asked = this.#with({});
    if (step) asked = this.#with({ fecha: this.#sheet[step] });
    if (view) asked = this.#with({ vista: view });
    if (municipality !== undefined) asked = this.#toggled(municipality);
    if ('unsift' in link.dataset) for (const name of FILTERS) asked.delete(name);
    return 'list' in link.dataset ? `/calendario/lista?${this.#byMonth(asked)}` : `/calendario?${asked}`;
  }

  #byMonth(asked) {
    const month = new URLSearchParams({ mes: asked.get('fecha').slice(0, 7) });
    for (const [name, value] of asked) if (!['vista', 'escala', 'fecha'].includes(name)) month.append(name, value);
    return month;
  }

  #toggled(ine) {
    const chosen = new Set(this.#asked.getAll('municipio'));
    if (!chosen.delete(ine)) chosen.add(ine);
    const asked = this.#with({});
    asked.delete('municipio');
    if (ine) for (const one of [...chosen].sort()) asked.append('municipio', one);
    return asked;
  }

  #sift(form, how) {
    const asked = this.#with({});
    const said = new FormData(form);
    for (const name of FILTERS) {
      asked.delete(name);
      if (said.get(name)) asked.set(name, said.get(name));
    }
    this.#go(asked, how);
  }

  /** The question of this page, changed; the day is named, so that a shared link shows the same. */
  #with(changes) {
    const asked = new URLSearchParams(this.#asked);
    asked.delete('mes');
    if (!asked.has('fecha')) asked.set('fecha', this.#sheet.day);
    for (const [name, value] of Object.entries(changes)) asked.set(name, value);
    return asked;
  }
}

function mark(link, current) {
  if (current) link.setAttribute('aria-current', 'true');
  else link.removeAttribute('aria-current');
}
