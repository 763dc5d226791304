"""What must always hold of the plan."""

from typing import Final

from server.foundation.invariants import Law

DAY: Final = "(e.starts_at AT TIME ZONE e.zone)::date"

LAWS: Final = (
    Law(
        name="venues-are-shared-for-a-reason",
        says="Two events are in one venue at one time only where one of them says why.",
        query="""
            SELECT e.id, o.id AS other, e.venue FROM event e JOIN event o
                ON o.venue = e.venue AND (o.starts_at, o.id) > (e.starts_at, e.id)
                AND o.starts_at < e.ends_at
            WHERE e.status <> 'cancelled' AND o.status <> 'cancelled'
                AND e.venue_overlap_reason IS NULL AND o.venue_overlap_reason IS NULL
        """,
    ),
    Law(
        name="venues-lie-where-their-events-do",
        says="An event is in the municipality of its venue.",
        query="""
            SELECT e.id FROM event e JOIN venue v ON v.id = e.venue
            WHERE v.municipality <> e.municipality
        """,
    ),
    Law(
        name="events-count-in-a-period-of-their-project",
        says="The uniqueness period of an event is one of its own project.",
        query="""
            SELECT e.id FROM event e JOIN uniqueness_period u ON u.id = e.period
            WHERE u.project <> e.project
        """,
    ),
    Law(
        name="occurrences-happen-once",
        says="A series has one event for each of its ordinal keys.",
        query="""
            SELECT series, occurrence FROM event WHERE series IS NOT NULL
            GROUP BY series, occurrence HAVING count(*) > 1
        """,
    ),
    Law(
        name="positions-are-taken-once",
        says="Of the events of a programme that stand, each has a position of its own.",
        query="""
            SELECT programme, programme_position FROM event
            WHERE programme IS NOT NULL AND status <> 'cancelled'
            GROUP BY programme, programme_position HAVING count(*) > 1
        """,
    ),
    Law(
        name="cancelled-events-say-why",
        says="A cancelled event has a reason, and no other has one.",
        query="""
            SELECT id FROM event WHERE (status = 'cancelled') <> (cancellation_reason IS NOT NULL)
        """,
    ),
    Law(
        name="shown-events-were-published",
        says="A published or closed event has the moment of its publication.",
        query="""
            SELECT id FROM event WHERE status IN ('published', 'closed') AND published_at IS NULL
        """,
    ),
    Law(
        name="history-ends-with-what-stands",
        says="The last act on an event left it as it stands.",
        query="""
            SELECT e.id FROM event e JOIN LATERAL (
                SELECT c.after FROM event_change c JOIN planning_act a ON a.id = c.act
                WHERE c.event = e.id ORDER BY a.at DESC, c.id DESC LIMIT 1
            ) last ON true
            WHERE last.after IS NULL OR last.after ->> 'status' <> e.status
                OR (last.after ->> 'sequence')::int <> e.sequence
        """,
    ),
    Law(
        name="acts-changed-something",
        says="Every act that is kept of the plan changed an event.",
        query="""
            SELECT id, act FROM planning_act a
            WHERE NOT EXISTS (SELECT FROM event_change c WHERE c.act = a.id)
        """,
    ),
    Law(
        name="imports-never-do-more-than-their-file-holds",
        says="An import has done at most as many rows as its file has, and as many as it says.",
        query="""
            SELECT id FROM agenda_import WHERE done > total
                OR (state = 'working' AND jsonb_array_length(results) <> done)
        """,
    ),
)
