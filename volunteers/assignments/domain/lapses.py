"""Which places somebody holds at events on whose day a credential of theirs holds no more.

A clearance or qualification that lapses soon stays good until its last day: only events after
that day are told, so that it can be renewed in time.
"""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.identity import Actor
from server.foundation.translation import current_language

# Of the places at events ahead that fulfil {among}; names are in {language}.
HELD: Final = """
    SELECT a.volunteer, p.name, v.home, a.role, a.status, e.id AS event, e.title, e.starts_at,
        e.zone, m.name AS municipality_name, (e.starts_at AT TIME ZONE e.zone)::date AS first_day,
        ((e.ends_at - interval '1 microsecond') AT TIME ZONE e.zone)::date AS last_day
    FROM assignment a
        JOIN event e ON e.id = a.event
        JOIN municipality m ON m.ine = e.municipality
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
    WHERE a.status IN ('proposed', 'invited', 'accepted') AND e.status IN ('draft', 'published')
        AND e.starts_at > $1 AND {among} AND p.disabled_at IS NULL
"""
COORDINATED: Final = "e.municipality = ANY($2)"
CLEARANCES: Final = f"""
    WITH held AS ({HELD})
    SELECT h.*, '' AS topic_name, 'clearance' AS what,
        (SELECT max(c.valid_until) FROM clearance c
            WHERE c.volunteer = h.volunteer AND c.kind = 'renas') AS until
    FROM held h
    WHERE EXISTS (SELECT FROM event_audience x JOIN audience d ON d.slug = x.audience
            WHERE x.event = h.event AND d.minors)
        AND NOT EXISTS (SELECT FROM clearance c
            WHERE c.volunteer = h.volunteer AND c.kind = 'renas'
                AND c.verified_on <= h.first_day AND c.valid_until >= h.last_day)
"""
# Somebody is qualified for an event by any of its topics, or by what a topic belongs to.
QUALIFICATIONS: Final = f"""
    WITH held AS ({HELD}), fitting AS (
        SELECT h.volunteer, h.event, q.topic, q.valid_until,
            q.valid_until IS NULL OR q.valid_until >= h.last_day AS covers
        FROM held h
            JOIN qualification q ON q.volunteer = h.volunteer
                AND (h.role = 'assistant' OR q.role = 'lead')
        WHERE q.topic IN (
            SELECT t.topic FROM event_topic t WHERE t.event = h.event
            UNION SELECT p.parent FROM event_topic t JOIN topic p ON p.slug = t.topic
                WHERE t.event = h.event)
    ), lapsing AS (
        SELECT DISTINCT ON (volunteer, event) volunteer, event, topic, valid_until
        FROM fitting f
        WHERE NOT EXISTS (SELECT FROM fitting g
            WHERE g.volunteer = f.volunteer AND g.event = f.event AND g.covers)
        ORDER BY volunteer, event, valid_until DESC, topic
    )
    SELECT h.*, CASE {{language}} WHEN 'en' THEN t.name_en ELSE t.name_es END AS topic_name,
        'qualification' AS what, l.valid_until AS until
    FROM lapsing l
        JOIN held h ON h.volunteer = l.volunteer AND h.event = l.event
        JOIN topic t ON t.slug = l.topic
"""


class Affected(Struct, frozen=True, kw_only=True):
    """A place that a lapse touches."""

    event: UUID
    title: str
    municipality_name: str
    starts_at: datetime
    zone: str
    role: str
    status: str
    last_day: date


class Lapse(Struct, frozen=True, kw_only=True):
    """What of somebody lapses, with the places it touches; `until` is None for what never was.

    `what` is clearance or qualification. Renewed through `needed`, all the places are covered.
    """

    volunteer: UUID
    name: str
    home: str
    what: str
    topic_name: str
    until: date | None
    places: tuple[Affected, ...]

    @property
    def needed(self) -> date:
        """The last day that a renewed one must reach."""
        return max(place.last_day for place in self.places)


async def lapses(*, by: Actor, at: datetime) -> list[Lapse]:
    """Everything that will break a place where `by` coordinates, the most urgent first."""
    by.need("staff")
    places = [place.ine for place in await codelists.coordinated_by(by)]
    rows = [
        *await fetch(CLEARANCES.format(among=COORDINATED), at, places),
        *await fetch(
            QUALIFICATIONS.format(among=COORDINATED, language="$3"), at, places, current_language()
        ),
    ]
    found = list(_grouped([dict(row) for row in rows]))
    return sorted(found, key=lambda one: (one.places[0].starts_at, one.name, one.what))


def broken(among: str) -> str:
    """A query of volunteer, home, event, status and until: the same of any places, at $1.

    `among` says which, as a condition on assignment `a` at event `e`.
    """
    queries = (query.format(among=among, language="'es'") for query in (CLEARANCES, QUALIFICATIONS))
    return " UNION ALL ".join(
        f"SELECT volunteer, home, event, status, until FROM ({query}) broken" for query in queries
    )


def _grouped(rows: list[dict[str, object]]) -> Iterable[Lapse]:
    def of(row: dict[str, object]) -> tuple[str, ...]:
        return str(row["volunteer"]), str(row["what"]), str(row["topic_name"])

    rows.sort(key=lambda row: (*of(row), str(row["starts_at"]), str(row["event"])))
    for _one, group in groupby(rows, key=of):
        same = list(group)
        touched = tuple(msgspec.convert(row, Affected) for row in same)
        yield msgspec.convert({**same[0], "places": touched}, Lapse)
