"""Setting targets and changing them; the journal keeps what they were."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from asyncpg import UniqueViolationError
from msgspec import Struct

from events.outreach.domain.indicators import reading
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.indicators.target import Target
from events.outreach.domain.indicators.writing import case_in
from events.outreach.tables import Target as Row
from events.planning.domain import project_book
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

MOST: Final = 10_000_000
EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2099, 12, 31)
PLACE: Final = "SELECT FROM municipality WHERE ine = $1"


class TargetDraft(Struct, frozen=True, kw_only=True):
    """A target as it is written down; without days it is of all the project's life."""

    value: int
    municipality: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    exact: bool = False
    note: str = ""


def as_draft(target: Target) -> TargetDraft:
    """The draft that a target could have been written down from."""
    return TargetDraft(
        value=target.value,
        municipality=target.municipality,
        starts_on=target.days.first,
        ends_on=target.days.last,
        exact=target.exact,
        note=target.note,
    )


async def add(indicator_id: UUID, draft: TargetDraft, *, by: Actor, at: datetime) -> UUID:
    """Set a target; raises Invalid, NotFound, or Conflict where there is one for place and days."""
    project_book.need(by)
    neat = await _checked(await reading.indicator(indicator_id), draft)
    target = new_id()
    try:
        async with transaction():
            await Row.insert(Row(id=target, indicator=indicator_id, **msgspec.structs.asdict(neat)))
            await audit.record(by, "target.set", f"indicator:{indicator_id}", at=at, **_told(neat))
    except UniqueViolationError as error:
        raise _twice() from error
    return target


async def change(target: UUID, draft: TargetDraft, *, by: Actor, at: datetime) -> None:
    """Set a target anew; raises as `add` does."""
    project_book.need(by)
    before = await one(target)
    neat = await _checked(await reading.indicator(before.indicator), draft)
    try:
        async with transaction():
            await Row.update(**msgspec.structs.asdict(neat)).where(Row.id == target)
            await audit.record(
                by, "target.changed", f"indicator:{before.indicator}", at=at,
                before=_told(as_draft(before)), after=_told(neat),
            )  # fmt: skip
    except UniqueViolationError as error:
        raise _twice() from error


async def one(target: UUID) -> Target:
    """One target; raises NotFound."""
    rows = await fetch("SELECT indicator FROM target WHERE id = $1", target)
    known = await reading.targets([row["indicator"] for row in rows])
    found = [it for several in known.values() for it in several if it.id == target]
    if not found:
        raise NotFound(_("Esa meta no existe."))
    return found[0]


async def _checked(indicator: Indicator, draft: TargetDraft) -> TargetDraft:
    neat = msgspec.structs.replace(draft, note=one_line(draft.note))
    wrong = {
        "value": None if 0 <= neat.value <= MOST else _wrong_value(),
        "municipality": await _wrong_place(indicator, neat.municipality),
        **wrong_days(neat),
        "note": _("Tiene más de %(n)s caracteres.", n=200)
        if len(neat.note) > 200
        else case_in(neat.note),
    }
    found = {name: sentence for name, sentence in wrong.items() if sentence}
    if found:
        raise Invalid(found)
    return neat


def _wrong_value() -> str:
    return _("Debe ser un número entero de %(least)s a %(most)s.", least=0, most=f"{MOST:,}")


async def _wrong_place(indicator: Indicator, municipality: str | None) -> str | None:
    if municipality is None:
        return None
    if not await fetch(PLACE, municipality):
        return _("Ese municipio no existe.")
    among = indicator.filters.municipalities
    return (
        _("El indicador no cuenta ese municipio.") if among and municipality not in among else None
    )


def wrong_days(draft: TargetDraft) -> dict[str, str]:
    """A sentence for each day that cannot be one of a target."""
    first, last = draft.starts_on, draft.ends_on
    outside = _("La fecha debe estar entre los años 2000 y 2099.")
    missing = _("Falta la fecha.")
    wrong = {
        name: outside
        for name, day in (("starts_on", first), ("ends_on", last))
        if day is not None and not EARLIEST <= day <= LATEST
    }
    if (first is None) != (last is None):
        wrong["starts_on" if first is None else "ends_on"] = missing
    if first and last and last < first:
        wrong["ends_on"] = _("El último día no puede ser anterior al primero.")
    return wrong


def _told(draft: TargetDraft) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(draft)
    return told


def _twice() -> Conflict:
    return Conflict(_("Ya hay una meta para ese lugar y esas fechas."))
