"""Taking in what programs gathered, however late, twice or out of order it comes."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from events.attendance.domain import doors, register, trails
from events.attendance.domain.arrivals import Arrival, refusal
from events.attendance.domain.door import door_guard
from events.attendance.domain.doors import Doorway
from events.attendance.domain.register import Line, Receipt
from events.attendance.domain.staff import KnowsWhoHelps
from server.foundation.database import transaction
from server.foundation.identity import Actor
from server.foundation.signing import Signer


async def check_in(
    arrivals: Sequence[Arrival], *, by: Actor, signer: Signer, who_helps: KnowsWhoHelps
) -> list[Receipt]:
    """Record arrivals in one transaction; a receipt for each, in their order.

    One that cannot stand is refused on its own receipt and hinders no other; one that is there
    already is not asked again whether it can. Raises NotFound for an event that does not exist,
    NotAllowed where `by` may not count people.
    """
    async with transaction():
        doorways = {event: await _held(event, by, who_helps) for event in sorted(_events(arrivals))}
        settled = await _settled(arrivals, doorways, signer)
        good = [one for one, told in zip(arrivals, settled, strict=True) if told is None]
        written = iter(await _written(good, doorways, by=by, signer=signer))
    return [next(written) if told is None else told for told in settled]


def _events(arrivals: Sequence[Arrival]) -> set[UUID]:
    return {arrival.event_id for arrival in arrivals}


async def _held(event: UUID, by: Actor, who_helps: KnowsWhoHelps) -> Doorway:
    """The doorway of an event that nobody can close or cancel until this batch is written."""
    doorway = await doors.doorway_of(event)
    by.need("tally", doorway.municipality)
    return await door_guard.watched(doorway, who_helps)


async def _settled(
    arrivals: Sequence[Arrival], doorways: Mapping[UUID, Doorway], signer: Signer
) -> list[Receipt | None]:
    """What to tell of those that are there or refused; nothing yet of the others."""
    known = await register.homes([arrival.id for arrival in arrivals])
    audiences = await register.known_audiences()
    revoked = await trails.revoked(_cards(arrivals), signer=signer)

    def told(one: Arrival) -> Receipt | None:
        if known.get(one.id) == one.event_id:
            return Receipt(one.id, "already")
        why = refusal(one, doorways[one.event_id], audiences=audiences, revoked=revoked)
        return Receipt(one.id, "refused", why) if why else None

    return [told(one) for one in arrivals]


async def _written(
    good: Sequence[Arrival], doorways: Mapping[UUID, Doorway], *, by: Actor, signer: Signer
) -> list[Receipt]:
    if not good:
        return []
    trail = {event: await _trail(event, good, doorways[event], signer) for event in _events(good)}
    outcomes = await register.write([_line(one, trail[one.event_id], by=by) for one in good])
    return [register.receipt(one.id, what) for one, what in zip(good, outcomes, strict=True)]


async def _trail(
    event: UUID, good: Sequence[Arrival], doorway: Doorway, signer: Signer
) -> Mapping[str, bytes]:
    cards = _cards([arrival for arrival in good if arrival.event_id == event])
    return await trails.trail(cards, doorway, signer=signer)


def _cards(arrivals: Sequence[Arrival]) -> set[str]:
    return {arrival.card for arrival in arrivals if arrival.card}


def _line(arrival: Arrival, trail: Mapping[str, bytes], *, by: Actor) -> Line:
    return Line(
        id=arrival.id, event=arrival.event_id, source=arrival.source, at=arrival.moment,
        received_at=arrival.received_at, pseudonym=trail.get(arrival.card or ""), sex=arrival.sex,
        age_band=arrival.age_band, audience=arrival.audience, entered_by=by.account,
    )  # fmt: skip
