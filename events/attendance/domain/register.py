"""Recording that a person came, once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct

from server.foundation.database import fetch

Outcome = Literal["recorded", "resent", "already", "elsewhere"]
"""What became of a line: `resent` when this very line is there, `already` when another one of the
same pass is, `elsewhere` when its id belongs to a line of another event."""

WRITE: Final = """
    INSERT INTO check_in
        (id, event, source, at, received_at, pseudonym, sex, age_band, audience, entered_by)
    SELECT id, event, source, at, received_at, pseudonym, sex, age_band, audience, entered_by
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[],
            $6::bytea[], $7::text[], $8::text[], $9::text[], $10::uuid[]) WITH ORDINALITY
        AS line (id, event, source, at, received_at, pseudonym, sex, age_band, audience, entered_by,
            place)
    ORDER BY place
    ON CONFLICT DO NOTHING RETURNING id, event
"""


class Line(Struct, frozen=True, kw_only=True):
    """One person at one event, as the register keeps it: nobody's pass, nobody's age.

    `at` is when it happened by the clock of whoever recorded it, `received_at` by ours.
    """

    id: UUID
    event: UUID
    source: str
    at: datetime
    received_at: datetime
    pseudonym: bytes | None
    sex: str
    age_band: str
    audience: str | None
    entered_by: UUID | None = None


async def write(lines: Sequence[Line]) -> list[Outcome]:
    """Write lines in one statement, and a second one only where some are there already.

    The outcomes stand in the order of the lines and are as durable as the transaction, which is the
    statement's own where none is open. One line that the database refuses fails them all.
    """
    # In one order everywhere, so that two batches with the same passes wait and never deadlock.
    ordered = sorted(lines, key=lambda line: (line.pseudonym or b"", line.at, line.id))
    columns = [[getattr(line, name) for line in ordered] for name in Line.__struct_fields__]
    written = {row["id"]: row["event"] for row in await fetch(WRITE, *columns)}
    known = {**await _homes([line.id for line in lines if line.id not in written]), **written}
    return [_outcome(line, written, known) for line in lines]


async def has_come(event: UUID, pseudonym: bytes) -> bool:
    """Whether this pass has been recorded at the event."""
    rows = await fetch(
        "SELECT FROM check_in WHERE event = $1 AND pseudonym = $2 AND voided_at IS NULL",
        event, pseudonym,
    )  # fmt: skip
    return bool(rows)


async def _homes(ids: list[UUID]) -> dict[UUID, UUID]:
    """The event of each line that exists."""
    if not ids:
        return {}
    rows = await fetch("SELECT id, event FROM check_in WHERE id = ANY($1)", ids)
    return {row["id"]: row["event"] for row in rows}


def _outcome(line: Line, written: dict[UUID, UUID], known: dict[UUID, UUID]) -> Outcome:
    """What became of a line; the first of several that share an id is the one that was written."""
    if written.get(line.id) == line.event:
        del written[line.id]
        return "recorded"
    if line.id not in known:
        return "already"
    return "resent" if known[line.id] == line.event else "elsewhere"
