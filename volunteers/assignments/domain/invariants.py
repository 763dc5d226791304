"""What must hold of every team, whoever did what at the same moment: queries that find nothing.

What depends on when it was asked is not here: an event for minors needs its two adults when it is
published and when its door opens, and they are free to withdraw in between.
"""

from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain.travel import road
from server.foundation.database import fetch
from server.foundation.invariants import Law
from volunteers.assignments.domain.needs import needed_by

# Two places that somebody promised, or was at; each pair once.
TWO: Final = """
    FROM assignment a
        JOIN event e ON e.id = a.event AND e.status <> 'cancelled'
        JOIN assignment b ON b.volunteer = a.volunteer AND b.event <> a.event
            AND b.status IN ('accepted', 'attended')
        JOIN event o ON o.id = b.event AND o.status <> 'cancelled'
            AND (o.starts_at, o.id) > (e.starts_at, e.id)
    WHERE a.status IN ('accepted', 'attended')
"""
# As `journeys.minutes` counts it.
JOURNEY: Final = f"""
    CASE WHEN e.modality = 'virtual' OR o.modality = 'virtual' THEN 0
        WHEN e.municipality <> o.municipality THEN {road("e.municipality", "o.municipality")}
        WHEN e.venue <> o.venue THEN 15 ELSE 0 END
"""
FIRST_DAY: Final = "(e.starts_at AT TIME ZONE e.zone)::date"
# Midnight belongs to the day that ends with it.
LAST_DAY: Final = "((e.ends_at - interval '1 microsecond') AT TIME ZONE e.zone)::date"
RULES: Final = {
    "in two places": f"SELECT a.volunteer, a.event {TWO} AND o.starts_at < e.ends_at",
    "journey too short": f"""
        SELECT a.volunteer, a.event {TWO} AND o.starts_at >= e.ends_at
            AND o.starts_at < e.ends_at + interval '1 day'
            AND o.starts_at < e.ends_at + {JOURNEY} * interval '1 minute'
    """,
    "not cleared": f"""
        SELECT a.volunteer, a.event FROM assignment a JOIN event e ON e.id = a.event
        WHERE a.status IN ('accepted', 'attended') AND e.status <> 'cancelled'
            AND EXISTS (SELECT FROM event_audience x JOIN audience u ON u.slug = x.audience
                WHERE x.event = e.id AND u.minors)
            AND NOT EXISTS (SELECT FROM clearance c
                WHERE c.volunteer = a.volunteer AND c.kind = 'renas'
                    AND c.verified_on <= {FIRST_DAY}
                    AND c.valid_until >= {LAST_DAY})
    """,
    # Who came all the same was there.
    "away": f"""
        SELECT a.volunteer, a.event FROM assignment a JOIN event e ON e.id = a.event
        WHERE a.status = 'accepted' AND e.status <> 'cancelled'
            AND EXISTS (SELECT FROM absence b WHERE b.volunteer = a.volunteer
                AND b.told_at <= e.starts_at
                AND b.first_day <= {LAST_DAY}
                AND b.last_day >= {FIRST_DAY})
    """,
}
LAWS: Final = (
    Law(
        name="nobody-is-in-two-places",
        says="Nobody promised to be at two events at one time, or was.",
        query=RULES["in two places"],
    ),
    Law(
        name="journeys-take-their-time",
        says="Between two places that somebody promised there is time for the journey.",
        query=RULES["journey too short"],
    ),
    Law(
        name="who-is-with-minors-is-cleared",
        says="Whoever said yes to an event for minors holds a clearance for all of its days.",
        query=RULES["not cleared"],
    ),
    Law(
        name="who-is-away-promised-nothing",
        says="Nobody is expected on a day on which they are away.",
        query=RULES["away"],
    ),
    Law(
        name="answers-say-what-stands",
        says="Whoever said no last is not expected.",
        query="""
            SELECT a.id, a.event, a.volunteer FROM assignment a JOIN LATERAL (
                SELECT answer FROM answer s WHERE s.assignment = a.id
                ORDER BY s.at DESC, s.id DESC LIMIT 1
            ) last ON true
            WHERE a.status = 'accepted' AND last.answer = 'declined'
        """,
    ),
    Law(
        name="places-are-looked-for-once",
        says="For a role at an event, or in place of somebody, one search goes on.",
        query="""
            SELECT event, role FROM cover_search WHERE ended_at IS NULL
            GROUP BY event, role, standing_for HAVING count(*) > 1
        """,
    ),
    Law(
        name="offers-are-of-the-event-looked-for",
        says="A search offers places at its own event.",
        query="""
            SELECT o.id FROM offer o JOIN cover_search s ON s.id = o.search
                JOIN assignment a ON a.id = o.assignment WHERE a.event <> s.event
        """,
    ),
    Law(
        name="published-rotas-say-when",
        says="A rota has the moment of its publication exactly when it was published.",
        query="SELECT id FROM rota WHERE (state = 'published') <> (published_at IS NOT NULL)",
    ),
)
ACCEPTED: Final = """
    SELECT a.event, a.role, count(*) AS accepted, min(a.volunteer::text)::uuid AS volunteer
    FROM assignment a JOIN event e ON e.id = a.event AND e.status IN ('draft', 'published')
    WHERE a.status = 'accepted' GROUP BY a.event, a.role
"""


class Violation(Struct, frozen=True, order=True):
    """A rule that does not hold, and of whom at which event."""

    rule: str
    volunteer: UUID
    event: UUID


async def violations() -> list[Violation]:
    """Every rule that somebody's place breaks; none in a plan that is as it must be."""
    found = [
        msgspec.convert({"rule": rule, **row}, Violation)
        for rule, query in RULES.items()
        for row in await fetch(query)
    ]
    return sorted([*found, *(await _too_many())])


async def _too_many() -> list[Violation]:
    """Roles that more people accepted than were needed; a need can also be lowered later."""
    rows = await fetch(ACCEPTED)
    needs = await needed_by({row["event"] for row in rows})
    return [
        Violation("more than needed", row["volunteer"], row["event"])
        for row in rows
        if row["accepted"] > needs[row["event"]].of(row["role"])
    ]
