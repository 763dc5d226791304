"""Figures as programs read them."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct, field

from events.outreach.domain.answered import Dimension, Figures
from events.outreach.domain.beyond.indirect import Indirect
from events.outreach.domain.releases.released import Released, ReleasedCell
from events.outreach.domain.totals import Cell

Count = Annotated[int, Meta(ge=0)]


class UniquePeople(Struct, frozen=True, kw_only=True):
    """Between how few and how many different people; one number where both ends meet.

    `from` is null where a release tells only that there are at most so many.
    """

    least: Count | None = field(name="from")
    most: Count = field(name="to")


class OutreachCell(Struct, frozen=True, kw_only=True):
    """The ledgers side by side: they are never added together.

    `contacts` (a person at an event) = `check_ins` (recorded one by one) + `headcount` (only
    counted). `indirect` is null where no replicas are recorded: not known, which is not zero; of
    parts it is known by municipality alone. In a release what is held back is null, and so is all
    but contacts and unique people, of which the lower end is rounded down unless both are one.
    """

    contacts: Count | None
    unique: UniquePeople | None
    headcount: Count | None
    check_ins: Count | None
    indirect: Count | None


class EventsCounted(Struct, frozen=True, kw_only=True):
    """How many events the figures come from, and for how many of them more may still come."""

    counted: Count
    open: Annotated[
        Count | None, Meta(description="over, and their register not closed yet; null in a release")
    ]


class Outreach(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Figures as a whole and part by part, under the codes of the codelists or `unknown`.

    Contacts of the parts add up to the total, but by `topic`: an event with several topics stands
    in each. Unique people never need add up. `release` is the one that the figures are from.
    """

    total: OutreachCell
    by: dict[Dimension, dict[str, OutreachCell]]
    events: EventsCounted
    release: UUID | None = None


def read(figures: Figures, indirect: Indirect) -> Outreach:
    """Everything that is known."""
    return Outreach(
        total=_cell(figures.total, indirect.total),
        by={
            name: {
                code: _cell(cell, _indirect_of(indirect, name, code))
                for code, cell in part.cells.items()
            }
            for name, part in figures.by.items()
        },
        events=EventsCounted(counted=figures.events, open=len(figures.still_open)),
    )


def read_released(release: Released, dimensions: list[Dimension]) -> Outreach:
    """What was told of it."""
    return Outreach(
        total=_told(release.total),
        by={
            name: {codes[0]: _told(cell) for codes, cell in release.table((name,)).items()}
            for name in dimensions
        },
        events=EventsCounted(counted=release.events, open=None),
        release=release.id,
    )


def _indirect_of(indirect: Indirect, dimension: Dimension, code: str) -> int | None:
    return indirect.by_municipality.get(code) if dimension == "municipality" else None


def _cell(cell: Cell, indirect: int | None) -> OutreachCell:
    return OutreachCell(
        contacts=cell.contacts,
        unique=UniquePeople(least=cell.unique_from, most=cell.unique_to),
        headcount=cell.headcount,
        check_ins=cell.check_ins,
        indirect=indirect,
    )


def _told(cell: ReleasedCell) -> OutreachCell:
    most = cell.at_most
    return OutreachCell(
        contacts=cell.contacts,
        unique=None if most is None else UniquePeople(least=cell.at_least, most=most),
        headcount=None,
        check_ins=None,
        indirect=None,
    )
