"""Taking in what a phone at a door sends: opened, read, written, and answered one by one."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import clocks
from events.attendance.domain.door import door_batches, door_counts, door_items, door_links, sealing
from events.attendance.domain.door.door_counts import Counts
from events.attendance.domain.door.door_links import Link
from events.attendance.domain.noticed import Noticed, Sender, Told
from server.foundation.database import execute
from server.foundation.errors import Invalid
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

MOST: Final = 1_000
UNNOTICED: Final = timedelta(seconds=2)
"""A clock that is wrong by less is right: the way here takes as long."""
SEEN: Final = """
    UPDATE door_phone SET seen_at = greatest(seen_at, $2), waiting = coalesce($3, waiting)
    WHERE id = $1
"""


class Sealed(Struct, frozen=True):
    """One thing as it comes: nothing but its id can be read."""

    id: UUID
    sealed: str


class Batch(Struct, frozen=True):
    """What is sent at once; `waiting` is how much the phone holds, this included."""

    sent_at: datetime
    waiting: int
    items: Sequence[Sealed]


class Answer(Struct, frozen=True, kw_only=True):
    """What the phone is told: `clock_skew` is what to add to its clock, in milliseconds."""

    received_at: datetime
    clock_skew: int
    results: list[Told]
    counts: Counts


async def send(link: Link, batch: Batch, *, at: datetime, signer: Signer) -> Answer:
    """Take a batch in; what cannot be opened or read is refused and hinders nothing else.

    Raises NotAllowed where nothing more is taken from this phone, and Invalid for a clock that
    cannot be.
    """
    door_links.need_sending(link, at)
    skew = clock_skew(batch.sent_at, at)
    # A thousand openings take a tenth of a second, which others need not wait for.
    opened = await asyncio.to_thread(_opened, batch.items, link.event, signer)
    results = await _written(opened, _sender(link, skew), at, signer)
    await seen(link, at=at, waiting=max(0, batch.waiting - len(batch.items)))
    return Answer(
        received_at=at, clock_skew=skew, results=results,
        counts=await door_counts.counts(link.event, link.id),
    )  # fmt: skip


async def seen(link: Link, *, at: datetime, waiting: int | None = None) -> None:
    """Note that a phone was heard of, and how much it still holds if it said so."""
    await execute(SEEN, link.id, at, waiting)


def clock_skew(sent_at: datetime, received_at: datetime) -> int:
    """What has to be added to a clock to get ours, in milliseconds; raises Invalid."""
    ahead = received_at - sent_at
    skew = 0 if abs(ahead) < UNNOTICED else round(ahead / timedelta(milliseconds=1))
    if not door_items.possible(sent_at) or abs(skew) > clocks.MOST:
        raise Invalid({"sent_at": _("El reloj de este teléfono no puede ser: revisar su fecha.")})
    return skew


def _opened(items: Sequence[Sealed], event: UUID, signer: Signer) -> list[Noticed | Told]:
    """Each thing as it was noticed, or why it cannot be known."""
    key = sealing.private_key(event, signer)
    found: list[Noticed | Told] = []
    for item in items:
        try:
            found.append(door_items.noticed(item.id, sealing.opened(item.id, item.sealed, key)))
        except Invalid as refusal:
            found.append(Told(item.id, "refused", refusal.sentence))
    return found


async def _written(
    opened: Sequence[Noticed | Told], sender: Sender, at: datetime, signer: Signer
) -> list[Told]:
    good = [one for one in opened if isinstance(one, Noticed)]
    told = await door_batches.take_in(good, sender=sender, received_at=at, signer=signer)
    left = iter(told)
    return [next(left) if isinstance(one, Noticed) else one for one in opened]


def _sender(link: Link, skew: int) -> Sender:
    return Sender(phone=link.id, event=link.event, clock_skew=skew)
