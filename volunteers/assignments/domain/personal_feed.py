"""What a helper's own calendar shows, and whether it changed.

An invitation is TENTATIVE, a place that was accepted CONFIRMED; what was declined, withdrawn or
called off stays CANCELLED for a month, since calendars that only see an entry vanish keep it.

UID and SEQUENCE are the event's, as in the message that invited. RFC 5546 §2.1.4 has the organiser
raise SEQUENCE with STATUS, but here STATUS tells the reader's own answer, as PARTSTAT would, and
that must not raise it: a feed ahead of the invitation would hide the next change of the event. So
LAST-MODIFIED, being the later of the event's and the answer's, orders what SEQUENCE leaves equal.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from events.planning.domain import agenda, calendar_entry
from events.planning.domain.event import Event
from events.planning.domain.ical import CalendarEntry, CalendarFace, feed, vevent
from server.foundation.database import fetch
from server.foundation.translation import gettext as _
from server.foundation.translation import speaking
from volunteers.assignments.domain.renderings import Renderings
from volunteers.assignments.domain.subscription import Subscriber
from volunteers.people.domain import words

BACK: Final = timedelta(days=90)
KEPT: Final = timedelta(days=30)

ENTRIES: Final = """
    SELECT s.event, s.role, s.changed_at, e.zone, e.starts_at,
        CASE WHEN e.status = 'cancelled' OR o.off THEN 'CANCELLED'
            WHEN s.status = 'invited' THEN 'TENTATIVE' ELSE 'CONFIRMED' END AS status,
        md5(concat_ws('|', e.id, e.sequence, e.changed_at, s.status, s.role, s.changed_at,
            m.name, v.name, v.address, v.confidential, v.latitude, v.longitude,
            k.name_es, k.name_en)) AS revision
    FROM assignment s
        CROSS JOIN LATERAL (SELECT
            s.status NOT IN ('invited', 'accepted', 'attended', 'absent') AS off) o
        JOIN event e ON e.id = s.event
        JOIN kind k ON k.slug = e.kind
        JOIN municipality m ON m.ine = e.municipality
        LEFT JOIN venue v ON v.id = e.venue
    WHERE s.volunteer = $1 AND s.status <> 'proposed' AND e.ends_at > $2
        AND (NOT o.off OR s.changed_at > $3)
        AND (o.off OR e.status <> 'cancelled' OR e.changed_at > $3)
"""
STATE: Final = f"""
    SELECT coalesce(string_agg(revision, ',' ORDER BY starts_at, event), '') AS state
    FROM ({ENTRIES}) shown
"""


class Line(Struct, frozen=True, kw_only=True):
    """One line of the calendar; `revision` differs whenever its bytes would."""

    event: UUID
    role: str
    status: str
    zone: str
    changed_at: datetime
    revision: str


renderings: Final = Renderings[bytes](most=8192)
etags: Final = Renderings[str](most=8192)


async def etag(who: Subscriber, *, base_url: str, at: datetime) -> str:
    """The fingerprint of the calendar's bytes; while nothing changes, found without rendering."""
    state = (await fetch(STATE, *_asked(who, at)))[0]["state"]
    shown = sha256(repr([*_manner(who, base_url), state]).encode()).digest()
    tag = etags.get(shown)
    if tag is None:
        tag = sha256(await calendar(who, base_url=base_url, at=at)).hexdigest()
        etags.keep(shown, tag)
    return tag


async def calendar(who: Subscriber, *, base_url: str, at: datetime) -> bytes:
    """The calendar; only entries that changed since they were last asked for are rendered."""
    rows = await fetch(f"{ENTRIES} ORDER BY e.starts_at, e.id", *_asked(who, at))
    lines = msgspec.convert([dict(row) for row in rows], list[Line])
    with speaking(who.language):
        vevents = await _vevents(lines, who, base_url)
        face = CalendarFace(name=_("Mis turnos · Convoca"), locale=who.language)
        return await asyncio.to_thread(feed, face, vevents, {line.zone for line in lines})


async def _vevents(lines: Sequence[Line], who: Subscriber, base_url: str) -> list[bytes]:
    manner = _manner(who, base_url)
    found = {line: renderings.get((line.revision, *manner)) for line in lines}
    unknown = [line for line, rendering in found.items() if rendering is None]
    events = {event.id: event for event in await agenda.events([one.event for one in unknown])}
    for line in unknown:
        entry = _entry(line, events[line.event], base_url)
        told = _busy(entry) if who.busy_only else entry
        found[line] = rendering = await asyncio.to_thread(vevent, told)
        renderings.keep((line.revision, *manner), rendering)
    return [rendering for rendering in found.values() if rendering is not None]


def _entry(line: Line, event: Event, base_url: str) -> CalendarEntry:
    """In public words and without people; the place is told to those who must get there."""
    entry = calendar_entry.entry(
        event,
        status=line.status,
        base_url=base_url,
        changed_at=line.changed_at,
        public=line.status == "CANCELLED",
    )
    role = words.roles()[line.role]
    described = _(
        "Papel: %(role)s. Todos los turnos: %(address)s",
        role=role,
        address=f"{base_url}/mis-turnos",
    )
    return structs.replace(entry, description=described, categories=(event.kind_name,))


def _busy(entry: CalendarEntry) -> CalendarEntry:
    """When somebody has no time, and nothing of what they do with it."""
    return CalendarEntry(
        uid=entry.uid,
        sequence=entry.sequence,
        changed_at=entry.changed_at,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        zone=entry.zone,
        title=_("Ocupado"),
        status=entry.status,
    )


def _manner(who: Subscriber, base_url: str) -> tuple[str, bool, str]:
    """What, beside the revision, makes the same line look different."""
    return who.language, who.busy_only, base_url


def _asked(who: Subscriber, at: datetime) -> tuple[UUID, datetime, datetime]:
    return who.volunteer, at - BACK, at - KEPT
