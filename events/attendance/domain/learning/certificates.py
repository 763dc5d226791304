"""Certificates of programmes, given to a pass: its holder writes the name, and nobody keeps it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.learning import completion_trails
from events.attendance.domain.learning.completion import Rule
from events.planning.domain import discretion, when
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

PURPOSE: Final = "diploma"
COURSES: Final = """
    SELECT g.id, g.name, g.needed, g.pass_mark, g.municipality, m.name AS municipality_name,
        count(*) AS sessions, min(e.starts_at) AS first, max(e.ends_at) AS last,
        (array_agg(e.zone ORDER BY e.starts_at DESC))[1] AS zone,
        extract(epoch FROM sum(e.ends_at - e.starts_at))::float / 3600 AS hours,
        bool_or(k.internal OR EXISTS (SELECT FROM event_topic t JOIN topic c ON c.slug = t.topic
            WHERE t.event = e.id AND c.sensitivity <> 'open')) AS discreet
    FROM programme g
        JOIN municipality m ON m.ine = g.municipality
        JOIN event e ON e.programme = g.id
            AND e.status IN ('published', 'closed') AND e.starts_at <= $2
        JOIN kind k ON k.slug = e.kind
    WHERE g.id = ANY($1) GROUP BY g.id, m.ine ORDER BY last DESC, g.id
"""


class Course(Struct, frozen=True, kw_only=True):
    """A programme as everybody may read of it, by the sessions of it that were held."""

    id: UUID
    name: str
    needed: int
    pass_mark: int | None
    municipality: str
    municipality_name: str
    sessions: int
    first: datetime
    last: datetime
    zone: str
    hours: float
    discreet: bool

    @property
    def public_name(self) -> str:
        """Its name, or a neutral one where the name or what it is about is for few ears."""
        if self.discreet or discretion.sensitive_word(self.name):
            return _("Programa formativo")
        return self.name

    @property
    def first_day(self) -> date:
        """The day of the first session."""
        return when.local_day(self.first, self.zone)

    @property
    def last_day(self) -> date:
        """The day of the last session."""
        return when.last_day(self.last, self.zone)


async def course(programme_id: UUID, *, at: datetime) -> Course:
    """A programme of which a session was held; raises NotFound."""
    found = await _courses([programme_id], at)
    if not found:
        raise NotFound(_("De este programa no se ha dado ninguna sesión."))
    return found[0]


async def earned(code: str, *, at: datetime, signer: Signer) -> list[Course]:
    """The programmes that this pass completed, the latest first, as far as there are keys."""
    mine = await completion_trails.pseudonyms_of(code, signer=signer)
    came = await completion_trails.attended(mine, at=at)
    # Where the key of the first result was gone, there may be a second one: the better one counts.
    scores: dict[UUID, int] = {}
    for it in await completion_trails.scored(mine):
        scores[it.programme] = max(it.score, scores.get(it.programme, 0))
    taken = {it.programme for it in came}
    return [
        found
        for found in await _courses(taken, at)
        if Rule(found.needed, found.pass_mark).is_met(
            sum(it.programme == found.id for it in came), scores.get(found.id)
        )
    ]


async def earned_course(code: str, programme: UUID, *, at: datetime, signer: Signer) -> Course:
    """One of those; raises NotFound."""
    for found in await earned(code, at=at, signer=signer):
        if found.id == programme:
            return found
    raise NotFound(_("Esta tarjeta no tiene ese diploma."))


def token(programme: UUID, issued: date, *, signer: Signer) -> str:
    """What stands on a certificate to prove it: of which programme it is, and of which day."""
    return signer.sign(PURPOSE, programme.bytes + issued.toordinal().to_bytes(4))


def checked(text: str, *, signer: Signer) -> tuple[UUID, date]:
    """The programme and the day of a token; raises NotFound for any other text."""
    payload = signer.unsign(PURPOSE, text)
    return UUID(bytes=payload[:16]), date.fromordinal(int.from_bytes(payload[16:]))


async def _courses(programmes: Collection[UUID], at: datetime) -> list[Course]:
    rows = await fetch(COURSES, list(programmes), at)
    return msgspec.convert([dict(row) for row in rows], list[Course])
