"""What is planned of each topic and language, and who can do it, by municipality."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from events.planning.domain import codelists, tongues
from server.foundation.database import fetch
from server.foundation.identity import Actor
from server.foundation.translation import current_language
from volunteers.assignments.domain.shortages import Supply

AHEAD: Final = timedelta(days=120)
PEOPLE: Final = ("people", "lapsing", "trainees")
# Who is new leads nothing yet; a qualification for what a topic belongs to is one for the topic.
TOPICS: Final = """
    WITH planned AS (
        SELECT t.topic, e.municipality, count(*) AS events, max(e.ends_at)::date AS last_day
        FROM event e JOIN event_topic t ON t.event = e.id
        WHERE e.status IN ('draft', 'published') AND e.starts_at > $1 AND e.starts_at <= $2
            AND e.municipality = ANY($3)
        GROUP BY t.topic, e.municipality
    )
    SELECT 'topic' AS what, p.topic AS code, p.events, p.municipality,
        CASE $4 WHEN 'en' THEN t.name_en ELSE t.name_es END AS name, m.name AS municipality_name,
        leads.people, leads.lapsing, to_jsonb(array(
            SELECT jsonb_build_object('id', v.id, 'name', a.name)
            FROM volunteer v JOIN account a ON a.id = v.account
            WHERE v.home = p.municipality AND a.disabled_at IS NULL AND NOT v.novice
                AND NOT v.id = ANY(leads.ids)
            ORDER BY (SELECT count(*) FROM qualification q WHERE q.volunteer = v.id
                AND q.topic IN (p.topic, t.parent)) DESC, (SELECT count(*) FROM qualification q
                WHERE q.volunteer = v.id AND q.role = 'lead') DESC, a.name, v.id
            LIMIT 3)) AS trainees
    FROM planned p
        JOIN topic t ON t.slug = p.topic
        JOIN municipality m ON m.ine = p.municipality
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(id), '{}') AS ids,
                coalesce(jsonb_agg(person ORDER BY name, id) FILTER (WHERE lasts), '[]') AS people,
                coalesce(jsonb_agg(person ORDER BY name, id) FILTER (WHERE NOT lasts), '[]')
                    AS lapsing
            FROM (
                SELECT v.id, a.name, jsonb_build_object('id', v.id, 'name', a.name) AS person,
                    bool_or(q.valid_until IS NULL OR q.valid_until >= p.last_day)
                    AS lasts
                FROM volunteer v
                    JOIN account a ON a.id = v.account
                    JOIN qualification q ON q.volunteer = v.id
                WHERE v.home = p.municipality AND a.disabled_at IS NULL AND NOT v.novice
                    AND q.role = 'lead' AND q.topic IN (p.topic, t.parent)
                GROUP BY v.id, a.name
            ) known
        ) leads
"""
LANGUAGES: Final = """
    WITH planned AS (
        SELECT l.language, e.municipality, count(*) AS events
        FROM event e JOIN need_language l ON l.event = e.id
        WHERE e.status IN ('draft', 'published') AND e.starts_at > $1 AND e.starts_at <= $2
            AND e.municipality = ANY($3)
        GROUP BY l.language, e.municipality
    )
    SELECT 'language' AS what, p.language AS code, p.events, p.municipality,
        m.name AS municipality_name, to_jsonb(array(
            SELECT jsonb_build_object('id', v.id, 'name', a.name)
            FROM volunteer v JOIN account a ON a.id = v.account
            WHERE v.home = p.municipality AND a.disabled_at IS NULL
                AND p.language = ANY(v.languages) ORDER BY a.name, v.id)) AS people
    FROM planned p JOIN municipality m ON m.ine = p.municipality
"""


async def supplies(*, by: Actor, at: datetime) -> list[Supply]:
    """Everything planned within AHEAD where `by` coordinates, with who can do it there."""
    by.need("staff")
    places = [place.ine for place in await codelists.coordinated_by(by)]
    topics = await fetch(TOPICS, at, at + AHEAD, places, current_language())
    languages = await fetch(LANGUAGES, at, at + AHEAD, places)
    spoken = tongues.names()
    named = [{**row, "name": spoken.get(row["code"], row["code"])} for row in languages]
    return [_supply(row) for row in (*topics, *named)]


def _supply(row: Mapping[str, Any]) -> Supply:
    lists = {name: msgspec.json.decode(row[name]) for name in PEOPLE if name in row}
    return msgspec.convert({**row, **lists}, Supply)
