"""Counting people who are present without recording any of them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import answers, doors, opening, register
from events.attendance.domain.doors import Doorway
from events.attendance.domain.register import Outcome, Receipt
from events.attendance.domain.staff import KnowsWhoHelps, NobodyHelps, need_to_count
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

MOST: Final = 10_000
"""People in one line beyond whom a number is taken for a slip of the hand."""
A_DAY: Final = timedelta(days=1)
NOBODY: Final = NobodyHelps()
WRITE: Final = """
    INSERT INTO headcount (id, event, at, received_at, audience, sex, age_band, count, entered_by)
    SELECT id, $8::uuid, at, received_at, audience, sex, age_band, people, $9::uuid
    FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::text[], $5::text[],
            $6::text[], $7::integer[])
        AS tally (id, at, received_at, audience, sex, age_band, people)
    ORDER BY id
    ON CONFLICT DO NOTHING RETURNING id, event
"""


class Tally(Struct, frozen=True, kw_only=True):
    """So many people of one kind, counted by eye; the id is made by whoever counted."""

    id: UUID
    at: datetime
    received_at: datetime
    audience: str | None
    sex: str
    age_band: str
    count: int


async def count(
    event: UUID,
    tallies: Sequence[Tally],
    *,
    by: Actor,
    at: datetime,
    who_helps: KnowsWhoHelps = NOBODY,
) -> list[Receipt]:
    """Add tallies to the register of `event`; a receipt for each, in their order.

    A paper tally may come days later: all that matters is that the register is not closed. Raises
    NotFound, and NotAllowed where `by` may not count people.
    """
    async with transaction():
        doorway = await doors.doorway_of(event)
        await need_to_count(by, event, doorway.municipality, who_helps)
        audiences = await register.known_audiences()
        refusals = [refusal(tally, doorway, audiences=audiences) for tally in tallies]
        good = [tally for tally, no in zip(tallies, refusals, strict=True) if no is None]
        outcomes = await _written(event, good, by)
        await _seal(event, good, outcomes, by=by, at=at)
    told = iter(outcomes)
    return [
        Receipt(tally.id, "refused", no) if no else register.receipt(tally.id, next(told))
        for tally, no in zip(tallies, refusals, strict=True)
    ]


def need_all(receipts: Sequence[Receipt]) -> None:
    """Raise Invalid when any of these was refused, with the first reason."""
    reasons = [receipt.reason for receipt in receipts if receipt.reason]
    if reasons:
        raise Invalid({"form": reasons[0]})


def refusal(tally: Tally, event: Doorway, *, audiences: Collection[str]) -> str | None:
    """Why a tally cannot be added to this event's register, in a sentence; None when it can."""
    wrong_time = _wrong_time(tally, event)
    if wrong_time:
        return wrong_time
    if not 1 <= tally.count <= MOST:
        return _implausible(tally.count)
    return answers.wrong(tally.sex, tally.age_band, tally.audience, audiences=audiences)


def _implausible(people: int) -> str:
    if people < 1:
        return _("Un conteo tiene al menos una persona.")
    return _(
        "%(n)s personas en una sola línea no parece posible. El máximo es %(most)s.",
        n=people,
        most=MOST,
    )


def _wrong_time(tally: Tally, event: Doorway) -> str | None:
    if tally.at.tzinfo is None:
        return _("A la hora le falta su zona.")
    shut = opening.shut_for_good(event) or opening.too_early(event, tally.at)
    if shut:
        return shut.sentence
    if tally.at > max(tally.received_at, event.ends_at) + A_DAY:
        return _("Esa hora todavía no llega.")
    return None


async def _written(event: UUID, tallies: Sequence[Tally], by: Actor) -> list[Outcome]:
    if not tallies:
        return []
    columns = [[getattr(tally, name) for tally in tallies] for name in Tally.__struct_fields__]
    written = {row["id"]: row["event"] for row in await fetch(WRITE, *columns, event, by.account)}
    ids = [tally.id for tally in tallies]
    rows = await fetch("SELECT id, event FROM headcount WHERE id = ANY($1)", ids)
    known = {row["id"]: row["event"] for row in rows}
    return register.outcomes([(tally, event) for tally in ids], written, known)


async def _seal(
    event: UUID, good: Sequence[Tally], outcomes: Sequence[Outcome], *, by: Actor, at: datetime
) -> None:
    """Note in the audit chain how many people were added, if any."""
    people = sum(
        tally.count for tally, what in zip(good, outcomes, strict=True) if what == "recorded"
    )
    if people:
        await audit.record(by, "headcount.entered", f"event:{event}", at=at, people=people)
