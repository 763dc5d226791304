// Event Calendar claims to be a table or a list, with parts that these may not have; that is worse
// than no claim at all. The page of the list is the table for whoever needs one.

const CLAIMS = ['table', 'row', 'rowgroup', 'cell', 'columnheader', 'rowheader', 'list', 'listitem'];
const CLAIMED = [...CLAIMS.map((role) => `[role=${role}]`), '[aria-colindex]', '[aria-colspan]'].join();

/** Takes the claims back for as long as the page lives, and gives every event its spoken name. */
export function mend(host, labelOf) {
  const watcher = new MutationObserver(() => correct());
  const watch = () => watcher.observe(host, {
    subtree: true, childList: true, attributes: true, attributeFilter: ['role', 'aria-colindex', 'data-event'],
  });
  const correct = () => {
    watcher.disconnect();
    for (const part of host.querySelectorAll(CLAIMED)) {
      if (CLAIMS.includes(part.getAttribute('role'))) part.removeAttribute('role');
      part.removeAttribute('aria-colindex');
      part.removeAttribute('aria-colspan');
    }
    for (const head of host.querySelectorAll('.ec-col-head time[aria-label]')) head.removeAttribute('aria-label');
    for (const inside of host.querySelectorAll('.ec-event[role=button] [data-event]')) {
      inside.closest('.ec-event').setAttribute('aria-label', labelOf(inside.dataset.event) ?? '');
    }
    watch();
  };
  correct();
}
