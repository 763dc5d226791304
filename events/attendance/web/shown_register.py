"""A register as its page shows it: words, times and numbers, nothing to decide."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import wording
from events.attendance.domain.answers import SEXES
from events.attendance.domain.summary import RegisterLine, Totals
from events.planning.domain import when
from events.planning.domain.age_atoms import UNKNOWN
from events.planning.domain.codelists import Audience
from server.foundation.translation import gettext as _

LATE: Final = timedelta(minutes=5)
SOURCE_SYMBOLS: Final = {"self": "phone", "door": "qr-code", "api": "repeat", "headcount": "hand"}


class Tile(Struct, frozen=True):
    """A total."""

    label: str
    number: int
    symbol: str


class Row(Struct, frozen=True):
    """An age band and how many of it, by sex and together."""

    label: str
    cells: list[int]
    total: int


class Table(Struct, frozen=True):
    """People by age band and sex."""

    sexes: list[str]
    rows: list[Row]
    foot: list[int]
    total: int


class Line(Struct, frozen=True, kw_only=True):
    """A line of the register."""

    id: UUID
    at: str
    received: str
    """When it was heard of, where that was later; '' otherwise."""
    source: str
    who: str
    """Sex, age band and audience, as far as they are known."""
    people: int
    void_reason: str | None


def tiles(totals: Totals) -> list[Tile]:
    """Where people were recorded; a source that was not used is left out, but for the two usual."""
    names = wording.sources()
    return [
        Tile(names[source], people, SOURCE_SYMBOLS[source])
        for source, people in totals.by_source.items()
        if people or source in {"self", "headcount"}
    ]


def table(totals: Totals) -> Table:
    """People by age band and sex, without bands and sexes of which there is nobody."""
    sexes, bands = wording.sexes(), wording.age_bands()
    columns = [sex for sex in SEXES if totals.by_sex[sex] or sex in {"female", "male"}]
    rows = [
        Row(bands[band], [cells[sex] for sex in columns], totals.by_age_band[band])
        for band, cells in totals.by_sex_and_age_band.items()
        if totals.by_age_band[band]
    ]
    foot = [totals.by_sex[sex] for sex in columns]
    return Table([sexes[sex] for sex in columns], rows, foot, totals.people)


def lines(found: Sequence[RegisterLine], zone: str, audiences: Sequence[Audience]) -> list[Line]:
    """Lines with their times on the clocks of `zone`."""
    names = {audience.slug: audience.name for audience in audiences}
    return [line(one, zone, names) for one in found]


def line(found: RegisterLine, zone: str, audiences: dict[str, str]) -> Line:
    """One line of the register."""
    late = found.received_at - found.at > LATE
    return Line(
        id=found.id,
        at=_moment(found.at, zone),
        received=_moment(found.received_at, zone) if late else "",
        source=wording.sources()[found.source],
        who=_who(found, audiences),
        people=found.people,
        void_reason=found.void_reason,
    )


def _who(found: RegisterLine, audiences: dict[str, str]) -> str:
    many = found.source == "headcount"
    sex = (wording.sexes() if many else dict(wording.sexes_to_choose()))[found.sex]
    known = [
        sex if found.sex != UNKNOWN else "",
        wording.age_bands()[found.age_band] if found.age_band != UNKNOWN else "",
        audiences.get(found.audience or "", ""),
    ]
    return " · ".join(part for part in known if part) or _("Sin dato")


def _moment(at: datetime, zone: str) -> str:
    return f"{when.short_day(at, zone)}, {when.hour(at, zone)}"
