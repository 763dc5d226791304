// Moving an event: the server says what that would cause, and only then is it asked to do it.

import { wall } from './clock.js';
import { follows } from '../forms/following.js';
import { ours } from '../trusted/own.js';

export class Moves {
  #host;
  #say;
  #again;

  constructor(host, { say, again }) {
    this.#host = host;
    this.#say = say;
    this.#again = again;
  }

  /** The form, as the event stands. */
  async ask(one) {
    const answer = await fetch(`/eventos/${one.id}/mover?parte=1`).catch(() => null);
    if (answer?.ok) this.#show(await answer.text());
    else this.#say(this.#host.dataset.fails);
  }

  /** What was let go somewhere else stays there only if that is wanted when all is known. */
  async dropped(one, { event, newResource, oldResource, revert }) {
    if (newResource && newResource.id !== oldResource.id && this.#host.dataset.shows === 'person') {
      revert();
      this.#say(this.#host.dataset.stays);
      toast(this.#host.dataset.stays);
      return;
    }
    const said = { parte: '1', intent: 'preview', seen: one.seen, since: wall(event.start), until: wall(event.end), ...placeOf(one, newResource) };
    const answer = await this.#send(one.id, said);
    if (answer?.ok) this.#show(await answer.text(), revert);
    else this.#fail(revert);
  }

  #show(html, revert = () => {}) {
    const dialog = document.querySelector('[data-move-dialog]').content.firstElementChild.cloneNode(true);
    let moved = false;
    const fill = (text) => {
      dialog.innerHTML = ours(text);
      for (const button of dialog.querySelectorAll('[data-shut]')) button.addEventListener('click', () => dialog.close());
      follows(dialog);
      dialog.querySelector('[data-focus], [data-preview] + * [data-primary], [data-primary]')?.focus();
    };
    dialog.addEventListener('submit', async (event) => {
      event.preventDefault();
      const done = await this.#submit(event.target, event.submitter, fill);
      if (!done) return;
      moved = true;
      dialog.close();
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (moved) this.#done();
      else revert();
    });
    document.body.append(dialog);
    dialog.showModal();
    fill(html);
  }

  /** Sends the form; true when the event was moved, else what the server says to it is shown. */
  async #submit(form, submitter, fill) {
    const said = new FormData(form);
    if (submitter?.name) said.set(submitter.name, submitter.value);
    const answer = await this.#post(form.action, said);
    if (answer?.type === 'opaqueredirect') return true;
    if (answer && answer.headers.get('Content-Type')?.startsWith('text/html') && [200, 409, 422].includes(answer.status)) fill(await answer.text());
    else this.#say(this.#host.dataset.fails);
    return false;
  }

  #send(id, said) {
    const form = new FormData();
    form.set('_csrf_token', this.#host.dataset.csrf);
    for (const [name, value] of Object.entries(said)) form.set(name, value);
    return this.#post(`/eventos/${id}/mover`, form);
  }

  #post(address, form) {
    return fetch(address, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' }).catch(() => null);
  }

  #done() {
    this.#say(this.#host.dataset.moved);
    toast(this.#host.dataset.moved);
    this.#again();
  }

  #fail(revert) {
    revert();
    this.#say(this.#host.dataset.fails);
    toast(this.#host.dataset.fails);
  }
}

/** Where an event is when it is let go in a row; another municipality means no venue yet. */
function placeOf(one, row) {
  const here = { municipality: one.municipality, venue: one.venue ?? '' };
  if (!row?.extendedProps.municipality) return here;
  const { municipality, venue, id } = row.extendedProps;
  if (id === municipality) return municipality === one.municipality ? here : { municipality, venue: '' };
  return { municipality, venue };
}

/** A sentence that is seen for a while; the live region says it to whoever does not see. */
function toast(sentence) {
  document.querySelector('.toast')?.remove();
  const shown = document.createElement('p');
  shown.className = 'toast';
  shown.setAttribute('aria-hidden', 'true');
  shown.textContent = sentence;
  document.body.append(shown);
  setTimeout(() => shown.remove(), 6000);
}
