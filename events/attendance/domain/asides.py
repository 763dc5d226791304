"""Keeping what no register can take as it is until a coordinator decides."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from events.attendance.domain.door.door_verdicts import Why
from events.attendance.domain.noticed import Noticed, Sender
from server.foundation.database import fetch

WRITE: Final = """
    INSERT INTO set_aside (id, at, pseudonym, sex, age_band, audience, people, why,
        event, phone, received_at, clock_skew)
    SELECT id, at, pseudonym, sex, age_band, audience, people, why, $9, $10, $11, $12
    FROM unnest($1::uuid[], $2::timestamptz[], $3::bytea[], $4::text[], $5::text[], $6::text[],
            $7::integer[], $8::text[])
        AS thing (id, at, pseudonym, sex, age_band, audience, people, why)
    ORDER BY id
    ON CONFLICT DO NOTHING
"""

Aside = tuple[Noticed, bytes | None, Why]
"""What was noticed, the pseudonym of its pass, and what stands in the way."""


async def set_aside(asides: Sequence[Aside], *, sender: Sender, received_at: datetime) -> None:
    """Write down what has to wait."""
    if not asides:
        return
    rows = [
        (one.id, one.at, mark, one.sex, one.age_band, one.audience, one.count, why)
        for one, mark, why in asides
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    await fetch(WRITE, *columns, sender.event, sender.phone, received_at, sender.clock_skew)
