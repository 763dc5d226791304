// What stands in an event, in a day and beside a row: the same signs as on the server's own sheet.

import { onlyPlace } from './places.js';

/** The inside of an event: when, what and where, and in words what its looks say. */
export function chip(one, host) {
  const words = host.dataset;
  const time = element('span', 'chip-time', icon(one.icon, host), one.time);
  if (one.locked) time.append(sign('lock', words.locked, host));
  const inside = element('span', 'chip-inside', time, element('span', 'chip-title', one.title), element('span', 'chip-place', one.place));
  const status = { draft: words.draft, cancelled: words.cancelled }[one.status];
  if (status) inside.append(element('span', 'chip-status', status));
  if (one.abroad) inside.append(element('span', 'chip-place', one.abroad));
  inside.dataset.event = one.id;
  inside.title = one.label;
  return { domNodes: [inside] };
}

/** The number of a day, its holiday, and a way to a new event on it. */
export function cellOf(date, sheet, host, mode) {
  const iso = isoOf(date);
  const spoken = new Intl.DateTimeFormat(host.dataset.locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(date).replace(',', '');
  const first = date.getDate() === 1 && mode === 'month';
  const month = first ? ` ${new Intl.DateTimeFormat(host.dataset.locale, { month: 'short' }).format(date)}` : '';
  const number = element('span', 'day-number', mode === 'list' ? spoken : `${date.getDate()}${month}`);
  const parts = [number];
  if (sheet.notes[iso]) parts.push(element('span', 'day-note', sheet.notes[iso]));
  if (mode === 'month') parts.push(adding(iso, spoken, host));
  const cell = element('span', 'day-name', ...parts);
  if (iso === sheet.today) cell.classList.add('is-today');
  return { domNodes: [cell] };
}

/** The head of a day's column. */
export function headOf(date, sheet, host) {
  const iso = isoOf(date);
  const format = (parts) => new Intl.DateTimeFormat(host.dataset.locale, parts).format(date);
  const head = element('span', 'day-head', `${format({ weekday: 'short' })} `, element('b', '', format({ day: 'numeric', month: 'short' })));
  if (iso === sheet.today) head.classList.add('is-today');
  if (sheet.notes[iso]) head.append(element('span', 'day-note', sheet.notes[iso]));
  return { domNodes: [head] };
}

/** The name of a row, in the colour of its municipality. */
export function labelOf(row) {
  const { municipality } = row.extendedProps;
  return { domNodes: [element('span', municipality ? `place muni muni-${municipality}` : 'row-name', row.title)] };
}

function adding(iso, spoken, host) {
  const link = element('a', 'day-add', icon('plus', host));
  const only = onlyPlace(host);
  link.href = `/eventos/nuevo?dia=${iso}${only && `&municipio=${only}`}`;
  link.setAttribute('aria-label', host.dataset.add.replace('%(day)s', spoken));
  link.addEventListener('pointerdown', (event) => event.stopPropagation());
  return link;
}

function sign(name, words, host) {
  const hidden = element('span', 'visually-hidden', words);
  return element('span', 'chip-lock', icon(name, host), hidden);
}

function icon(name, host) {
  const [svg, use] = ['svg', 'use'].map((tag) => document.createElementNS('http://www.w3.org/2000/svg', tag));
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `${host.dataset.icons}#${name}`);
  svg.append(use);
  return svg;
}

function element(name, style, ...inside) {
  const made = document.createElement(name);
  if (style) made.className = style;
  made.append(...inside);
  return made;
}

function isoOf(date) {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
