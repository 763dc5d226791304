// The calendar itself: what Event Calendar is told to draw, and what is done in it.

import { DayGrid, Interaction, List, ResourceTimeline, TimeGrid, createCalendar } from '@event-calendar/core';

import { wall } from './clock.js';
import { cellOf, chip, headOf, labelOf } from './drawing.js';
import { mend } from './mending.js';
import { Moves } from './moves.js';
import { openEvent } from './event-dialog.js';
import { onlyPlace } from './places.js';

const TIMELINES = { municipios: 'municipality', lugares: 'venue', personas: 'person' };
const PLAIN = { mes: 'dayGridMonth', semana: 'timeGridWeek', agenda: 'listMonth' };

export class Board {
  #host;
  #calendar = null;
  #sheet = null;
  #busy = false;
  #moves;

  constructor(host, { say, again }) {
    this.#host = host;
    this.#moves = new Moves(host, { say, again });
  }

  /** Draw a sheet; where nothing but its events changed, whoever has the focus keeps it. */
  draw(view, scale, sheet) {
    if (this.#busy) return;
    const focused = this.#host.contains(document.activeElement) && heldBy(document.activeElement);
    this.#sheet = sheet;
    const name = PLAIN[view] ?? (scale === 'mes' ? 'rowsMonth' : 'rowsWeek');
    const options = {
      view: name,
      date: name === 'rowsWeek' || name === 'timeGridWeek' ? sheet.first : `${sheet.first.slice(0, 8)}01`,
      resources: sheet.rows.map(resource),
      events: sheet.events.map(event),
      highlightedDates: Object.keys(sheet.notes),
    };
    this.#host.dataset.shows = TIMELINES[view] ?? view;
    this.#host.dataset.spans = name === 'rowsWeek' ? 'week' : 'month';
    if (this.#calendar) for (const [option, value] of Object.entries(options)) this.#calendar.setOption(option, value);
    else this.#create(options);
    this.#host.classList.remove('is-waiting');
    if (focused) requestAnimationFrame(() => this.#host.querySelector(`[data-event="${focused}"]`)?.closest('[role=button]')?.focus());
  }

  #create(options) {
    this.#host.replaceChildren();
    this.#host.classList.add('is-drawn', 'ec-auto-dark');
    const plugins = [DayGrid, TimeGrid, List, ResourceTimeline, Interaction];
    this.#calendar = createCalendar(this.#host, plugins, { ...this.#settled(), ...options });
    mend(this.#host, (id) => this.#known(id)?.label);
  }

  #settled() {
    const { locale, none } = this.#host.dataset;
    const cell = (mode) => ({ date }) => cellOf(date, this.#sheet, this.#host, mode);
    const rows = { type: 'resourceTimelineMonth', dayHeaderFormat: (day) => headOf(day, this.#sheet, this.#host), eventDurationEditable: false };
    return {
      locale,
      firstDay: 1,
      headerToolbar: { start: '', center: '', end: '' },
      editable: true,
      longPressDelay: 500,
      nowIndicator: true,
      allDaySlot: false,
      slotMinTime: '06:00',
      slotMaxTime: '21:00',
      slotHeight: 26,
      slotEventOverlap: false,
      snapDuration: '00:15',
      flexibleSlotTimeLimits: true,
      slotLabelFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
      noEventsContent: none,
      resourceLabelContent: ({ resource: row }) => labelOf(row),
      eventContent: ({ event: { extendedProps } }) => chip(extendedProps, this.#host),
      eventClick: ({ event: { id } }) => openEvent(this.#known(id), (one) => this.#moves.ask(one)),
      dateClick: (info) => this.#plan(info.date, info.allDay ? null : info.date, null, info.resource),
      select: (info) => this.#plan(info.start, info.start, info.end),
      eventDragStart: () => { this.#busy = true; },
      eventDragStop: () => { this.#busy = false; },
      eventResizeStart: () => { this.#busy = true; },
      eventResizeStop: () => { this.#busy = false; },
      eventDrop: (info) => this.#moves.dropped(this.#known(info.event.id), info, this.#sheet),
      eventResize: (info) => this.#moves.dropped(this.#known(info.event.id), info, this.#sheet),
      views: {
        dayGridMonth: { eventDurationEditable: false, dayHeaderFormat: { weekday: 'short' }, dayCellContent: cell('month') },
        listMonth: { dayCellContent: cell('list'), listDaySideFormat: () => '' },
        timeGridWeek: { selectable: true, dayHeaderFormat: (day) => headOf(day, this.#sheet, this.#host) },
        rowsWeek: { ...rows, duration: { weeks: 1 }, columnWidth: 'minmax(8.5rem, 1fr)' },
        rowsMonth: { ...rows, columnWidth: '8.5rem' },
      },
    };
  }

  #known(id) {
    return this.#sheet.events.find((one) => one.id === id);
  }

  /** A new event where an empty place was clicked or marked. */
  #plan(day, from, until, row) {
    const said = new URLSearchParams({ dia: wall(day).slice(0, 10) });
    if (from) said.set('hora', wall(from).slice(11, 16));
    if (until) said.set('hasta', wall(until).slice(11, 16));
    const { municipality, venue } = row?.extendedProps ?? {};
    const place = municipality || onlyPlace(this.#host);
    if (place) said.set('municipio', place);
    if (venue) said.set('lugar', venue);
    location.assign(`/eventos/nuevo?${said}`);
  }
}

function heldBy(element) {
  return element.querySelector('[data-event]')?.dataset.event;
}

function event(one) {
  return {
    id: one.id,
    start: one.start,
    end: one.end,
    title: one.title,
    resourceIds: one.rows,
    editable: one.movable,
    classNames: ['chip', 'muni', `muni-${one.municipality}`, `is-${one.status}`],
    extendedProps: one,
  };
}

function resource(row) {
  return { id: row.id, title: row.title, extendedProps: row };
}
