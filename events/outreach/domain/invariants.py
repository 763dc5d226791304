"""What must always hold of figures: what was counted, what was reported, what was released."""

from typing import Final

from events.outreach.domain.rollups.kept_counts import FOR_GOOD
from server.foundation.invariants import Law

# What was touched since is being counted, and what was counted for good outlives its lines.
COUNTED: Final = f"""
    counting AS MATERIALIZED (
        SELECT e.id, k.people, k.others FROM event e LEFT JOIN counted_event k ON k.event = e.id
        WHERE e.status IN ('published', 'closed') AND e.id NOT IN ({FOR_GOOD})
            AND NOT EXISTS (SELECT FROM register_touch t WHERE t.event = e.id)
    )
"""
# As `packing` says: a pass takes 4 bytes, a cell 14, of which the last eight are two numbers.
NUMBER: Final = "('x' || encode(substr(others, cell * 14 + {0}, 4), 'hex'))::bit(32)::int"
PASSES: Final = f"""
    WITH {COUNTED}, stood AS (
        SELECT event, count(*) AS passes FROM check_in
        WHERE standing AND pseudonym IS NOT NULL GROUP BY event
    )
    SELECT c.id FROM counting c LEFT JOIN stood s ON s.event = c.id
    WHERE coalesce(octet_length(c.people), 0) / 4 <> coalesce(s.passes, 0)
"""
OTHERS: Final = f"""
    WITH {COUNTED}, kept AS (
        SELECT id, sum({NUMBER.format(7)}) AS check_ins, sum({NUMBER.format(11)}) AS headcount
        FROM counting, generate_series(0, octet_length(others) / 14 - 1) AS cell GROUP BY id
    ), alone AS (
        SELECT event, count(*) AS check_ins FROM check_in
        WHERE standing AND pseudonym IS NULL GROUP BY event
    ), crowd AS (
        SELECT event, sum(count) AS headcount FROM headcount
        WHERE voided_at IS NULL GROUP BY event
    )
    SELECT c.id FROM counting c LEFT JOIN kept k USING (id)
        LEFT JOIN alone a ON a.event = c.id LEFT JOIN crowd h ON h.event = c.id
    WHERE coalesce(k.check_ins, 0) <> coalesce(a.check_ins, 0)
        OR coalesce(k.headcount, 0) <> coalesce(h.headcount, 0)
"""
# Retention removes lines of closed periods; nothing adds any.
GREW: Final = """
    WITH reported AS (
        SELECT s.event, coalesce(sum((line ->> 3)::int), 0) AS check_ins,
            coalesce(sum((line ->> 4)::int), 0) AS headcount
        FROM snapshot_event s LEFT JOIN jsonb_array_elements(s.lines) line ON true
        GROUP BY s.event
    )
    SELECT r.event FROM reported r
    WHERE r.check_ins < (SELECT count(*) FROM check_in c WHERE c.event = r.event AND c.standing)
        OR r.headcount < (SELECT coalesce(sum(h.count), 0) FROM headcount h
            WHERE h.event = r.event AND h.voided_at IS NULL)
"""

LAWS: Final = (
    Law(
        name="passes-are-counted-as-registered",
        says="As many passes were counted of an event as stand in its register.",
        query=PASSES,
    ),
    Law(
        name="crowds-are-counted-as-registered",
        says="Who is only a number was counted as the registers say.",
        query=OTHERS,
    ),
    Law(
        name="closed-periods-are-reported",
        says="Every closed period has what was reported of it, and no open one has.",
        query="""
            SELECT u.id FROM uniqueness_period u LEFT JOIN snapshot s ON s.period = u.id
            WHERE (u.closed_at IS NULL) <> (s.period IS NULL)
        """,
    ),
    Law(
        name="reports-hold-every-event",
        says="A report holds as many events as it says, all that are closed in its period.",
        query="""
            SELECT s.period FROM snapshot s WHERE s.events <> (
                SELECT count(*) FROM snapshot_event e WHERE e.period = s.period
            ) OR s.events <> (
                SELECT count(*) FROM event e WHERE e.period = s.period AND e.status = 'closed')
        """,
    ),
    Law(
        name="closed-periods-wait-for-nothing",
        says="No event of a closed period still waits for its register.",
        query="""
            SELECT e.id FROM event e JOIN uniqueness_period u ON u.id = e.period
            WHERE u.closed_at IS NOT NULL AND e.status = 'published'
        """,
    ),
    Law(
        name="reported-registers-do-not-grow",
        says="No register of a closed period holds more than was reported of it.",
        query=GREW,
    ),
    Law(
        name="adjustments-are-of-closed-periods",
        says="What became known later is of a period that was closed, and of an event in it.",
        query="""
            SELECT a.id FROM adjustment a JOIN uniqueness_period u ON u.id = a.period
                JOIN event e ON e.id = a.event
            WHERE u.closed_at IS NULL OR e.period <> a.period
        """,
    ),
    Law(
        name="releases-withdrawn-say-why",
        says="A release was withdrawn with a reason, or not at all.",
        query="SELECT id FROM release WHERE (withdrawn_at IS NULL) <> (withdrawn_why IS NULL)",
    ),
    Law(
        name="targets-are-set-once",
        says="An indicator has one target for a place and a stretch of days.",
        query="""
            SELECT indicator, municipality, starts_on FROM target
            GROUP BY indicator, municipality, starts_on, ends_on HAVING count(*) > 1
        """,
    ),
)
