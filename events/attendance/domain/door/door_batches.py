"""What a phone at a door sends: whatever it noticed since, in any order, as often as it likes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import (
    asides,
    clocks,
    doors,
    headcounts,
    register,
    trails,
    withdrawals,
)
from events.attendance.domain.door import door_memory, door_verdicts
from events.attendance.domain.door.door_actor import A_PHONE
from events.attendance.domain.doors import Doorway
from events.attendance.domain.headcounts import Counter, Tally
from events.attendance.domain.noticed import Noticed, Sender, Told
from events.attendance.domain.register import Line
from server.accounts.domain import audit
from server.foundation.database import transaction
from server.foundation.signing import Signer

__all__ = ["Noticed", "Sender", "Told", "take_in"]

Answers = dict[UUID, Told]


class Batch(Struct, frozen=True, kw_only=True):
    """What all things of a batch have in common; `trail` holds the pseudonym of each card."""

    sender: Sender
    doorway: Doorway
    received_at: datetime
    trail: Mapping[str, bytes]
    revoked: Mapping[str, datetime]
    audiences: frozenset[str]


async def take_in(
    noticed: Sequence[Noticed], *, sender: Sender, received_at: datetime, signer: Signer
) -> list[Told]:
    """Write a batch into the register in one transaction; what is told of each, in their order.

    Nobody closes or cancels the event meanwhile. Raises NotFound where it does not exist.
    """
    firsts = _firsts(noticed)
    things = [one.id for one in firsts if one.kind != "undo"]
    async with transaction():
        doorway = await doors.doorway_of(sender.event)
        told = await door_memory.remembered(things, sender.event)
        fresh = [one for one in firsts if one.id not in told]
        batch = await _batch(fresh, doorway, sender, received_at=received_at, signer=signer)
        told |= await _answered(fresh, batch)
    return _in_order(noticed, told)


def _firsts(noticed: Sequence[Noticed]) -> list[Noticed]:
    """Each thing once, however often it is there."""
    firsts: dict[UUID, Noticed] = {}
    for one in noticed:
        firsts.setdefault(one.id, one)
    return list(firsts.values())


async def _batch(
    fresh: Sequence[Noticed],
    doorway: Doorway,
    sender: Sender,
    *,
    received_at: datetime,
    signer: Signer,
) -> Batch:
    cards = {one.card for one in fresh if one.kind == "scan" and one.card}
    return Batch(
        sender=sender,
        doorway=doorway,
        received_at=received_at,
        trail=await trails.trail(cards, doorway, signer=signer),
        revoked=await trails.revoked(cards, signer=signer),
        audiences=await register.known_audiences(),
    )


async def _answered(fresh: Sequence[Noticed], batch: Batch) -> Answers:
    """Write what arrived for the first time; undos come last, to find what they undo."""
    told = _refused(fresh, batch)
    fit = [one for one in fresh if one.id not in told]
    things = [one for one in fit if one.kind != "undo"]
    told |= await _written(things, batch)
    return told | await withdrawals.take_back(
        [one for one in fit if one.kind == "undo"],
        [one.id for one in things],
        sender=batch.sender,
        received_at=batch.received_at,
        closed=batch.doorway.status == "closed",
    )


def _refused(fresh: Sequence[Noticed], batch: Batch) -> Answers:
    found = {
        one.id: door_verdicts.refusal(
            one, audiences=batch.audiences, revoked=batch.revoked,
            clock_skew=batch.sender.clock_skew,
        )
        for one in fresh
    }  # fmt: skip
    return {thing: Told(thing, "refused", why) for thing, why in found.items() if why}


async def _written(things: Sequence[Noticed], batch: Batch) -> Answers:
    """Write scans, counts, and what has to wait."""
    hindered = {one.id: _why_aside(one, batch) for one in things}
    free = [one for one in things if hindered[one.id] is None]
    held = [
        (one, batch.trail.get(one.card or ""), why)
        for one in things
        if (why := hindered[one.id]) is not None
    ]
    await asides.set_aside(held, sender=batch.sender, received_at=batch.received_at)
    waiting = {one.id: Told(one.id, "aside") for one, _mark, _why in held}
    return waiting | await _recorded(free, batch)


async def _recorded(free: Sequence[Noticed], batch: Batch) -> Answers:
    scans = [_line(one, batch) for one in free if one.kind == "scan"]
    counts = [_tally(one, batch) for one in free if one.kind == "count"]
    sender = batch.sender
    hand = Counter(way="door", phone=sender.phone, clock_skew=sender.clock_skew)
    outcomes = await register.write(scans) if scans else []
    outcomes += await headcounts.write(sender.event, counts, hand)
    ids = [*(line.id for line in scans), *(tally.id for tally in counts)]
    receipts = [register.receipt(*each) for each in zip(ids, outcomes, strict=True)]
    told = {one.id: Told(one.id, one.result, one.reason) for one in receipts}
    await _seal([tally for tally in counts if told[tally.id].result == "recorded"], batch)
    return told


async def _seal(counted: Sequence[Tally], batch: Batch) -> None:
    """Note in the audit chain how many people the phone counted, if any."""
    if not counted:
        return
    phone = batch.sender.phone
    people = sum(tally.count for tally in counted)
    event, at = batch.sender.event, batch.received_at
    told = {"people": people, "phone": phone}
    await audit.record(A_PHONE, "headcount.entered", f"event:{event}", at=at, **told)


def _why_aside(one: Noticed, batch: Batch) -> door_verdicts.Why | None:
    moment = clocks.corrected(one.at, batch.sender.clock_skew)
    return door_verdicts.why_aside(batch.doorway, moment)


def _line(one: Noticed, batch: Batch) -> Line:
    return Line(
        id=one.id, event=batch.sender.event, source="door", at=one.at,
        received_at=batch.received_at, pseudonym=batch.trail.get(one.card or ""), sex=one.sex,
        age_band=one.age_band, audience=one.audience, phone=batch.sender.phone,
        clock_skew=batch.sender.clock_skew,
    )  # fmt: skip


def _tally(one: Noticed, batch: Batch) -> Tally:
    return Tally(
        id=one.id, at=one.at, received_at=batch.received_at, audience=one.audience, sex=one.sex,
        age_band=one.age_band, count=one.count or 0,
    )  # fmt: skip


def _in_order(noticed: Sequence[Noticed], told: Answers) -> list[Told]:
    """One for each; a thing that is there twice in a batch was recorded once."""
    answers, left = [], dict(told)
    for one in noticed:
        answer = told[one.id]
        answers.append(answer)
        if answer.result == "recorded" and left.pop(one.id, None) is None:
            answers[-1] = Told(one.id, "already")
    return answers
