"""The reminders of an event that would move with it, or never be sent."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import msgspec
from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Consequence
from notifications.domain.reminders import scheduling
from server.foundation.database import fetch
from server.foundation.translation import ngettext

# The reminders ask the very same question of an event that is as it would be: what is called
# `event` here stands in front of the table.
AHEAD: Final = """
    WITH event AS (
        SELECT (jsonb_populate_record(e, $3::jsonb)).* FROM event e WHERE e.id = $2
    ) SELECT DISTINCT o.subject, o.wanted_at FROM ({owed}) o
"""
EVER: Final = "20 years"
QUERIES: Final = tuple(
    AHEAD.format(owed=query) for query in (scheduling.helpers(EVER), scheduling.seats(EVER))
)


class Ahead(Struct, frozen=True, order=True):
    """So many people are reminded at a moment."""

    due: datetime
    people: int


async def moved(event: Event, changes: dict[str, Any], *, at: datetime) -> list[Consequence]:
    """From when to when each reminder would move; of those overdue only the last is sent."""
    becomes: datetime = changes["starts_at"]
    if becomes == event.starts_at or becomes <= at:
        return []
    reminders = await _ahead(event, changes, at)
    later = [one for one in reminders if one.due > at]
    at_once = sum(one.people for one in reminders if one.due <= at)
    return [*_moving(later, event, becomes), *_at_once(at_once)]


async def called_off(event: Event, *, at: datetime) -> list[Consequence]:
    """Which reminders would not be sent any more."""
    return [
        _said(
            ngettext(
                "Ya no sale el recordatorio a %(n)s persona del %(then)s.",
                "Ya no sale el recordatorio a %(n)s personas del %(then)s.",
                one.people,
                then=_moment(one.due, event.zone),
            )
        )
        for one in await _ahead(event, {}, at)
        if one.due > at
    ]


async def _ahead(event: Event, changes: dict[str, Any], at: datetime) -> list[Ahead]:
    written = msgspec.json.encode(changes).decode()
    rows = [row for query in QUERIES for row in await fetch(query, at, event.id, written)]
    people: Counter[datetime] = Counter(row["wanted_at"] for row in rows)
    return sorted(Ahead(due, number) for due, number in people.items())


def _moving(reminders: list[Ahead], event: Event, becomes: datetime) -> Iterator[Consequence]:
    for one in reminders:
        yield _said(
            ngettext(
                "El recordatorio a %(n)s persona pasa del %(before)s al %(then)s.",
                "El recordatorio a %(n)s personas pasa del %(before)s al %(then)s.",
                one.people,
                before=_moment(one.due + (event.starts_at - becomes), event.zone),
                then=_moment(one.due, event.zone),
            )
        )


def _at_once(people: int) -> list[Consequence]:
    if not people:
        return []
    return [
        _said(
            ngettext(
                "El recordatorio a %(n)s persona sale enseguida: falta poco para la nueva hora.",
                "El recordatorio a %(n)s personas sale enseguida: falta poco para la nueva hora.",
                people,
            )
        )
    ]


def _said(sentence: str) -> Consequence:
    return Consequence(icon="bell", sentence=sentence)


def _moment(moment: datetime, zone: str) -> str:
    return f"{when.short_day(moment, zone)}, {when.hour(moment, zone)}"
