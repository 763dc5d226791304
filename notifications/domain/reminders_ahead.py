"""The reminders of an event that would move with it, or never be sent."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

import msgspec
from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Consequence, Slot
from server.foundation.database import fetch
from server.foundation.translation import ngettext

AHEAD: Final = """
    SELECT r.minutes_before, count(DISTINCT a.id) AS people
    FROM reminder_rule r
        JOIN event e ON e.id = $1 AND e.status = 'published'
        JOIN assignment a ON a.event = e.id AND (r.role IS NULL OR r.role = a.role)
            AND (a.status = 'accepted' OR (a.status = 'invited' AND (a.answer_by IS NULL
                OR a.answer_by > e.starts_at - make_interval(mins => r.minutes_before))))
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account AND p.disabled_at IS NULL
    WHERE r.channel = 'mail' GROUP BY r.minutes_before ORDER BY r.minutes_before DESC
"""


class Ahead(Struct, frozen=True):
    """So many people are reminded so long before the start."""

    minutes_before: int
    people: int

    def due(self, starts_at: datetime) -> datetime:
        """When, if the event starts then."""
        return starts_at - timedelta(minutes=self.minutes_before)


async def moved(event: Event, becomes: Slot, *, at: datetime) -> list[Consequence]:
    """From when to when each reminder would move; of those overdue only the last is sent."""
    if becomes.starts_at == event.starts_at or becomes.starts_at <= at:
        return []
    reminders = await _ahead(event)
    overdue = [one for one in reminders if one.due(becomes.starts_at) <= at]
    later = [one for one in reminders if one not in overdue]
    return [*_moving(later, event, becomes), *map(_at_once, overdue[-1:])]


async def called_off(event: Event, *, at: datetime) -> list[Consequence]:
    """Which reminders would not be sent any more."""
    return [
        _said(
            ngettext(
                "Ya no sale el recordatorio a %(n)s persona del %(then)s.",
                "Ya no sale el recordatorio a %(n)s personas del %(then)s.",
                one.people,
                then=_moment(one.due(event.starts_at), event.zone),
            )
        )
        for one in await _ahead(event)
        if one.due(event.starts_at) > at
    ]


async def _ahead(event: Event) -> list[Ahead]:
    return msgspec.convert([dict(row) for row in await fetch(AHEAD, event.id)], list[Ahead])


def _moving(reminders: list[Ahead], event: Event, becomes: Slot) -> Iterator[Consequence]:
    for one in reminders:
        yield _said(
            ngettext(
                "El recordatorio a %(n)s persona pasa del %(before)s al %(then)s.",
                "El recordatorio a %(n)s personas pasa del %(before)s al %(then)s.",
                one.people,
                before=_moment(one.due(event.starts_at), event.zone),
                then=_moment(one.due(becomes.starts_at), event.zone),
            )
        )


def _at_once(reminder: Ahead) -> Consequence:
    return _said(
        ngettext(
            "El recordatorio a %(n)s persona sale enseguida: falta poco para la nueva hora.",
            "El recordatorio a %(n)s personas sale enseguida: falta poco para la nueva hora.",
            reminder.people,
        )
    )


def _said(sentence: str) -> Consequence:
    return Consequence(icon="bell", sentence=sentence)


def _moment(moment: datetime, zone: str) -> str:
    return f"{when.short_day(moment, zone)}, {when.hour(moment, zone)}"
