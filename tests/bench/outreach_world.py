"""A year of events and check-ins, made by the database in one go.

Nine in ten come with a pass, each pass to three or four events; what they say changes over time.
"""

from typing import Final

from server.foundation.database import execute, transaction

EMPTIED: Final = (
    "register_touch", "check_in", "headcount", "counted_event", "counted_person",
    "counted_answers", "event_topic", "event",
)  # fmt: skip
PERIOD: Final = """
    INSERT INTO uniqueness_period (id, project, starts_on, ends_on)
    SELECT gen_random_uuid(), id, '2026-01-01', '2026-12-31' FROM project WHERE slug = 'general'
    ON CONFLICT DO NOTHING
"""
EVENTS: Final = """
    INSERT INTO event (id, uid, title, public_title, kind, municipality, modality, starts_at,
        ends_at, zone, project, period, status, created_at, changed_at, published_at)
    SELECT gen_random_uuid(), n::text, 'Taller', 'Taller', kinds[1 + n % cardinality(kinds)],
        places[1 + n % cardinality(places)], 'in_person', day, day + interval '3 hours',
        'America/Guatemala', p.id, u.id, 'closed', day, day, day
    FROM generate_series(1, $1::int4) n
        CROSS JOIN LATERAL (SELECT timestamptz '2026-01-02 15:00Z' + n * interval '20 minutes')
            AS at (day)
        CROSS JOIN (SELECT array(SELECT slug FROM kind), array(SELECT ine FROM municipality))
            AS codes (kinds, places)
        JOIN project p ON p.slug = 'general'
        JOIN uniqueness_period u ON u.project = p.id AND u.starts_on = '2026-01-01'
"""
TOPICS: Final = """
    INSERT INTO event_topic (id, event, topic)
    SELECT gen_random_uuid(), e.id, topics[1 + (e.uid::int + more) % cardinality(topics)]
    FROM event e CROSS JOIN (SELECT array(SELECT slug FROM topic)) AS codes (topics)
        CROSS JOIN generate_series(0, 1) more
"""
CHECK_INS: Final = """
    INSERT INTO check_in (id, event, source, at, received_at, pseudonym, sex, age_band, audience)
    SELECT gen_random_uuid(), e.id, 'self', e.starts_at, e.starts_at,
        CASE WHEN n % 10 > 0 THEN sha256(int4send((random() * $1::int4 * 0.3)::int4)) END,
        (array['female', 'male', 'unknown'])[1 + n % 3],
        (array['13-14', '15-17', '18-19', '25-34', '60+', 'unknown'])[1 + n % 6],
        audiences[1 + n * 7 % cardinality(audiences)]
    FROM generate_series(1, $1::int4) n
        JOIN event e ON e.uid = (n % $2::int4 + 1)::text
        CROSS JOIN (SELECT array(SELECT slug FROM audience)) AS codes (audiences)
    ON CONFLICT DO NOTHING
"""
HEADCOUNTS: Final = """
    INSERT INTO headcount (id, event, at, received_at, sex, age_band, audience, count)
    SELECT gen_random_uuid(), id, starts_at, starts_at, sex, '13-14', 'adolescents', 7
    FROM event CROSS JOIN unnest(array['female', 'male']) sex
"""
ONE_MORE: Final = """
    INSERT INTO check_in (id, event, source, at, received_at, pseudonym, sex, age_band)
    SELECT gen_random_uuid(), id, 'self', starts_at, starts_at, sha256(uuid_send(id)), 'female',
        '13-14'
    FROM event ORDER BY uid LIMIT $1 ON CONFLICT DO NOTHING
"""


async def fill(*, events: int, check_ins: int) -> None:
    """Make so many, in place of those that were there; nothing is counted yet."""
    async with transaction():
        # Without triggers: what is measured is counting, not writing.
        await execute("SET LOCAL session_replication_role = replica")
        for table in EMPTIED:
            await execute(f"DELETE FROM {table}")
        await execute(PERIOD)
        await execute(EVENTS, events)
        await execute("ANALYZE event")
        await execute(TOPICS)
        await execute(CHECK_INS, check_ins, events)
        await execute(HEADCOUNTS)
    await execute("VACUUM ANALYZE")


async def one_more(events: int) -> None:
    """Somebody more comes to so many events."""
    await execute(ONE_MORE, events)
