// Reads a JSON list of iCalendar texts from standard input; prints what ical.js understood of each.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const instant = (time) => time && { zone: time.zone.tzid, at: time.toUnixTime() };

const event = (component) => ({
  uid: component.getFirstPropertyValue('uid'),
  sequence: component.getFirstPropertyValue('sequence'),
  status: component.getFirstPropertyValue('status'),
  summary: component.getFirstPropertyValue('summary'),
  location: component.getFirstPropertyValue('location'),
  description: component.getFirstPropertyValue('description'),
  conference: component.getFirstPropertyValue('conference'),
  categories: component.getFirstProperty('categories')?.getValues() ?? [],
  attendees: component.getAllProperties('attendee').map((who) => who.getFirstValue()),
  starts: instant(component.getFirstPropertyValue('dtstart')),
  ends: instant(component.getFirstPropertyValue('dtend')),
});

const calendar = (text) => {
  const component = new ICAL.Component(ICAL.parse(text));
  const refresh = component.getFirstProperty('refresh-interval');
  return {
    name: component.getFirstPropertyValue('name'),
    method: component.getFirstPropertyValue('method'),
    refresh: refresh && { type: refresh.type, value: String(refresh.getFirstValue()) },
    zones: component.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid')),
    events: component.getAllSubcomponents('vevent').map(event),
  };
};

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(calendar)));
