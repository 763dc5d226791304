"""The hours that helpers gave: from their own scans, or as a coordinator confirmed them."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.hours_given import Days, OwnHours, Served
from volunteers.people.domain import reach

# What was held on days of the window, on the clocks of each event.
SERVED: Final = """
    SELECT a.volunteer, p.name, v.network, coalesce(n.name, '') AS network_name, a.role, a.status,
        a.arrived_at, a.left_at, e.id AS event, e.title, e.public_title, e.starts_at, e.ends_at,
        e.zone, e.municipality, m.name AS municipality_name, r.name AS project_name
    FROM assignment a
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
        LEFT JOIN network n ON n.id = v.network
        JOIN event e ON e.id = a.event
        JOIN municipality m ON m.ine = e.municipality
        JOIN project r ON r.id = e.project
    WHERE e.ends_at <= $1 AND e.status IN ('published', 'closed')
        AND (e.starts_at AT TIME ZONE e.zone)::date BETWEEN $2 AND $3
        AND a.status IN ('accepted', 'attended', 'absent')
"""
ORDER: Final = " ORDER BY e.starts_at, e.id, p.name, a.volunteer"
PERSON: Final = """
    SELECT v.id, a.name FROM volunteer v JOIN account a ON a.id = v.account
    WHERE v.id = $1 OR v.account = $2
"""


async def served(days: Days, *, by: Actor, at: datetime) -> list[Served]:
    """Every place at events that are over where `by` coordinates; raises NotAllowed, Invalid."""
    by.need("staff")
    places = [place.ine for place in await codelists.coordinated_by(by)]
    return await _served(f"{SERVED} AND e.municipality = ANY($4){ORDER}", days, at, places)


async def of_person(volunteer: UUID, days: Days, *, by: Actor, at: datetime) -> OwnHours:
    """What somebody gave, wherever it was; raises NotFound, NotAllowed, Invalid."""
    await reach.need_say(volunteer, by)
    return await _of(volunteer, None, days, at)


async def own(days: Days, *, by: Actor, at: datetime) -> OwnHours:
    """What one gave oneself; raises NotFound for who helps nobody, Invalid."""
    return await _of(None, by.account, days, at)


async def _of(volunteer: UUID | None, account: UUID | None, days: Days, at: datetime) -> OwnHours:
    rows = await fetch(PERSON, volunteer, account)
    if not rows:
        raise NotFound(_("Esta persona no está en la lista."))
    who = rows[0]["id"]
    found = await _served(f"{SERVED} AND a.volunteer = $4{ORDER}", days, at, who)
    return OwnHours(who, rows[0]["name"], days, found)


async def _served(query: str, days: Days, at: datetime, which: Any) -> list[Served]:
    if days.last < days.first:
        raise Invalid({"to": _("El último día no puede ser antes del primero.")})
    rows = await fetch(query, at, days.first, days.last, which)
    return msgspec.convert([dict(row) for row in rows], list[Served])
