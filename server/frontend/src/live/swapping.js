// Putting what the server says now in the place of what it said before, and nothing else.

import { ours } from '../trusted/own.js';

/** Replaces each part of the page that `html` knows better; focus and place stay where they are. */
export function swap(html) {
  const settle = steady();
  const told = new DOMParser().parseFromString(ours(html), 'text/html');
  for (const part of document.querySelectorAll('[data-part]')) {
    const next = told.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!next) continue;
    if (next.dataset.sentence) part.dataset.sentence = next.dataset.sentence;
    if (next.innerHTML !== part.innerHTML) keepingFocus(part, () => renew(part, next));
  }
  settle();
}

/** Remembers where something that is read now stands; what it returns puts it back there. */
function steady() {
  const held = document.activeElement?.closest('[data-part] a');
  const anchor = [held, ...document.querySelectorAll('[data-key]')].find(inSight);
  if (!anchor || !scrollY) return () => {};
  const before = anchor.getBoundingClientRect().top;
  return () => {
    if (anchor.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: 'instant' });
  };
}

function inSight(element) {
  const place = element?.getBoundingClientRect();
  return place && place.bottom > 0 && place.top < innerHeight;
}

/** Rows that stay the same stay the same nodes, so that the page does not jump under the reader. */
function renew(part, next) {
  const [rows, fresh] = [part, next].map((it) => it.querySelector('[data-key]')?.parentElement);
  if (!rows || !fresh) {
    part.replaceChildren(...next.childNodes);
    return;
  }
  const known = new Map([...rows.children].map((row) => [row.dataset.key, row]));
  arrange(rows, [...fresh.children].map((row) => {
    const before = known.get(row.dataset.key);
    return before?.innerHTML === row.innerHTML ? before : row;
  }));
  around(part, rows.closest('.table-scroll'), next, fresh.closest('.table-scroll'));
}

/** What stands before and after the table. */
function around(part, table, next, fresh) {
  for (const node of [...part.childNodes]) if (node !== table) node.remove();
  let behind = false;
  for (const node of [...next.childNodes]) {
    if (node === fresh) behind = true;
    else if (behind) part.append(node);
    else table.before(node);
  }
}

/** Takes out what is gone and puts in what is new, without touching what stays. */
function arrange(rows, wanted) {
  const staying = new Set(wanted);
  for (const row of [...rows.children]) if (!staying.has(row)) row.remove();
  wanted.forEach((row, place) => rows.children[place] !== row && rows.insertBefore(row, rows.children[place] ?? null));
}

function keepingFocus(part, change) {
  const held = part.contains(document.activeElement) ? document.activeElement : null;
  const scrolled = [...part.querySelectorAll('.table-scroll')].map((box) => box.scrollLeft);
  change();
  part.querySelectorAll('.table-scroll').forEach((box, place) => { box.scrollLeft = scrolled[place] ?? 0; });
  if (!held || held.isConnected) return;
  const href = held.getAttribute('href');
  const again = href ? part.querySelector(`a[href="${href}"]`) : part.querySelector('.table-scroll');
  again?.focus({ preventScroll: true });
}
