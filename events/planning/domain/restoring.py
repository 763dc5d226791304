"""Putting events back as they were written down before."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from events.planning.domain.deeds import Change, Written
from events.planning.tables import Event
from server.foundation.database import execute, fetch

# A calendar must never see a SEQUENCE fall: the revision goes on where it stands.
BOOKKEPT: Final = ("id", "sequence", "changed_at", "template")
COLUMNS: Final = ", ".join(
    name for name in (str(column._meta.name) for column in Event._meta.columns)  # noqa: SLF001 (Piccolo names its columns there)
    if name not in BOOKKEPT
)  # fmt: skip
# A column that did not exist then keeps what it holds; a template may be no more.
RESTORE: Final = f"""
    UPDATE event e SET ({COLUMNS}) = (SELECT {COLUMNS} FROM jsonb_populate_record(e, $2::jsonb)),
        template = (SELECT t.id FROM event_template t
            WHERE t.id = (jsonb_populate_record(e, $2::jsonb)).template),
        sequence = e.sequence + 1, changed_at = greatest(e.changed_at, $3)
    WHERE e.id = $1
"""
TOPICS: Final = """
    INSERT INTO event_topic (id, event, topic)
    SELECT gen_random_uuid(), $1, topic FROM jsonb_array_elements_text($2::jsonb -> 'topics') topic
"""
AUDIENCES: Final = """
    INSERT INTO event_audience (id, event, audience)
    SELECT gen_random_uuid(), $1, name FROM jsonb_array_elements_text($2::jsonb -> 'audiences') name
"""
MATERIALS: Final = """
    INSERT INTO event_material (id, event, label, link, version, position)
    SELECT gen_random_uuid(), $1, item ->> 'label', item ->> 'link', item ->> 'version', position
    FROM jsonb_array_elements($2::jsonb -> 'materials') WITH ORDINALITY AS m (item, position)
"""
# Events may have changed places with one another: each lets go of its own first.
LET_GO: Final = """
    UPDATE event SET programme = NULL, programme_position = NULL, series = NULL, occurrence = NULL
    WHERE id = ANY($1)
"""
SWAPPING: Final = "SET CONSTRAINTS event_has_its_venue_to_itself DEFERRED"
SETTLED: Final = "SET CONSTRAINTS event_has_its_venue_to_itself IMMEDIATE"
# What the act made around its events goes with the last of them.
EMPTY_SERIES: Final = """
    DELETE FROM series s WHERE s.id = ANY($1) AND s.created_at = $2
        AND NOT EXISTS (SELECT FROM event e WHERE e.series = s.id)
"""
EMPTY_PROGRAMMES: Final = """
    DELETE FROM programme p WHERE p.id = ANY($1) AND p.created_at = $2
        AND NOT EXISTS (SELECT FROM event e WHERE e.programme = p.id)
"""
SHOWN: Final = """
    SELECT DISTINCT event FROM event_change
    WHERE event = ANY($1) AND after ->> 'status' IN ('published', 'closed')
"""


async def loosen(events: Collection[UUID]) -> None:
    """Let these events take each other's places until `settle`."""
    await execute(SWAPPING)
    await execute(LET_GO, list(events))


async def restore(event: UUID, before: Written, *, at: datetime) -> None:
    """Write an event down as it was; its revision goes on."""
    written = msgspec.json.encode(before).decode()
    await execute(RESTORE, event, written, at)
    for table in ("event_topic", "event_audience", "event_material"):
        await execute(f"DELETE FROM {table} WHERE event = $1", event)
    for insert in (TOPICS, AUDIENCES, MATERIALS):
        await execute(insert, event, written)


async def remove(event: UUID) -> None:
    """Take an event out of the plan, as if it had never been written down."""
    await execute("DELETE FROM event WHERE id = $1", event)


async def settle(changes: Collection[Change], *, made_at: datetime) -> None:
    """Check the places, and remove the series and programmes that nothing is left of."""
    await execute(SETTLED)
    after = [change.after for change in changes if change.after]
    for query, name in ((EMPTY_SERIES, "series"), (EMPTY_PROGRAMMES, "programme")):
        await execute(query, [one[name] for one in after if one[name]], made_at)


async def ever_shown(events: Collection[UUID]) -> set[UUID]:
    """Those of these events that were ever published."""
    return {row["event"] for row in await fetch(SHOWN, list(events))}
