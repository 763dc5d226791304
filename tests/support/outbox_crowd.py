"""People who are owed something: one who said yes is owed a confirmation."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from server.foundation.database import execute
from tests.support.events import planned

# Whoever is reached by a telephone first is reached by mail too; nobody has quiet hours.
PEOPLE: Final = """
    WITH person AS (
        INSERT INTO account (id, email, name, role, created_at)
        SELECT gen_random_uuid(), 'p' || n || '@convoca.test', 'Persona ' || n, 'facilitator', $2
        FROM generate_series(1, $1) n RETURNING id, substring(email FROM '[0-9]+')::int AS n),
    awake AS (
        INSERT INTO preference (account, quiet_from, quiet_until, zone, said_at)
        SELECT id, '00:00', '00:00', 'America/Guatemala', $2 FROM person),
    reached AS (
        SELECT p.id AS account, c.channel, c.position,
            CASE c.channel WHEN 'mail' THEN 'p' || p.n || '@convoca.test'
                ELSE '+502' || (50000000 + p.n) END AS address
        FROM person p JOIN (VALUES
            (1, 'whatsapp', 0), (1, 'mail', 1), (2, 'sms', 0), (2, 'mail', 1)) c
            (third, channel, position) ON c.third = p.n % 3 AND $3),
    known AS (
        INSERT INTO contact (id, account, channel, address, position, said_at, confirmed_at)
        SELECT gen_random_uuid(), account, channel, address, position, $2, $2 FROM reached),
    agreed AS (
        INSERT INTO consent (id, account, channel, given, way, at)
        SELECT gen_random_uuid(), account, channel, true, 'self', $2 FROM reached)
    INSERT INTO volunteer (id, account, home, languages)
    SELECT gen_random_uuid(), id, '0103', '{es}' FROM person
"""
CONFIRMED: Final = """
    INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)
    SELECT gen_random_uuid(), $1, id, 'assistant', 'accepted', $2, $2 FROM volunteer
    WHERE account IN (SELECT id FROM account WHERE email LIKE 'p%@convoca.test')
"""


async def owed(people: int, *, phones: bool, at: datetime) -> UUID:
    """So many people who said yes to one event next week; with `phones`, two thirds name one."""
    start = at.replace(microsecond=0) + timedelta(days=7)
    event = await planned(starts_at=start, ends_at=start + timedelta(hours=3), at=at)
    await execute(PEOPLE, people, at, phones)
    await execute(CONFIRMED, event, at)
    # Not the outbox: nobody has looked into what was always empty.
    await execute("ANALYZE account, contact, consent, preference, volunteer, assignment")
    return event
