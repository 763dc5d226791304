"""The uniqueness periods of a project, laid out in advance."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec
from asyncpg import RestrictViolationError
from msgspec import Struct

from events.planning.domain import project_book, projects
from events.planning.domain.project_stretches import (
    Every,
    Stretch,
    around,
    rest_of_year,
    stretches,
)
from events.planning.tables import UniquenessPeriod
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

PERIODS: Final = """
    SELECT u.id, u.starts_on AS first, u.ends_on AS last, u.closed_at IS NOT NULL AS closed,
        (SELECT count(*) FROM event e WHERE e.period = u.id) AS events,
        EXISTS (SELECT FROM event e WHERE e.period = u.id AND e.starts_at <= $2) AS begun
    FROM uniqueness_period u WHERE u.project = $1 ORDER BY u.starts_on
"""
PLANNED: Final = """
    SELECT id, (starts_at AT TIME ZONE zone)::date AS day FROM event
    WHERE period = ANY($1) ORDER BY starts_at, id
"""


class Period(Struct, frozen=True, kw_only=True):
    """A period from its first day to its last, and how many events lie in it.

    One with an event that has begun stays as it is: what passes say there cannot be told apart.
    """

    id: UUID
    first: date
    last: date
    closed: bool
    events: int
    begun: bool

    @property
    def stays(self) -> bool:
        """Whether its days can no longer be changed."""
        return self.closed or self.begun


class _Event(Struct, frozen=True):
    id: UUID
    day: date


async def periods(project: UUID, *, at: datetime) -> list[Period]:
    """The periods of a project, the earliest first."""
    rows = await fetch(PERIODS, project, at)
    return [msgspec.convert(dict(row), Period) for row in rows]


async def lay_out(slug: str, every: Every, *, by: Actor, at: datetime) -> list[Period]:
    """Lay the periods of a project out over its days, around those that have begun.

    What lay there and has not begun gives way, and its events move to the new ones. Raises Invalid
    for a project without days, and Conflict where passes were read already.
    """
    project_book.need(by)
    project = await projects.project(slug)
    if project.starts_on is None or project.ends_on is None:
        raise Invalid({"every": _("Faltan las fechas del proyecto.")})
    wanted = stretches(project.starts_on, project.ends_on, every)
    try:
        async with transaction():
            await only_one_at_a_time(f"periods of {project.id}")
            await _lay(project.id, wanted, at)
            await audit.record(by, "project.periods", f"project:{slug}", at=at, every=every)
    except RestrictViolationError as error:
        raise Conflict(_("En uno de esos periodos ya se leyeron tarjetas: queda como está.")) from (
            error
        )
    return await periods(project.id, at=at)


async def _lay(project: UUID, wanted: Sequence[Stretch], at: datetime) -> None:
    known = await periods(project, at=at)
    loose = [period for period in known if not period.stays]
    kept = {Stretch(period.first, period.last): period.id for period in known if period.stays}
    events = await _events(loose)
    new = around(wanted, list(kept))
    for event in events:
        if not any(stretch.holds(event.day) for stretch in (*new, *kept)):
            new.append(rest_of_year(event.day, (*new, *kept)))
    ids = kept | await _write(project, new, loose)
    for event in events:
        lies_in = next(it for it in ids if it.holds(event.day))
        await execute("UPDATE event SET period = $2 WHERE id = $1", event.id, ids[lies_in])
    unused = [period.id for period in loose if period.id not in ids.values()]
    await execute("DELETE FROM uniqueness_period WHERE id = ANY($1)", unused)


async def _events(loose: Sequence[Period]) -> list[_Event]:
    rows = await fetch(PLANNED, [period.id for period in loose])
    return [msgspec.convert(dict(row), _Event) for row in rows]


async def _write(
    project: UUID, new: Sequence[Stretch], loose: Sequence[Period]
) -> dict[Stretch, UUID]:
    """Each stretch as a period; one that began on the same day only gets another last day."""
    begin = {period.first: period.id for period in loose}
    ids: dict[Stretch, UUID] = {}
    for stretch in new:
        ids[stretch] = begin.get(stretch.first) or new_id()
        row = UniquenessPeriod(
            id=ids[stretch], project=project, starts_on=stretch.first, ends_on=stretch.last
        )
        if stretch.first in begin:
            await execute(
                "UPDATE uniqueness_period SET ends_on = $2 WHERE id = $1", row.id, stretch.last
            )
        else:
            await UniquenessPeriod.insert(row)
    return ids
