"""Keeping what a crowd was like, as anonymous numbers of one event."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from events.outreach.domain.beyond.trait_codes import MOST, Trait, codes
from events.outreach.domain.beyond.trait_sums import Tallied
from events.planning.domain import agenda
from events.planning.domain.event import Event
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

Answer = tuple[Trait, str]

TALLIED: Final = """
    SELECT event, trait, code, people FROM crowd_trait WHERE event = ANY($1) ORDER BY trait, code
"""
WRITE: Final = """
    INSERT INTO crowd_trait (id, event, trait, code, people, entered_at, entered_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (event, trait, code) DO UPDATE
    SET people = EXCLUDED.people, entered_at = EXCLUDED.entered_at,
        entered_by = EXCLUDED.entered_by
"""


async def tallied(events: Collection[UUID]) -> list[Tallied]:
    """What is known of the crowds of these events; only sums of it may be shown."""
    rows = await fetch(TALLIED, list(events))
    return msgspec.convert([dict(row) for row in rows], list[Tallied])


async def of_event(event_id: UUID, *, by: Actor) -> dict[Answer, int]:
    """The numbers of one event, for those who keep its register."""
    event = await agenda.event(event_id)
    by.need("register", event.municipality)
    return {(line.trait, line.code): line.people for line in await tallied([event_id])}


async def write(event_id: UUID, numbers: Mapping[Answer, int], *, by: Actor, at: datetime) -> None:
    """Note the numbers of an event; an answer that is left out becomes none where there was one.

    Raises NotAllowed outside one's municipalities, Conflict while there is no crowd, Invalid for a
    number that no crowd has.
    """
    event = await agenda.event(event_id)
    by.need("register", event.municipality)
    _check(event, numbers, at)
    async with transaction():
        await only_one_at_a_time(f"traits of {event_id}")
        before = await of_event(event_id, by=by)
        after = dict.fromkeys(before, 0) | {answer: n for answer, n in numbers.items() if n}
        changed = {answer: n for answer, n in after.items() if before.get(answer) != n}
        for (trait, code), people in changed.items():
            await execute(WRITE, new_id(), event_id, trait, code, people, at, by.account)
        if changed:
            told = {f"{trait}:{code}": people for (trait, code), people in changed.items()}
            await audit.record(by, "crowd_traits.set", f"event:{event_id}", at=at, **told)


def begun(event: Event, at: datetime) -> bool:
    """Whether there was a crowd of which something can be known."""
    return event.status in {"published", "closed"} and event.starts_at <= at


def _check(event: Event, numbers: Mapping[Answer, int], at: datetime) -> None:
    if not begun(event, at):
        raise Conflict(_("Estos conteos se anotan cuando la actividad ya comenzó."))
    for (trait, code), people in numbers.items():
        if code not in codes(trait) or not 0 <= people <= MOST:
            sentence = _(
                "Debe ser un número entero de %(least)s a %(most)s.", least=0, most=f"{MOST:,}"
            )
            raise Invalid({f"{trait}_{code}": sentence})
