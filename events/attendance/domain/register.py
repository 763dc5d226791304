"""Recording that a person came, once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import standing
from events.planning.domain import closed_periods
from server.foundation.counters import CHECK_INS
from server.foundation.database import fetch, transaction
from server.foundation.translation import gettext as _

Outcome = Literal["recorded", "resent", "already", "elsewhere"]
"""What became of a line: `resent` when this very line is there, `already` when its pass was noticed
before and this is one more sighting, `elsewhere` when its id belongs to a line of another event."""

COLUMNS: Final = (
    "id, event, source, at, received_at, pseudonym, sex, age_band, audience, entered_by, phone,"
    " clock_skew"
)
INSERT: Final = f"""
    INSERT INTO check_in ({COLUMNS}, standing)
    SELECT {COLUMNS}, {{standing}}
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[],
            $6::bytea[], $7::text[], $8::text[], $9::text[], $10::uuid[], $11::uuid[],
            $12::bigint[]) WITH ORDINALITY
        AS line ({COLUMNS}, place)
    ORDER BY place
    ON CONFLICT DO NOTHING RETURNING id, event
"""
WRITE: Final = INSERT.format(standing="true")
# One more sighting of a pass stands beside the others until it is settled which one counts.
WRITE_BESIDE: Final = INSERT.format(standing="pseudonym IS NULL")


class Receipt(Struct, frozen=True):
    """What the sender of a line is told; `reason` is a sentence where it was refused."""

    id: UUID
    result: Literal["recorded", "already", "refused"]
    reason: str | None = None


class Line(Struct, frozen=True, kw_only=True):
    """One person at one event, as the register keeps it: nobody's pass, nobody's age.

    `at` is when it happened by the clock of whoever recorded it, `received_at` by ours. `phone` is
    that of a door, and `clock_skew` the milliseconds to add to its clock.
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
    phone: UUID | None = None
    clock_skew: int = 0


async def write(lines: Sequence[Line]) -> list[Outcome]:
    """Write lines in one statement; only what is there already, or whose pass is, takes more.

    The outcomes stand in the order of the lines and are as durable as the transaction, which is the
    statement's own where none is open. One line that the database refuses fails them all.
    Raises PeriodClosed for one of an event whose period was closed.
    """
    written = await _written(WRITE, lines)
    left = [line for line in lines if line.id not in written]
    if not left:
        return outcomes([(line.id, line.event) for line in lines], written, written)
    known = await homes([line.id for line in left])
    beside = await _written_beside([line for line in left if line.id not in known])
    told = outcomes([(line.id, line.event) for line in lines], written, known | beside | written)
    return [
        "already" if what == "resent" and line.id in beside else what
        for line, what in zip(lines, told, strict=True)
    ]


def receipt(line_id: UUID, outcome: Outcome) -> Receipt:
    """What the sender of a line is told."""
    if outcome == "elsewhere":
        return Receipt(line_id, "refused", _("Ese identificador ya se usó en otra actividad."))
    return Receipt(line_id, "recorded" if outcome == "recorded" else "already")


def outcomes(
    lines: Sequence[tuple[UUID, UUID]], written: dict[UUID, UUID], known: dict[UUID, UUID]
) -> list[Outcome]:
    """What became of lines, each given by its id and event.

    `written` and `known` are the events of the lines just written and of all that exist, by id. Of
    several lines that share an id the first one is the one that was written.
    """
    new = dict(written)
    return [_outcome(line, event, new, known) for line, event in lines]


async def has_come(event: UUID, pseudonym: bytes) -> bool:
    """Whether this pass has been recorded at the event."""
    return await standing.stands(event, pseudonym)


async def homes(ids: list[UUID]) -> dict[UUID, UUID]:
    """The event of each line that exists."""
    rows = await fetch("SELECT id, event FROM check_in WHERE id = ANY($1)", ids)
    return {row["id"]: row["event"] for row in rows}


async def known_audiences() -> frozenset[str]:
    """The audiences of the codelist, by slug."""
    return frozenset(row["slug"] for row in await fetch("SELECT slug FROM audience"))


async def _written_beside(lines: Sequence[Line]) -> dict[UUID, UUID]:
    """Add sightings of passes that were noticed before, and settle which of them count."""
    if not lines:
        return {}
    async with transaction():
        await standing.hold({line.event for line in lines})
        beside = await _written(WRITE_BESIDE, lines)
        await standing.settle({(line.event, line.pseudonym) for line in lines if line.pseudonym})
    return beside


async def _written(statement: str, lines: Sequence[Line]) -> dict[UUID, UUID]:
    """The event of each line that was new."""
    # In one order everywhere, so that two batches with the same passes wait and never deadlock.
    ordered = sorted(lines, key=_place)
    columns = [[getattr(line, name) for line in ordered] for name in Line.__struct_fields__]
    with closed_periods.told():
        written = {row["id"]: row["event"] for row in await fetch(statement, *columns)}
    sources = {one.id: one.source for one in lines if one.id in written}
    for source, number in Counter(sources.values()).items():
        CHECK_INS.labels(source).inc(number)
    return written


def _place(line: Line) -> tuple[bytes, UUID, datetime]:
    return line.pseudonym or line.id.bytes, line.event, line.at


def _outcome(line: UUID, event: UUID, new: dict[UUID, UUID], known: dict[UUID, UUID]) -> Outcome:
    if new.get(line) == event:
        del new[line]
        return "recorded"
    if line not in known:
        return "already"
    return "resent" if known[line] == event else "elsewhere"
