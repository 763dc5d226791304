"""Counting people who are present without recording any of them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import answers, doors, opening, register
from events.attendance.domain.doors import Doorway
from events.attendance.domain.plausible import implausible
from events.attendance.domain.register import Outcome, Receipt
from events.attendance.domain.staff import KnowsWhoHelps, NobodyHelps, need_to_count
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

A_DAY: Final = timedelta(days=1)
NOBODY: Final = NobodyHelps()
Way = Literal["screen", "paper", "door", "api"]
"""How people were counted: on a screen, on paper, with a phone at a door, by a program."""

WRITE: Final = """
    INSERT INTO headcount (id, event, at, received_at, audience, sex, age_band, count, way,
        entered_by, phone, clock_skew)
    SELECT id, $8::uuid, at, received_at, audience, sex, age_band, people, $9,
        $10::uuid, $11::uuid, $12::bigint
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


class Counter(Struct, frozen=True, kw_only=True):
    """Who counted and how; `phone` is that of a door, with what to add to its clock in ms."""

    way: Way
    account: UUID | None = None
    phone: UUID | None = None
    clock_skew: int = 0


async def count(
    event: UUID,
    tallies: Sequence[Tally],
    *,
    by: Actor,
    at: datetime,
    who_helps: KnowsWhoHelps = NOBODY,
    way: Way = "screen",
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
        outcomes = await write(event, good, Counter(way=way, account=by.account))
        await _seal(event, good, outcomes, by=by, at=at)
    told = iter(outcomes)
    return [
        Receipt(tally.id, "refused", no) if no else register.receipt(tally.id, next(told))
        for tally, no in zip(tallies, refusals, strict=True)
    ]


async def write(event: UUID, tallies: Sequence[Tally], by: Counter) -> list[Outcome]:
    """Add tallies that can stand; what became of each, as `register.write` says."""
    if not tallies:
        return []
    columns = [[getattr(tally, name) for tally in tallies] for name in Tally.__struct_fields__]
    hand = (by.way, by.account, by.phone, by.clock_skew)
    written = {row["id"]: row["event"] for row in await fetch(WRITE, *columns, event, *hand)}
    ids = [tally.id for tally in tallies]
    rows = await fetch("SELECT id, event FROM headcount WHERE id = ANY($1)", ids)
    known = {row["id"]: row["event"] for row in rows}
    return register.outcomes([(tally, event) for tally in ids], written, known)


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
    return implausible(tally.count) or answers.wrong(
        tally.sex, tally.age_band, tally.audience, audiences=audiences
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


async def _seal(
    event: UUID, good: Sequence[Tally], outcomes: Sequence[Outcome], *, by: Actor, at: datetime
) -> None:
    """Note in the audit chain how many people were added, if any."""
    people = sum(
        tally.count for tally, what in zip(good, outcomes, strict=True) if what == "recorded"
    )
    if people:
        await audit.record(by, "headcount.entered", f"event:{event}", at=at, people=people)
