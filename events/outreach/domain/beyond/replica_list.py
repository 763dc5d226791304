"""Reading the replicas one by one."""

from typing import Final
from uuid import UUID

import msgspec

from events.outreach.domain.beyond.choosing import ASKED, Narrowed, about_known_people, asked
from events.outreach.domain.beyond.replica import Replica
from events.outreach.domain.questions import Question
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

MOST: Final = 500
"""More are not listed; filters make fewer of them."""

REPLICAS: Final = f"""
    SELECT r.id, r.way, r.event, e.title AS event_title, r.project, p.name AS project_name,
        r.municipality, m.name AS municipality_name, r.held_on, r.reach, r.audience,
        CASE WHEN $14 = 'en' THEN a.name_en ELSE a.name_es END AS audience_name,
        r.grade, r.evidence, r.note, r.entered_at, r.voided_at, r.void_reason
    FROM replica r JOIN project p ON p.id = r.project
        LEFT JOIN event e ON e.id = r.event
        LEFT JOIN municipality m ON m.ine = r.municipality
        LEFT JOIN audience a ON a.slug = r.audience
    WHERE {ASKED} AND ($15::uuid IS NULL OR r.id = $15)
    ORDER BY r.held_on DESC, r.id DESC LIMIT {MOST}
"""
EVERYTHING: Final = Question(zone="UTC")


async def replicas(question: Question, narrowed: Narrowed, *, by: Actor) -> list[Replica]:
    """Those that the question is about, the latest first, voided ones among them."""
    if about_known_people(question):
        return []
    return await _replicas(question, narrowed, by)


async def replica(replica_id: UUID, *, by: Actor) -> Replica:
    """One of them; raises NotFound as if what lies elsewhere did not exist."""
    found = await _replicas(EVERYTHING, Narrowed(), by, replica_id)
    if not found:
        raise NotFound(_("Esta réplica no existe."))
    return found[0]


async def _replicas(
    question: Question, narrowed: Narrowed, by: Actor, only: UUID | None = None
) -> list[Replica]:
    arguments = await asked(question, narrowed, by=by)
    rows = await fetch(REPLICAS, *arguments, current_language(), only)
    return msgspec.convert([dict(row) for row in rows], list[Replica])
