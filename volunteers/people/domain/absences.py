"""Telling when one is away, or that one is not; why is nobody's business."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.people.domain import reach
from volunteers.people.domain.days_away import Absence

WEEKS_ASKED: Final = 8
LONGEST: Final = timedelta(days=400)
FURTHEST: Final = timedelta(days=730)
MOST_AHEAD: Final = 100

ABSENCES: Final = """
    SELECT id, first_day, last_day FROM absence
    WHERE volunteer = $1 AND last_day >= $2 ORDER BY first_day, last_day
"""
# The same days told again are the same absence.
TELL: Final = """
    INSERT INTO absence (id, volunteer, first_day, last_day, told_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (volunteer, first_day, last_day) DO UPDATE SET told_at = excluded.told_at
    RETURNING id
"""
TOLD_THROUGH: Final = """
    UPDATE volunteer SET absences_told_until = greatest(absences_told_until, $2),
        absences_told_at = greatest(absences_told_at, $3)
    WHERE id = $1
"""


class NewAbsence(Struct, frozen=True, kw_only=True):
    """The first and the last day on which somebody is away."""

    first_day: date
    last_day: date


def asked_through(today: date) -> date:
    """The Sunday through which people are asked when they are away."""
    return today + timedelta(weeks=WEEKS_ASKED, days=6 - today.weekday())


async def absences_of(volunteer: UUID, *, since: date, by: Actor) -> list[Absence]:
    """The absences that are not over by then; raises NotFound or NotAllowed."""
    await reach.need_say(volunteer, by)
    rows = await fetch(ABSENCES, volunteer, since)
    return msgspec.convert([dict(row) for row in rows], list[Absence])


async def told_until(volunteer: UUID, *, by: Actor) -> date | None:
    """The day through which somebody said when they are away; raises NotFound or NotAllowed."""
    await reach.need_say(volunteer, by)
    rows = await fetch("SELECT absences_told_until FROM volunteer WHERE id = $1", volunteer)
    until: date | None = rows[0]["absences_told_until"]
    return until


async def tell(
    volunteer: UUID,
    absence: NewAbsence,
    *,
    by: Actor,
    at: datetime,
    today: date,
    through: date | None = None,
) -> UUID:
    """Keep that somebody is away; `through` is the day until which this was all they had to tell.

    Raises Invalid, Conflict for too many, NotFound or NotAllowed.
    """
    _check(absence, today)
    first, last = absence.first_day, absence.last_day
    async with reach.held(volunteer):
        await reach.need_say(volunteer, by)
        if len(await fetch(ABSENCES, volunteer, today)) >= MOST_AHEAD:
            raise Conflict(_("Ya hay muchas ausencias anotadas. Conviene quitar alguna primero."))
        rows = await fetch(TELL, new_id(), volunteer, first, last, at)
        if through is not None:
            await execute(TOLD_THROUGH, volunteer, through, at)
        told = {"first_day": first, "last_day": last}
        await audit.record(by, "absence.told", f"volunteer:{volunteer}", at=at, **told)
    return UUID(str(rows[0]["id"]))


async def none_through(volunteer: UUID, day: date, *, by: Actor, at: datetime, today: date) -> None:
    """Keep that somebody told every absence through a day, which may have been none.

    Raises Invalid (field `told_until`), NotFound or NotAllowed.
    """
    if not today <= day <= today + LONGEST:
        raise Invalid({"told_until": _("Elegir un día de hoy en adelante, dentro de un año.")})
    async with reach.held(volunteer):
        await reach.need_say(volunteer, by)
        await execute(TOLD_THROUGH, volunteer, day, at)
        await audit.record(by, "absence.none", f"volunteer:{volunteer}", at=at, through=day)


async def take_back(
    volunteer: UUID, absences: Collection[UUID], *, by: Actor, at: datetime
) -> None:
    """Forget absences, so that somebody is there after all; raises NotFound or NotAllowed."""
    async with reach.held(volunteer):
        await reach.need_say(volunteer, by)
        gone = await fetch(
            "DELETE FROM absence WHERE volunteer = $1 AND id = ANY($2) RETURNING id",
            volunteer,
            list(absences),
        )
        if gone:
            subject = f"volunteer:{volunteer}"
            await audit.record(by, "absence.taken_back", subject, at=at, n=len(gone))


def _check(absence: NewAbsence, today: date) -> None:
    first, last = absence.first_day, absence.last_day
    wrong = {}
    if last < today:
        wrong["last_day"] = _("Ese día ya pasó.")
    if first > today + FURTHEST:
        wrong["first_day"] = _("Falta mucho para ese día: dos años como mucho.")
    if last < first:
        wrong["last_day"] = _("Debe terminar después de empezar.")
    elif last - first >= LONGEST:
        wrong["last_day"] = _("Una ausencia dura 400 días como mucho.")
    if wrong:
        raise Invalid(wrong)
