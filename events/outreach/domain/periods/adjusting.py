"""Noting what became known of an event after its period was closed."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain import answers, register
from events.attendance.domain.stated import stated
from events.outreach.domain.periods import adjustments, kept
from events.outreach.domain.periods.adjustments import CellLine
from events.outreach.tables import Adjustment, AdjustmentLine
from events.planning.domain import agenda
from events.planning.domain.age_atoms import UNKNOWN
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

MOST: Final = 10_000
HOLD: Final = "SELECT period FROM event WHERE id = $1 FOR NO KEY UPDATE"
FOUND: Final = """
    SELECT a.period, a.event, e.municipality, a.takes_back,
        EXISTS (SELECT FROM adjustment t WHERE t.takes_back = a.id) AS taken_back
    FROM adjustment a JOIN event e ON e.id = a.event WHERE a.id = $1
"""
TOLD: Final = "UPDATE adjustment SET told_on = $2 WHERE id = $1"
Cell = tuple[str, str, str]


class Noted(Struct, frozen=True, kw_only=True):
    """What became known of an event; `told_on` is the day on which the donor was told, if so."""

    event: UUID
    lines: tuple[CellLine, ...]
    reason: str
    told_on: date | None = None


class _Found(Struct, frozen=True, kw_only=True):
    period: UUID
    event: UUID
    municipality: str
    takes_back: UUID | None
    taken_back: bool


async def adjust(period: UUID, noted: Noted, *, by: Actor, at: datetime) -> UUID:
    """Note so many people more or fewer; the id of the adjustment.

    Raises NotAllowed, NotFound for an event that does not count in the closed period, and Invalid
    for what says nothing, makes no sense, or would leave fewer than nobody somewhere.
    """
    event = await agenda.event(noted.event)
    by.need("register", event.municipality)
    reason = stated(noted.reason)
    await _check(noted, at)
    async with transaction():
        await _need_possible(period, noted.event, noted.lines)
        made = await _write(period, noted, reason, by, at)
        people = sum(line.people for line in noted.lines)
        await audit.record(
            by, "period.adjusted", f"event:{noted.event}", at=at,
            period=str(period), people=people, reason=reason,
        )  # fmt: skip
    return made


async def take_back(adjustment: UUID, reason: str, *, by: Actor, at: datetime) -> UUID:
    """Note that an adjustment was wrong, by one that says the opposite.

    Raises as `adjust` does, and Conflict for one that was taken back, or that takes another back.
    """
    reason = stated(reason)
    async with transaction():
        found = await _held(adjustment, by)
        if found.taken_back or found.takes_back:
            raise Conflict(_("Este ajuste ya no se puede retirar: anotar otro."))
        opposite = tuple(
            msgspec.structs.replace(line, people=-line.people)
            for one in await adjustments.made(found.period)
            if one.id == adjustment
            for line in one.lines
        )
        await _need_possible(found.period, found.event, opposite)
        noted = Noted(event=found.event, lines=opposite, reason=reason)
        made = await _write(found.period, noted, reason, by, at, takes_back=adjustment)
        await audit.record(
            by, "adjustment.taken-back", f"event:{found.event}", at=at,
            period=str(found.period), reason=reason,
        )  # fmt: skip
    return made


async def told(adjustment: UUID, on: date, *, by: Actor, at: datetime) -> None:
    """Note the day on which the donor was told; raises NotFound, NotAllowed, Invalid."""
    _need_past(on, at)
    async with transaction():
        found = await _held(adjustment, by)
        await execute(TOLD, adjustment, on)
        await audit.record(by, "adjustment.told", f"event:{found.event}", at=at, on=on.isoformat())


async def _held(adjustment: UUID, by: Actor) -> _Found:
    """An adjustment of `by`'s place, whose event nobody else adjusts until this is done."""
    rows = await fetch(FOUND, adjustment)
    if not rows:
        raise NotFound(_("Este ajuste no existe."))
    by.need("register", rows[0]["municipality"])
    await fetch(HOLD, rows[0]["event"])
    (row,) = await fetch(FOUND, adjustment)
    return msgspec.convert(dict(row), _Found)


async def _check(noted: Noted, at: datetime) -> None:
    if not noted.lines:
        raise Invalid({"form": _("Anotar al menos un cambio.")})
    audiences = await register.known_audiences()
    for line in noted.lines:
        said = None if line.audience == UNKNOWN else line.audience
        wrong = answers.wrong(line.sex, line.age_band, said, audiences=audiences)
        if wrong or not 0 < abs(line.people) <= MOST:
            raise Invalid({"form": wrong or _("Un ajuste va de 1 a %(n)s personas.", n=MOST)})
    if noted.told_on is not None:
        _need_past(noted.told_on, at)


def _need_past(day: date, at: datetime) -> None:
    if day > at.date():
        raise Invalid({"told_on": _("Ese día todavía no llega.")})


async def _need_possible(period: UUID, event: UUID, lines: Collection[CellLine]) -> None:
    """Hold the event, and raise Invalid where fewer than nobody would be left in one of its cells.

    A cell is of one sex, age and audience, as the snapshot has them.
    """
    await fetch(HOLD, event)
    stands: Counter[Cell] = Counter()
    for sex, age_band, audience, check_ins, headcount in (await kept.event_of(period, event)).lines:
        stands[sex, age_band, audience] += check_ins + headcount
    for earlier in await adjustments.lines([event]):
        stands[earlier.sex, earlier.age_band, earlier.audience] += earlier.people
    for line in lines:
        stands[line.sex, line.age_band, line.audience] += line.people
    if min(stands.values(), default=0) < 0:
        raise Invalid({"form": _("Quedarían menos de cero personas: revisar a quiénes se resta.")})


async def _write(
    period: UUID,
    noted: Noted,
    reason: str,
    by: Actor,
    at: datetime,
    *,
    takes_back: UUID | None = None,
) -> UUID:
    made = Adjustment(
        id=new_id(), period=period, event=noted.event, reason=reason, made_at=at,
        made_by=by.account, told_on=noted.told_on, takes_back=takes_back,
    )  # fmt: skip
    await Adjustment.insert(made)
    await AdjustmentLine.insert(*_rows(made, noted.lines))
    return UUID(str(made.id))


def _rows(made: Adjustment, lines: Sequence[CellLine]) -> list[AdjustmentLine]:
    return [
        AdjustmentLine(
            id=new_id(), adjustment=made.id, sex=line.sex, age_band=line.age_band,
            audience=None if line.audience == UNKNOWN else line.audience, people=line.people,
        )
        for line in lines
    ]  # fmt: skip
