"""Taking in what phones and programs gathered, however late, twice or out of order it comes."""

from collections.abc import Sequence
from uuid import UUID

from events.attendance.domain import doors, pseudonyms, register
from events.attendance.domain.arrivals import Arrival, refusal
from events.attendance.domain.doors import Doorway
from events.attendance.domain.register import Line, Receipt
from server.foundation.database import transaction
from server.foundation.identity import Actor
from server.foundation.signing import Signer


async def check_in(arrivals: Sequence[Arrival], *, by: Actor, signer: Signer) -> list[Receipt]:
    """Record arrivals in one transaction; a receipt for each, in their order.

    One that cannot stand is refused on its own receipt and hinders no other. Raises NotFound for an
    event that does not exist, NotAllowed where `by` may not count people.
    """
    async with transaction():
        audiences = await register.known_audiences()
        doorways = {event: await _held(event, by) for event in sorted(_events(arrivals))}
        refusals = [refusal(a, doorways[a.event_id], audiences=audiences) for a in arrivals]
        good = [a for a, refused in zip(arrivals, refusals, strict=True) if refused is None]
        salts = {event: await _salt(event, good, doorways[event]) for event in _events(good)}
        lines = [_line(a, salts[a.event_id], by=by, signer=signer) for a in good]
        outcomes = iter(await register.write(lines) if lines else [])
    return [
        Receipt(a.id, "refused", refused) if refused else register.receipt(a.id, next(outcomes))
        for a, refused in zip(arrivals, refusals, strict=True)
    ]


def _events(arrivals: Sequence[Arrival]) -> set[UUID]:
    return {arrival.event_id for arrival in arrivals}


async def _held(event: UUID, by: Actor) -> Doorway:
    """The doorway of an event that nobody can close or cancel until this batch is written."""
    doorway = await doors.doorway_of(event)
    by.need("tally", doorway.municipality)
    return doorway


async def _salt(event: UUID, good: Sequence[Arrival], doorway: Doorway) -> bytes | None:
    """The salt of the event's period, drawn only when a pass is there to need it."""
    needed = any(arrival.card and arrival.event_id == event for arrival in good)
    if doorway.salt is None and not doorway.trail_destroyed and needed:
        return await pseudonyms.salt_of(doorway.period)
    return doorway.salt


def _line(arrival: Arrival, salt: bytes | None, *, by: Actor, signer: Signer) -> Line:
    card = arrival.card
    return Line(
        id=arrival.id, event=arrival.event_id, source=arrival.source, at=arrival.moment,
        received_at=arrival.received_at,
        pseudonym=pseudonyms.pseudonym(card, salt=salt, signer=signer) if card and salt else None,
        sex=arrival.sex, age_band=arrival.age_band, audience=arrival.audience,
        entered_by=by.account,
    )  # fmt: skip
