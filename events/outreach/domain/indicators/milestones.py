"""The days on which something that is either done or not was done, place by place."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.indicators import reading
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.indicators.writing import case_in
from events.outreach.domain.keeping import need_to_keep
from events.outreach.tables import Milestone as Row
from events.planning.domain import when
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

LONGEST: Final = {"evidence": 300, "reason": 200}
MILESTONES: Final = """
    SELECT s.*, coalesce(m.name, '') AS municipality_name
    FROM milestone s LEFT JOIN municipality m ON m.ine = s.municipality
    WHERE s.indicator = ANY($1) ORDER BY s.reached_on, m.name NULLS FIRST, s.id
"""
HELD: Final = "SELECT municipality, withdrawn_at FROM milestone WHERE id = $1 FOR UPDATE"
PLACES: Final = "SELECT FROM municipality WHERE ine = $1"


class Milestone(Struct, frozen=True, kw_only=True):
    """When it was reached and what shows it; `municipality` None is everywhere."""

    id: UUID
    indicator: UUID
    municipality: str | None
    municipality_name: str
    reached_on: date
    evidence: str
    withdrawn_at: datetime | None
    withdrawn_why: str | None


class Reached(Struct, frozen=True, kw_only=True):
    """A milestone as it is written down."""

    reached_on: date
    evidence: str
    municipality: str | None = None


async def milestones(
    asked: Collection[UUID], *, by: Actor, withdrawn: bool = False
) -> dict[UUID, list[Milestone]]:
    """The milestones of these indicators, of everywhere and of the places that `by` looks after."""
    found: defaultdict[UUID, list[Milestone]] = defaultdict(list)
    for row in await fetch(MILESTONES, list(asked)):
        one = msgspec.convert(dict(row), Milestone)
        if (withdrawn or one.withdrawn_at is None) and _within(one.municipality, by):
            found[one.indicator].append(one)
    return found


def reached(
    indicator: Indicator,
    standing: Iterable[Milestone],
    days: Days,
    *,
    municipality: str | None,
    today: date,
) -> Amount | None:
    """In how many places it was reached by the last of these days; «everywhere» is one place.

    None before the days have begun: until then it is not even «not yet».
    """
    first = days.first or indicator.begins
    if first is not None and first > today:
        return None
    by_then = today if days.last is None else min(today, days.last)
    places = {it.municipality for it in standing if it.reached_on <= by_then}
    return exactly(len(places & {municipality}) if municipality else len(places))


async def reach(indicator_id: UUID, done: Reached, *, by: Actor, at: datetime) -> UUID:
    """Write down that a milestone was reached; raises Invalid, NotAllowed or NotFound.

    One of the whole project is the administrators' to say.
    """
    indicator = await reading.indicator(indicator_id)
    need_to_keep(by, done.municipality)
    evidence = one_line(done.evidence)
    wrong = {
        "indicator": None if indicator.measure == "milestone" else _("No es un hito."),
        "municipality": await _wrong_place(done.municipality),
        "reached_on": _wrong_day(done.reached_on, at),
        "evidence": _wrong_words("evidence", evidence),
    }
    _refuse(wrong)
    milestone = new_id()
    row = Row(
        id=milestone, indicator=indicator_id, municipality=done.municipality,
        reached_on=done.reached_on, evidence=evidence, entered_at=at, entered_by=by.account,
    )  # fmt: skip
    async with transaction():
        await Row.insert(row)
        await audit.record(
            by, "milestone.reached", f"indicator:{indicator_id}", at=at,
            milestone=str(milestone), municipality=done.municipality,
        )  # fmt: skip
    return milestone


async def withdraw(milestone: UUID, reason: str, *, by: Actor, at: datetime) -> None:
    """Say that it was not reached after all; raises Invalid without a reason, or Conflict."""
    why = one_line(reason)
    _refuse({"reason": _wrong_words("reason", why)})
    async with transaction():
        rows = await fetch(HELD, milestone)
        if not rows or not _within(rows[0]["municipality"], by):
            raise NotFound(_("Ese hito no existe."))
        need_to_keep(by, rows[0]["municipality"])
        if rows[0]["withdrawn_at"] is not None:
            raise Conflict(_("Ese hito ya se retiró."))
        await Row.update(withdrawn_at=at, withdrawn_why=why).where(Row.id == milestone)
        await audit.record(by, "milestone.withdrawn", f"milestone:{milestone}", at=at, why=why)


def _within(municipality: str | None, by: Actor) -> bool:
    return municipality is None or by.reaches(municipality)


async def _wrong_place(municipality: str | None) -> str | None:
    known = municipality is None or await fetch(PLACES, municipality)
    return None if known else _("Ese municipio no existe.")


def _wrong_day(day: date, at: datetime) -> str | None:
    # Where the day begins first it may already be tomorrow here.
    return _("Ese día todavía no llega.") if day > when.local_day(at, "Etc/GMT-14") else None


def _wrong_words(name: str, text: str) -> str | None:
    if not text:
        return _("Falta este dato.")
    if len(text) > LONGEST[name]:
        return _("Tiene más de %(n)s caracteres.", n=LONGEST[name])
    return case_in(text)


def _refuse(wrong: dict[str, str | None]) -> None:
    found = {name: sentence for name, sentence in wrong.items() if sentence}
    if found:
        raise Invalid(found)
