"""What will be told, by days, as the page shows it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from msgspec import Struct

from events.planning.domain import when
from notifications.domain.reminders.foretelling import Foretold
from notifications.web.shown import channel_name, kind_name, moment_of
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

Topic: TypeAlias = tuple[datetime, str, str, str]


class ShownReader(Struct, frozen=True, kw_only=True):
    """Somebody who will be told, or so many who registered; without a channel it cannot be."""

    who: str
    channel: str | None
    channel_name: str
    only_here: bool


class ShownTelling(Struct, frozen=True, kw_only=True):
    """The same said to some people at the same moment.

    `shift` is why it is another than was wanted: earlier or later by quiet hours, or once again.
    """

    hour: str
    iso: str
    kind: str
    about: str
    event_href: str | None
    municipality: str | None
    municipality_name: str | None
    shift: str
    readers: tuple[ShownReader, ...]


class ShownDay(Struct, frozen=True, kw_only=True):
    """A day, and how many notices leave on it."""

    title: str
    number: int
    tellings: tuple[ShownTelling, ...]


def days(told: Iterable[Foretold], zone: str, *, now: datetime) -> list[ShownDay]:
    """By days on the installation's clock; whatever leaves in the same minute is one."""

    def day(one: Foretold) -> date:
        return when.local_day(one.at, zone)

    return [_day(it, list(same), zone, now) for it, same in groupby(told, key=day)]


def problems(told: Iterable[Foretold]) -> int:
    """How many notices reach nobody who does not look into Convoca."""
    return sum(one.only_here for one in told)


def _day(day: date, told: list[Foretold], zone: str, now: datetime) -> ShownDay:
    def topic(one: Foretold) -> Topic:
        return _topic(one, now)

    ordered = sorted(told, key=topic)
    tellings = [_telling(list(same), zone, now) for _key, same in groupby(ordered, key=topic)]
    return ShownDay(
        title=when.day(day, zone).capitalize(), number=len(told), tellings=tuple(tellings)
    )


def _topic(one: Foretold, now: datetime) -> Topic:
    minute = one.at.replace(second=0, microsecond=0)
    about = f"{one.due.municipality_name or ''} {one.due.title or ''} {one.due.event or ''}"
    return minute, one.due.kind, about, _shift(one, now)


def _telling(same: list[Foretold], zone: str, now: datetime) -> ShownTelling:
    one = same[0]
    due = one.due
    return ShownTelling(
        hour=when.hour(one.at, zone) if one.at > now else _("Ahora"), iso=one.at.isoformat(),
        kind=kind_name(due.kind), about=_about(one),
        event_href=f"/eventos/{due.event}" if due.event else None,
        municipality=due.municipality if due.event else None,
        municipality_name=due.municipality_name if due.event else None,
        shift=_shift(one, now), readers=(*_people(same), *_seats(same)),
    )  # fmt: skip


def _about(one: Foretold) -> str:
    if one.due.title is None or one.due.starts_at is None or one.due.zone is None:
        return ""
    return f"{one.due.title}, {moment_of(one.due.starts_at, one.due.zone)}"


def _shift(one: Foretold, now: datetime) -> str:
    if one.due.again_at is not None:
        return "again"
    wanted = max(one.due.wanted_at, now)
    if one.at == wanted:
        return ""
    return "earlier" if one.at < wanted else "later"


def _people(same: list[Foretold]) -> list[ShownReader]:
    named = [one for one in same if one.due.who is not None]
    return [
        _reader(one.due.who or "", one.way, only_here=one.only_here)
        for one in sorted(named, key=attrgetter("due.who"))
    ]


def _seats(same: list[Foretold]) -> list[ShownReader]:
    ways: Counter[str | None] = Counter(one.way for one in same if one.due.who is None)
    return [
        _reader(ngettext("%(n)s inscripción", "%(n)s inscripciones", n), way, only_here=way is None)
        for way, n in ways.items()
    ]


def _reader(who: str, way: str | None, *, only_here: bool) -> ShownReader:
    name = channel_name(way) if way else _("Sin hora posible")
    return ShownReader(who=who, channel=way, channel_name=name, only_here=only_here)
