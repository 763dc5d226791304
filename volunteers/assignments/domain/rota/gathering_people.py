"""The people whom a rota may give places, with what it has to know of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from server.foundation.database import fetch
from volunteers.assignments.domain import offers
from volunteers.assignments.domain.rota.gathering_times import Reach, Span
from volunteers.assignments.domain.solver.instance import Pair, Person, Stay

PAST: Final = timedelta(weeks=12)
# `date - ORDINAL` is what Python calls the ordinal of the date.
ORDINAL: Final = "'0001-01-01'::date + 1"
MINUTES: Final = "(extract(hour FROM {0}) * 60 + extract(minute FROM {0}))::int"
PEOPLE: Final = f"""
    SELECT jsonb_build_object(
        'id', v.id, 'home', v.home, 'languages', v.languages, 'novice', v.novice,
        'most_a_week', v.most_a_week, 'most_a_month', v.most_a_month,
        'travel_minutes', v.travel_minutes,
        'told', coalesce(v.absences_told_until >= $2, false), 'past', coalesce(p.places, 0),
        'qualified', coalesce((
            SELECT jsonb_agg(jsonb_build_object('topic', q.topic, 'role', q.role,
                'until', q.valid_until - {ORDINAL}) ORDER BY q.topic, q.role)
            FROM qualification q WHERE q.volunteer = v.id AND q.topic = ANY($3)), '[]'),
        'cleared', coalesce((
            SELECT jsonb_agg(jsonb_build_object('first', c.verified_on - {ORDINAL},
                'last', c.valid_until - {ORDINAL}) ORDER BY c.verified_on, c.valid_until)
            FROM clearance c
            WHERE c.volunteer = v.id AND c.kind = 'renas' AND c.valid_until >= $1), '[]'),
        'windows', coalesce((
            SELECT jsonb_agg(jsonb_build_object('weekday', w.weekday,
                'starts', {MINUTES.format("w.from_time")},
                'ends', CASE w.until_time WHEN '00:00' THEN 1440
                    ELSE {MINUTES.format("w.until_time")} END) ORDER BY w.weekday, w.from_time)
            FROM availability w WHERE w.volunteer = v.id), '[]'),
        'away', coalesce((
            SELECT jsonb_agg(jsonb_build_object('first', b.first_day - {ORDINAL},
                'last', b.last_day - {ORDINAL}) ORDER BY b.first_day, b.last_day)
            FROM absence b WHERE b.volunteer = v.id
                AND b.last_day >= $1 AND b.first_day <= $2::date + 31), '[]')
    ) AS person
    FROM volunteer v
        JOIN account a ON a.id = v.account
        LEFT JOIN (
            SELECT s.volunteer, count(*) AS places
            FROM assignment s JOIN event e ON e.id = s.event
            WHERE s.status IN ('accepted', 'attended') AND e.status <> 'cancelled'
                AND e.starts_at >= $4 AND e.starts_at < $5
            GROUP BY s.volunteer) p ON p.volunteer = v.id
    WHERE a.disabled_at IS NULL ORDER BY v.id
"""
# What a search offers is its own business, also at an event that is planned.
BUSY: Final = f"""
    SELECT a.volunteer, e.starts_at, e.ends_at, e.zone, e.municipality, e.venue,
        e.modality = 'virtual' AS virtual
    FROM assignment a JOIN event e ON e.id = a.event
    WHERE a.status IN ('proposed', 'invited', 'accepted', 'attended') AND e.status <> 'cancelled'
        AND (e.id <> ALL($1) OR {offers.OPEN}) AND e.starts_at < $3 AND e.ends_at > $2
    ORDER BY e.starts_at, e.id
"""
PAIRS: Final = """
    SELECT volunteer, other, together FROM pairing
    WHERE volunteer = ANY($1) AND other = ANY($1) ORDER BY volunteer, other
"""


class Known(Struct, frozen=True, kw_only=True):
    """What the events ask about people, and the days that they are on."""

    first_day: date
    last_day: date
    topics: tuple[str, ...]
    begins: datetime


async def people(about: Known) -> list[Person]:
    """Everybody whose account is open, by id; `past` counts the twelve weeks before `begins`."""
    rows = await fetch(
        PEOPLE, about.first_day, about.last_day, list(about.topics), about.begins - PAST,
        about.begins,
    )  # fmt: skip
    return [msgspec.json.decode(row["person"], type=Person) for row in rows]


async def busied(
    known: Iterable[Person], planned: Sequence[UUID], reach: Reach
) -> tuple[Person, ...]:
    """The same people with their places at other events than those planned, and their offers."""
    busy: dict[UUID, list[Stay]] = {}
    for row in await fetch(BUSY, list(planned), reach.since, reach.until):
        span = msgspec.convert({name: row[name] for name in Span.__struct_fields__}, Span)
        busy.setdefault(row["volunteer"], []).append(span.stay)
    return tuple(structs.replace(one, busy=tuple(busy.get(one.id, ()))) for one in known)


async def pairs(known: Sequence[UUID]) -> tuple[Pair, ...]:
    """Who of them works best, or never, together."""
    number: Mapping[UUID, int] = {one: place for place, one in enumerate(known)}
    rows = await fetch(PAIRS, list(known))
    return tuple(
        Pair(number[row["volunteer"]], number[row["other"]], row["together"]) for row in rows
    )
