// Asking the server for a view of the calendar, without being sent the same twice.

export class Asking {
  #held = new Map();

  /** The view that the question describes; `fresh` says whether it is another than last time. */
  async sheet(params) {
    const question = params.toString();
    const held = this.#held.get(question);
    const answer = await fetch(`/calendario/eventos?${question}`, {
      headers: held ? { 'If-None-Match': held.tag } : {},
      cache: 'no-store',
    });
    if (answer.status === 304) return { ...held.sheet, fresh: false };
    if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
    const sheet = await answer.json();
    this.#held.set(question, { tag: answer.headers.get('ETag'), sheet });
    if (this.#held.size > 24) this.#held.delete(this.#held.keys().next().value);
    return { ...sheet, fresh: true };
  }
}
