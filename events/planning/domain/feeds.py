"""Calendars that anybody can subscribe to."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from events.planning.domain import agenda
from events.planning.domain.calendar_entry import entry
from events.planning.domain.codelists import Funded
from events.planning.domain.ical import CalendarEntry, CalendarFace, feed, vevent
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

BACK: Final = timedelta(days=90)
AHEAD: Final = timedelta(days=400)
CANCELLED_STAY: Final = timedelta(days=30)
RENDERED: Final = 20_000
MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
EDITIONS: Final = 64
# One cheap look tells whether anything in the feed may have changed: it sums up all that an entry
# shows, also what changes without the event, such as a place's name.
VERSION: Final = """
    SELECT coalesce(array_agg(e.id ORDER BY e.starts_at, e.id), '{}') AS ids,
        coalesce(md5(string_agg(concat_ws('|', e.id, e.sequence, e.status, e.changed_at,
            m.name, v.name, v.confidential, v.latitude, v.longitude),
            E'\n' ORDER BY e.starts_at, e.id)), '') AS state
    FROM event e JOIN kind k ON k.slug = e.kind JOIN project p ON p.id = e.project
        JOIN municipality m ON m.ine = e.municipality LEFT JOIN venue v ON v.id = e.venue
    WHERE e.starts_at BETWEEN $1 AND $2 AND NOT k.internal
        AND e.published_at IS NOT NULL AND (e.status <> 'cancelled' OR e.changed_at > $3)
        AND ($4 = '' OR e.municipality = $4) AND ($5 = '' OR p.slug = $5)
        AND ($6 = '' OR e.kind = $6)
        AND NOT EXISTS (SELECT FROM event_topic t JOIN topic c ON c.slug = t.topic
            WHERE t.event = e.id AND c.sensitivity = 'internal')
"""

OF_KIND: Final = """
    SELECT CASE WHEN $1 = 'en' THEN name_en ELSE name_es END AS name
    FROM kind WHERE slug = $2 AND NOT internal
"""

SHOWN: Final = """
    SELECT p.id, p.slug, p.name, p.donor FROM project p
    WHERE EXISTS (SELECT FROM event e JOIN kind k ON k.slug = e.kind
        WHERE e.project = p.id AND e.published_at IS NOT NULL AND NOT k.internal
            AND e.starts_at BETWEEN $1 AND $2)
    ORDER BY p.slug <> 'general', p.name
"""

_kept: Final[dict[str, "Rendering"]] = {}


class Feed(Struct, frozen=True, kw_only=True):
    """Which public events a feed holds; its title, and where the house stands."""

    name: str
    base_url: str
    municipality: str = ""
    project: str = ""
    kind: str = ""


class Edition(Struct, frozen=True):
    """A feed as it stands now; whatever it shows, it shows the same under the same version."""

    feed: Feed
    version: str
    events: tuple[UUID, ...]


class Rendering(Struct, frozen=True):
    """An edition's bytes and the entity tag that belongs to them."""

    etag: str
    content: bytes


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


async def of_kind(wanted: Feed, slug: str) -> Feed:
    """Those events of a feed that are of one kind; raises NotFound, also for an internal one."""
    rows = await fetch(OF_KIND, current_language(), slug)
    if not rows:
        raise NotFound(_("Ese tipo de actividad no existe."))
    return structs.replace(wanted, name=f"{wanted.name} · {rows[0]['name']}", kind=slug)


async def projects(*, at: datetime) -> list[Funded]:
    """The projects whose calendars hold something."""
    rows = await fetch(SHOWN, at - BACK, at + AHEAD)
    return msgspec.convert([dict(row) for row in rows], list[Funded])


async def edition(wanted: Feed, *, at: datetime) -> Edition:
    """The feed's present version and the ids of its events, by time."""
    chosen = wanted.municipality, wanted.project, wanted.kind
    found = await fetch(VERSION, at - BACK, at + AHEAD, at - CANCELLED_STAY, *chosen)
    told = repr([wanted.name, wanted.base_url, current_language(), found[0]["state"]])
    version = sha256(told.encode()).hexdigest()[:32]
    return Edition(wanted, version, tuple(found[0]["ids"]))


async def etag(current: Edition) -> str:
    """The fingerprint of the feed's bytes: the same in every process, whoever rendered them."""
    return (await _rendering(current)).etag


async def render(current: Edition) -> bytes:
    """The feed's bytes; only events that changed since they were last rendered are rendered."""
    return (await _rendering(current)).content


def status_of(event: agenda.Event) -> str:
    """The event's own STATUS (RFC 5545 §3.8.1.11)."""
    return "CANCELLED" if event.status == "cancelled" else "CONFIRMED"


async def _rendering(current: Edition) -> Rendering:
    rendering = _kept.get(current.version)
    if rendering is None:
        content = await _content(current)
        rendering = _kept[current.version] = Rendering(sha256(content).hexdigest(), content)
        if len(_kept) > EDITIONS:
            del _kept[next(iter(_kept))]
    return rendering


async def _content(current: Edition) -> bytes:
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
