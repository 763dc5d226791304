"""One helper's page: who they are and what they may do, read on record."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from volunteers.people.domain import reach

PROFILE = """
    SELECT v.id, v.account, a.name, a.email, a.role, a.language, v.home, m.name AS home_name,
        v.network, n.name AS network_name, v.languages, v.novice, v.most_a_week, v.most_a_month,
        v.travel_minutes, v.absences_told_until, v.absences_told_at
    FROM volunteer v
        JOIN account a ON a.id = v.account
        JOIN municipality m ON m.ine = v.home
        LEFT JOIN network n ON n.id = v.network
    WHERE v.id = $1
"""
QUALIFICATIONS = """
    SELECT q.id, q.topic, CASE WHEN $2 = 'en' THEN t.name_en ELSE t.name_es END AS topic_name,
        q.role, q.valid_until
    FROM qualification q JOIN topic t ON t.slug = q.topic
    WHERE q.volunteer = $1 ORDER BY t.position, t.slug, q.role DESC
"""
CLEARANCES = """
    SELECT id, kind, verified_on, valid_until FROM clearance
    WHERE volunteer = $1 ORDER BY valid_until DESC, kind
"""


class Qualified(Struct, frozen=True, kw_only=True):
    """What somebody may lead or assist in; without a last day it does not lapse."""

    id: UUID
    topic: str
    topic_name: str
    role: str
    valid_until: date | None


class Cleared(Struct, frozen=True, kw_only=True):
    """That a record was verified; never what it said."""

    id: UUID
    kind: str
    verified_on: date
    valid_until: date


class Profile(Struct, frozen=True, kw_only=True):
    """A helper, with every credential they hold or held."""

    id: UUID
    account: UUID
    name: str
    email: str
    role: str
    language: str
    home: str
    home_name: str
    network: UUID | None
    network_name: str | None
    languages: list[str]
    novice: bool
    most_a_week: int | None
    most_a_month: int | None
    travel_minutes: int | None
    absences_told_until: date | None
    absences_told_at: datetime | None
    qualifications: list[Qualified]
    clearances: list[Cleared]

    @property
    def cleared_until(self) -> date | None:
        """The last day of the RENAS clearance that reaches furthest."""
        return max(
            (one.valid_until for one in self.clearances if one.kind == "renas"), default=None
        )


async def profile(volunteer: UUID, *, by: Actor, at: datetime) -> Profile:
    """Read a helper's page, which is noted in the audit; raises NotFound, NotAllowed."""
    await reach.need_coordination(volunteer, by)
    await audit.read(by, "volunteer.read", f"volunteer:{volunteer}", at=at)
    return await _read(volunteer)


async def own_profile(*, by: Actor) -> Profile:
    """Read one's own page; raises NotFound for an account that nobody helps with."""
    found = await fetch("SELECT id FROM volunteer WHERE account = $1", by.account)
    if not found:
        raise NotFound(_("Esta cuenta no tiene un perfil de ayuda."))
    return await _read(found[0]["id"])


async def _read(volunteer: UUID) -> Profile:
    found = await fetch(PROFILE, volunteer)
    qualifications = await fetch(QUALIFICATIONS, volunteer, current_language())
    clearances = await fetch(CLEARANCES, volunteer)
    held = {
        "qualifications": [dict(row) for row in qualifications],
        "clearances": [dict(row) for row in clearances],
    }
    return msgspec.convert({**found[0], **held}, Profile)
