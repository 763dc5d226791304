"""A quarter full of events with their teams, for whom something is owed."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from server.foundation.database import execute, transaction
from tests.support.events import planned

EVENTS, EACH, PEOPLE = 10_000, 4, 2_000
# Over the next 90 days; everybody said yes long ago.
COPIES: Final = """
    INSERT INTO event SELECT (jsonb_populate_record(NULL::event, to_jsonb(e) || jsonb_build_object(
        'id', gen_random_uuid(), 'uid', gen_random_uuid() || '@bench',
        'starts_at', e.starts_at + n * shift, 'ends_at', e.ends_at + n * shift))).*
    FROM event e, generate_series(1, $1 - 1) n, (SELECT interval '90 days' / $1 AS shift) every
"""
HELPERS: Final = """
    WITH person AS (
        INSERT INTO account (id, email, name, role, created_at)
        SELECT gen_random_uuid(), 'p' || n || '@convoca.test', 'Persona ' || n, 'facilitator', $2
        FROM generate_series(1, $1) n RETURNING id)
    INSERT INTO volunteer (id, account, home, languages)
    SELECT gen_random_uuid(), id, '0103', '{es}' FROM person
"""
TEAMS: Final = """
    INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)
    SELECT gen_random_uuid(), e.id, v.id, 'assistant', 'accepted', $2, $2
    FROM (SELECT id, row_number() OVER (ORDER BY starts_at) AS n FROM event) e
        CROSS JOIN generate_series(0, $1 - 1) place
        JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS all
            FROM volunteer) v ON v.n = 1 + (e.n * $1 + place) % v.all
"""
# The outbox is not among them: nobody looks into what was always empty.
KNOWN: Final = "ANALYZE event, account, volunteer, assignment"
# As if it had left a moment ago.
TELL: Final = (
    """INSERT INTO delivery (id, notice, attempt, channel, began_at, ended_at, outcome, told)
    SELECT gen_random_uuid(), n.id, 1, 'mail', $1, $1, 'sent',
        jsonb_build_object('starts_at', e.starts_at, 'ends_at', e.ends_at, 'zone', e.zone,
            'municipality', e.municipality, 'venue', e.venue, 'modality', e.modality,
            'meeting_url', e.meeting_url)
    FROM notice n LEFT JOIN event e ON e.id = n.event""",
    "UPDATE notice SET state = 'sent', way = 'mail', attempts = 1, settled_at = $1",
)
# The rows of all notices once more, which is what PostgreSQL itself takes to keep them.
AGAIN: Final = """
    INSERT INTO notice (id, key, kind, account, event, subject, owed_at, due_at, wanted_at)
    SELECT gen_random_uuid(), key || ':again', kind, account, event, subject, owed_at, due_at,
        wanted_at
    FROM notice
"""


async def made(*, at: datetime) -> None:
    """EVENTS events with EACH people at each, whom a rule that ships reminds."""
    start = at.replace(microsecond=0) + timedelta(hours=30)
    await planned(starts_at=start, ends_at=start + timedelta(hours=3), at=at - timedelta(days=60))
    await execute(COPIES, EVENTS)
    await execute(HELPERS, PEOPLE, at)
    await execute(TEAMS, EACH, at - timedelta(days=30))
    await execute(KNOWN)


async def tell_all(*, at: datetime) -> None:
    """Everything that is owed has been told."""
    for statement in TELL:
        await execute(statement, at)
    await execute("VACUUM ANALYZE notice")
    await execute("VACUUM ANALYZE delivery")


async def write_again() -> None:
    """Keep as many notices as there are, and forget them."""
    with suppress(Forgotten):
        async with transaction():
            await execute(AGAIN)
            raise Forgotten


class Forgotten(Exception):
    """Nothing of this transaction stays."""
