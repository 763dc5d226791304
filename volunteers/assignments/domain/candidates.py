"""Everyone who might take a place at an event: those who can first, the rest with every reason."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import agenda, when
from events.planning.domain.event import Event
from events.planning.domain.travel import road
from server.foundation.database import fetch
from server.foundation.identity import Actor
from volunteers.assignments.domain.eligibility import (
    LOOKED_AT,
    Helper,
    Place,
    Reason,
    load,
    reasons_against,
)

HELPERS: Final = f"""
    SELECT jsonb_build_object(
        'volunteer', v.id, 'name', a.name, 'home', v.home, 'home_name', m.name,
        'status', (SELECT s.status FROM assignment s WHERE s.event = $1 AND s.volunteer = v.id),
        'qualifications', coalesce((
            SELECT jsonb_agg(jsonb_build_object('role', q.role, 'valid_until', q.valid_until))
            FROM qualification q WHERE q.volunteer = v.id AND q.topic IN (
                SELECT t.topic FROM event_topic t WHERE t.event = $1
                UNION SELECT p.parent FROM event_topic t JOIN topic p ON p.slug = t.topic
                    WHERE t.event = $1)), '[]'),
        'clearances', coalesce((
            SELECT jsonb_agg(jsonb_build_object(
                'verified_on', c.verified_on, 'valid_until', c.valid_until))
            FROM clearance c WHERE c.volunteer = v.id AND c.kind = 'renas'), '[]'),
        'engagements', coalesce((
            SELECT jsonb_agg(jsonb_build_object(
                'title', e.public_title, 'municipality', n.name, 'starts_at', e.starts_at,
                'ends_at', e.ends_at, 'zone', e.zone, 'ine', e.municipality, 'venue', e.venue,
                'virtual', e.modality = 'virtual', 'road', {road("e.municipality", "$5::text")})
                ORDER BY e.starts_at, e.id)
            FROM assignment s
                JOIN event e ON e.id = s.event
                JOIN municipality n ON n.ine = e.municipality
            WHERE s.volunteer = v.id AND s.event <> $1 AND e.status <> 'cancelled'
                AND s.status IN ('invited', 'accepted', 'attended')
                AND e.starts_at < $3::timestamptz + interval '{LOOKED_AT} days'
                AND e.ends_at > $2::timestamptz - interval '{LOOKED_AT} days'), '[]')
    ) AS helper
    FROM volunteer v JOIN account a ON a.id = v.account JOIN municipality m ON m.ine = v.home
    WHERE a.disabled_at IS NULL AND ($4::uuid[] IS NULL OR v.id = ANY($4))
"""


class Candidate(Struct, frozen=True, kw_only=True):
    """Somebody, with every reason why not; `rank` counts from 1, `load` is other places held."""

    rank: int
    volunteer: UUID
    name: str
    home: str
    home_name: str
    status: str | None
    load: int
    reasons: tuple[Reason, ...]

    @property
    def possible(self) -> bool:
        """Whether they may be invited, even if something speaks against it."""
        return not any(reason.hard for reason in self.reasons)


async def candidates(event_id: UUID, role: str, *, by: Actor) -> list[Candidate]:
    """Everyone, best first: eligible, from the municipality, and with little else to do."""
    event = await agenda.event(event_id)
    by.need("staff", event.municipality)
    return ranked(await helpers(event), place(event, role))


def ranked(helpers: Sequence[Helper], place: Place) -> list[Candidate]:
    """The candidates for a place in order; nothing of it depends on the order they came in."""
    judged = [(reasons_against(helper, place), helper) for helper in helpers]
    judged.sort(key=lambda pair: _order(pair[0], pair[1], place))
    return [
        Candidate(
            rank=rank,
            volunteer=helper.volunteer,
            name=helper.name,
            home=helper.home,
            home_name=helper.home_name,
            status=helper.status,
            load=load(helper),
            reasons=reasons,
        )
        for rank, (reasons, helper) in enumerate(judged, 1)
    ]


async def helpers(event: Event, only: Sequence[UUID] | None = None) -> list[Helper]:
    """What is known of everybody, or of some, with regard to an event."""
    rows = await fetch(HELPERS, event.id, event.starts_at, event.ends_at, only, event.municipality)
    return [msgspec.json.decode(row["helper"], type=Helper) for row in rows]


def place(event: Event, role: str) -> Place:
    """What the event asks of whoever takes this role."""
    return Place(
        role=role,
        municipality=event.municipality,
        has_topics=bool(event.topics),
        minors=event.minors,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        first_day=when.local_day(event.starts_at, event.zone),
        last_day=when.local_day(event.ends_at, event.zone),
        venue=event.venue,
        virtual=event.modality == "virtual",
    )


def _order(
    reasons: Sequence[Reason], helper: Helper, place: Place
) -> tuple[int, int, bool, int, str, UUID]:
    hard = sum(reason.hard for reason in reasons)
    elsewhere = helper.home != place.municipality
    return hard, len(reasons), elsewhere, load(helper), helper.name, helper.volunteer
