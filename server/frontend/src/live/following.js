// Hearing of changes while the page is looked at: a stream, or a question every half minute.

const EVERY = 30_000;

/**
 * Calls `changed` when something may have changed, however often it does, at most once in `calm`
 * milliseconds; nothing is held open behind another tab.
 */
export function follow(address, changed, { calm = 150 } = {}) {
  let source = null;
  let polling = null;
  let waiting = null;

  const soon = () => {
    // Where changes never stop, waiting for a quiet moment would be waiting for ever.
    waiting ??= setTimeout(() => { waiting = null; changed(); }, calm);
  };
  const rest = () => {
    source?.close();
    clearInterval(polling);
    source = polling = null;
  };
  const poll = () => {
    rest();
    polling = setInterval(() => { changed(); listen(); }, EVERY);
  };
  const listen = () => {
    if (!window.EventSource) return polling ?? poll();
    const opened = new EventSource(address);
    opened.addEventListener('open', () => { rest(); source = opened; });
    opened.addEventListener('changed', soon);
    opened.addEventListener('error', () => {
      if (opened.readyState !== EventSource.CLOSED) return;
      if (source === opened || !polling) poll();
    });
  };
  const heed = () => (document.hidden ? rest() : (rest(), listen()));

  document.addEventListener('visibilitychange', heed);
  addEventListener('pagehide', rest);
  addEventListener('pageshow', (shown) => shown.persisted && heed());
  heed();
}
