"""Working out what a release would show, and what it has to hold back."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain import ledgers
from events.outreach.domain.answered import DIMENSIONS, Figures
from events.outreach.domain.releases import counting, people, sources
from events.outreach.domain.releases.basis import TABLES, Basis, Code, KeptCell
from events.outreach.domain.releases.earlier import Earlier, earlier, whole_of
from events.outreach.domain.releases.folding import folding
from events.outreach.domain.releases.gathering import Gathered, Thresholds, gathered
from events.outreach.domain.releases.people import Interval
from events.outreach.domain.releases.released import ReleasedCell, ReleasedTable
from events.outreach.domain.releases.suppression import suppress
from events.outreach.domain.releases.thresholds import thresholds
from events.outreach.domain.releases.wish import Wish
from server.foundation.errors import Conflict
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

TRIES = 3


class Draft(Struct, frozen=True, kw_only=True):
    """What would be told (`tables`), and what is known: `exact` are the contacts of every cell.

    Of the cells that are held back `small` are too small themselves; any other would give away one
    of those. `basis` is what everything was made from. `told_before` is the release that told the
    people of some of the same events, so that this one cannot.
    """

    wish: Wish
    tables: tuple[ReleasedTable, ...]
    exact: dict[Code, int]
    small: frozenset[Code]
    basis: Basis
    limits: Thresholds
    figures: Figures
    told_before: UUID | None = None


class Counted(Struct, frozen=True, kw_only=True):
    """Everything that is known about what is to be released."""

    figures: Figures
    intervals: dict[Code, Interval]
    alike: Mapping[people.Kind, int]
    basis: Basis
    few: set[Code]
    limits: Thresholds


async def drafted(wish: Wish, *, by: Actor, at: datetime) -> Draft:
    """Decide about every cell, against everything that was ever released.

    Raises NotAllowed for who is not an administrator, Conflict where registers keep changing.
    """
    by.need("administer")
    counted = await _of_one_moment(wish, by=by, at=at)
    return await asyncio.to_thread(_decided, wish, counted, await earlier())


async def _of_one_moment(wish: Wish, *, by: Actor, at: datetime) -> Counted:
    """Several questions, asked again where registers changed meanwhile."""
    for _try in range(TRIES):
        whole = await _whole(wish, by=by, at=at)
        counted = await _counted(wish, whole, by=by, at=at)
        after = await _whole(wish, by=by, at=at)
        if (after.total, after.by, after.events) == (whole.total, whole.by, whole.events):
            return counted
    raise Conflict(_("Los registros cambiaron mientras se contaban: probar de nuevo."))


async def _whole(wish: Wish, *, by: Actor, at: datetime) -> Figures:
    return await ledgers.figures(
        wish.question, dimensions=DIMENSIONS, bands=wish.ages, by=by, at=at
    )


async def _counted(wish: Wish, whole: Figures, *, by: Actor, at: datetime) -> Counted:
    limits, fold = await thresholds(wish.project), await folding(wish.readers)
    intervals = await counting.intervals(wish, whole, by=by, at=at)
    basis = await sources.basis(wish, fold, by=by, at=at)
    cells = list(sources.contacts(basis))
    return Counted(
        figures=whole,
        intervals=intervals,
        alike=await counting.alike(wish, whole, by=by, at=at),
        basis=basis,
        few=sources.few(intervals, limits, fold, cells),
        limits=limits,
    )


def _decided(wish: Wish, counted: Counted, before: Sequence[Earlier]) -> Draft:
    limits = counted.limits
    put = gathered([one.basis for one in before], counted.basis, limits, few=counted.few)
    decision = suppress(put.problem)
    told = {cell for row, cell in put.cells.items() if decision.told[row]}
    exact = sources.contacts(counted.basis)
    return Draft(
        wish=wish,
        tables=_tables(exact, told, _people(counted, told, before)),
        exact=exact,
        small=frozenset(cell for row, cell in put.cells.items() if decision.primary[row]),
        basis=replace(counted.basis, cells=_kept(put, told)),
        limits=limits,
        figures=counted.figures,
        told_before=next((one.id for one in _told_before(counted, before)), None),
    )


def _people(counted: Counted, told: set[Code], before: Sequence[Earlier]) -> dict[Code, Interval]:
    """The unique people of cells whose contacts are told."""
    if not counted.basis.atoms or people.TOTAL not in told:
        return {}
    if _told_before(counted, before):
        whole = counted.intervals[people.TOTAL]
        now = whole_of(counted.basis, whole.most)
        wholes = [one.whole for one in before if one.tells_people]
        return people.whole_only(whole, now, wholes, thresholds=counted.limits)
    return people.told(counted.alike, counted.intervals, may=told, thresholds=counted.limits)


def _told_before(counted: Counted, before: Sequence[Earlier]) -> list[Earlier]:
    """Releases that told people of some of the same events, first those that told most."""
    sharing = [one for one in before if one.tells_people and one.shares(counted.basis)]
    return sorted(sharing, key=lambda one: not one.tells_parts)


def _kept(put: Gathered, told: set[Code]) -> list[KeptCell]:
    rows = put.problem.rows
    return [
        KeptCell(cell[0], cell[1], cell in told, rows[at].small, rows[at].few)
        for at, cell in put.cells.items()
    ]


def _tables(
    exact: Mapping[Code, int], told: set[Code], numbers: Mapping[Code, Interval]
) -> tuple[ReleasedTable, ...]:
    return tuple(
        ReleasedTable(
            dimensions=table,
            cells=tuple(
                _cell(cell, exact[cell] if cell in told else None, numbers.get(cell))
                for cell in sorted(exact) if cell[0] == table and exact[cell]
            ),
        )
        for table in TABLES
    )  # fmt: skip


def _cell(cell: Code, contacts: int | None, number: Interval | None) -> ReleasedCell:
    return ReleasedCell(
        codes=cell[1],
        contacts=contacts,
        at_least=number.fewest if number else None,
        at_most=number.most if number else None,
    )
