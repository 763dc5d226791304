"""Calendars that anybody can subscribe to."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import agenda
from events.planning.domain.calendar_entry import entry
from events.planning.domain.ical import CalendarEntry, CalendarFace, feed, vevent
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

BACK: Final = timedelta(days=90)
AHEAD: Final = timedelta(days=400)
CANCELLED_STAY: Final = timedelta(days=30)
RENDERED: Final = 20_000
EDITIONS: Final = 32
# One cheap look tells whether anything in the feed changed, so that 304 costs no rendering: it
# sums up all that an entry shows, also what changes without the event, such as a place's name.
VERSION: Final = """
    SELECT coalesce(array_agg(e.id ORDER BY e.starts_at, e.id), '{}') AS ids,
        coalesce(md5(string_agg(concat_ws('|', e.id, e.changed_at, m.name, v.name, v.confidential,
            v.latitude, v.longitude), E'\n' ORDER BY e.starts_at, e.id)), '') AS state
    FROM event e JOIN kind k ON k.slug = e.kind JOIN project p ON p.id = e.project
        JOIN municipality m ON m.ine = e.municipality LEFT JOIN venue v ON v.id = e.venue
    WHERE e.starts_at BETWEEN $1 AND $2 AND NOT k.internal
        AND e.published_at IS NOT NULL AND (e.status <> 'cancelled' OR e.changed_at > $3)
        AND ($4 = '' OR e.municipality = $4) AND ($5 = '' OR p.slug = $5)
        AND NOT EXISTS (SELECT FROM event_topic t JOIN topic c ON c.slug = t.topic
            WHERE t.event = e.id AND c.sensitivity = 'internal')
"""

_kept: Final[dict[str, bytes]] = {}


class Feed(Struct, frozen=True, kw_only=True):
    """Which public events a feed holds; its title, and where the house stands."""

    name: str
    base_url: str
    municipality: str = ""
    project: str = ""


class Edition(Struct, frozen=True):
    """A feed as it stands now: the version is its entity tag."""

    feed: Feed
    version: str
    events: tuple[UUID, ...]


async def of_everything(base_url: str) -> Feed:
    """Every public event."""
    return Feed(name=_("Convoca: actividades en la comunidad"), base_url=base_url)


async def of_municipality(ine: str, base_url: str) -> Feed:
    """The public events of one municipality; raises NotFound."""
    rows = await fetch("SELECT name FROM municipality WHERE ine = $1", ine)
    if not rows:
        raise NotFound(_("Ese municipio no existe."))
    name = _("Convoca: actividades en %(place)s", place=rows[0]["name"])
    return Feed(name=name, base_url=base_url, municipality=ine)


async def of_project(slug: str, base_url: str) -> Feed:
    """The public events of one project; raises NotFound."""
    rows = await fetch("SELECT name FROM project WHERE slug = $1", slug)
    if not rows:
        raise NotFound(_("Ese proyecto no existe."))
    return Feed(name=f"Convoca: {rows[0]['name']}", base_url=base_url, project=slug)


async def edition(wanted: Feed, *, at: datetime) -> Edition:
    """The feed's present version and the ids of its events, by time."""
    found = await fetch(
        VERSION, at - BACK, at + AHEAD, at - CANCELLED_STAY, wanted.municipality, wanted.project
    )
    told = repr([wanted.name, wanted.base_url, current_language(), found[0]["state"]])
    version = sha256(told.encode()).hexdigest()[:32]
    return Edition(wanted, version, tuple(found[0]["ids"]))


async def render(current: Edition) -> bytes:
    """The feed's bytes; only events that changed since they were last rendered are rendered."""
    rendering = _kept.get(current.version)
    if rendering is None:
        rendering = _kept[current.version] = await _rendering(current)
        if len(_kept) > EDITIONS:
            del _kept[next(iter(_kept))]
    return rendering


def status_of(event: agenda.Event) -> str:
    """The event's own STATUS (RFC 5545 §3.8.1.11)."""
    return "CANCELLED" if event.status == "cancelled" else "CONFIRMED"


async def _rendering(current: Edition) -> bytes:
    wanted = current.feed
    events = await agenda.events(current.events)
    entries = [
        entry(event, status=status_of(event), base_url=wanted.base_url, public=True)
        for event in events
    ]
    face = CalendarFace(name=wanted.name, locale=current_language())
    # A hundred entries hold up everybody else for longer than they may.
    return await asyncio.to_thread(written, face, entries)


def written(face: CalendarFace, entries: Sequence[CalendarEntry]) -> bytes:
    """A feed of these entries, each rendered once for as long as it stays the same."""
    return feed(face, [_rendered(each) for each in entries], {each.zone for each in entries})


@lru_cache(maxsize=RENDERED)
def _rendered(each: CalendarEntry) -> bytes:
    return vevent(each)
