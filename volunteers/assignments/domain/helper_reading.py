"""Reading what is known of helpers with regard to one event, all of them in one query."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec import structs

from events.planning.domain.event import Event
from events.planning.domain.travel import road
from server.foundation.database import fetch
from server.foundation.identity import Actor
from volunteers.assignments.domain.helper_facts import Helper, parts

# What was asked of somebody lately counts as well as what they have ahead; the week, the month and
# whatever still lasts lie within.
LOAD: Final = timedelta(weeks=12)
# No journey takes longer than a day.
REACH: Final = "1 day"


def _same(part: str) -> str:
    """SQL: whether another event begins in the same week or month, each on its own clocks."""
    ours, theirs = "$2::timestamptz AT TIME ZONE $7", "e.starts_at AT TIME ZONE e.zone"
    return f"date_trunc('{part}', {ours}) = date_trunc('{part}', {theirs})"


# Each event once, however many people are there.
OTHERS: Final = f"""
    SELECT e.id, e.starts_at, {_same("week")} AS this_week, {_same("month")} AS this_month,
        CASE WHEN e.starts_at < $3::timestamptz + interval '{REACH}'
            AND e.ends_at > $2::timestamptz - interval '{REACH}' THEN jsonb_build_object(
            'title', e.public_title, 'municipality', n.name, 'starts_at', e.starts_at,
            'ends_at', e.ends_at, 'zone', e.zone, 'ine', e.municipality, 'venue', e.venue,
            'virtual', e.modality = 'virtual', 'road', n.road) END AS engagement
    FROM event e JOIN near n ON n.ine = e.municipality
    WHERE e.id <> $1 AND e.status <> 'cancelled' AND e.starts_at >= $6
        AND ($4::uuid[] IS NULL
            OR e.id IN (SELECT s.event FROM assignment s WHERE s.volunteer = ANY($4)))
"""
ENGAGED: Final = """
    SELECT s.volunteer, count(*) AS load, count(*) FILTER (WHERE o.this_week) AS this_week,
        count(*) FILTER (WHERE o.this_month) AS this_month,
        jsonb_agg(o.engagement || jsonb_build_object('promised', s.status <> 'invited')
            ORDER BY o.starts_at, o.id) FILTER (WHERE o.engagement IS NOT NULL) AS engagements
    FROM assignment s JOIN others o ON o.id = s.event
    WHERE s.status IN ('invited', 'accepted', 'attended')
        AND ($4::uuid[] IS NULL OR s.volunteer = ANY($4))
    GROUP BY s.volunteer
"""
BESIDE: Final = """
    SELECT json_build_object(
        'leads', count(*) FILTER (WHERE t.role = 'lead' AND NOT t.novice),
        'novices', count(*) FILTER (WHERE t.novice),
        'never', coalesce(json_agg(t.name ORDER BY t.name) FILTER (WHERE NOT p.together), '[]'),
        'best', coalesce(json_agg(t.name ORDER BY t.name) FILTER (WHERE p.together), '[]'))
    FROM team t LEFT JOIN pairing p ON p.volunteer = least(t.volunteer, v.id)
        AND p.other = greatest(t.volunteer, v.id)
    WHERE t.volunteer <> v.id
"""
HELPERS: Final = f"""
    WITH near AS MATERIALIZED (
        SELECT m.ine, m.name, {road("m.ine", "$5::text")} AS road FROM municipality m
    ), team AS MATERIALIZED (
        SELECT s.volunteer, s.role, w.novice, a.name
        FROM assignment s JOIN volunteer w ON w.id = s.volunteer JOIN account a ON a.id = w.account
        WHERE s.event = $1 AND s.status IN ('proposed', 'invited', 'accepted', 'attended')
    ), subject AS MATERIALIZED (
        SELECT t.topic::text AS topic FROM event_topic t WHERE t.event = $1
        UNION SELECT p.parent FROM event_topic t JOIN topic p ON p.slug = t.topic
            WHERE t.event = $1
    ), others AS MATERIALIZED ({OTHERS}
    ), engaged AS MATERIALIZED ({ENGAGED})
    SELECT v.account, json_build_object(
        'volunteer', v.id, 'name', a.name, 'home', v.home, 'home_name', n.name, 'road', n.road,
        'languages', v.languages, 'novice', v.novice, 'told_until', v.absences_told_until,
        'limits', json_build_object('most_a_week', v.most_a_week,
            'most_a_month', v.most_a_month, 'travel_minutes', v.travel_minutes),
        'status', (SELECT s.status FROM assignment s WHERE s.event = $1 AND s.volunteer = v.id),
        'asked_at', (SELECT max(s.created_at) FROM assignment s
            WHERE s.volunteer = v.id AND s.status <> 'proposed'),
        'qualifications', coalesce((
            SELECT json_agg(json_build_object('role', q.role, 'valid_until', q.valid_until))
            FROM qualification q
            WHERE q.volunteer = v.id AND q.topic IN (SELECT topic FROM subject)), '[]'),
        'clearances', coalesce((
            SELECT json_agg(json_build_object(
                'verified_on', c.verified_on, 'valid_until', c.valid_until))
            FROM clearance c WHERE c.volunteer = v.id AND c.kind = 'renas'), '[]'),
        'windows', coalesce((
            SELECT json_agg(json_build_object('weekday', w.weekday, 'from_time', w.from_time,
                'until_time', w.until_time)) FROM availability w
            WHERE w.volunteer = v.id AND w.weekday = ANY($8)), '[]'),
        'windowed', EXISTS (SELECT FROM availability w WHERE w.volunteer = v.id),
        'absences', coalesce((
            SELECT json_agg(json_build_object('first_day', b.first_day, 'last_day', b.last_day))
            FROM absence b WHERE b.volunteer = v.id AND b.first_day <= $3::date + 1
                AND b.last_day >= $2::date - 1), '[]'),
        'beside', ({BESIDE}),
        'load', coalesce(g.load, 0), 'this_week', coalesce(g.this_week, 0),
        'this_month', coalesce(g.this_month, 0), 'engagements', coalesce(g.engagements, '[]')
    ) AS helper
    FROM volunteer v
        JOIN account a ON a.id = v.account
        JOIN near n ON n.ine = v.home
        LEFT JOIN engaged g ON g.volunteer = v.id
    WHERE a.disabled_at IS NULL AND ($4::uuid[] IS NULL OR v.id = ANY($4))
"""


async def helpers(
    event: Event, only: Sequence[UUID] | None = None, *, by: Actor | None = None
) -> list[Helper]:
    """What is known of everybody, or of some, with regard to an event.

    Of who is looked after by others `by` needs to know whether they can, not from what papers;
    without `by` it is told to whoever coordinates where the event is.
    """
    days = parts(event.starts_at, event.ends_at, event.zone)
    rows = await fetch(
        HELPERS, event.id, event.starts_at, event.ends_at, only, event.municipality,
        event.starts_at - LOAD, event.zone, sorted({part.weekday for part in days}),
    )  # fmt: skip
    found = ((row["account"], msgspec.json.decode(row["helper"], type=Helper)) for row in rows)
    return [
        structs.replace(one, ours=_is_ours(one.home, account, event, by)) for account, one in found
    ]


def _is_ours(home: str, account: UUID, event: Event, by: Actor | None) -> bool:
    if by is None:
        return home == event.municipality
    return by.reaches(home) or by.account == account
