"""A project whose first half of 2026 can be closed, with the registers of two events in March."""

from datetime import UTC, date, datetime
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.periods import closing
from events.outreach.domain.periods.asking import Asking
from events.outreach.domain.periods.closing import Closed
from events.planning.domain import planning
from events.planning.tables import Project, UniquenessPeriod
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.support.registers import ANA, BETO, FORUM_DAY, WORKSHOP_DAY, arrived, held, tallied
from volunteers.assignments.domain import given

ZONE = "America/Guatemala"
JULY = datetime(2026, 7, 3, 15, 0, tzinfo=UTC)
LATER = datetime(2026, 8, 20, 15, 0, tzinfo=UTC)
LOOKING = Asking(SYSTEM, LATER, ZONE, given)


class Half(Struct, frozen=True):
    """The half year of a project, with a workshop in San José Pinula and a forum in Mixco.

    Ana (female, 15-17) and Beto (male; he told only the forum that he is 15-17) have passes and
    were at both. A girl without one was at the workshop, with 5 boys who were only counted; at the
    forum there were 2 boys, who may be of those 5. So 12 contacts are 8 to 10 people.
    """

    project: UUID
    period: UUID
    workshop: UUID
    forum: UUID


async def begun(slug: str = "paz", *, name: str = "Crecer en paz") -> tuple[UUID, UUID]:
    """A project and its first half of 2026."""
    project = Project(id=new_id(), slug=slug, name=name, donor="Fundación")
    await Project.insert(project)
    period = UniquenessPeriod(
        id=new_id(), project=project.id, starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30)
    )
    await UniquenessPeriod.insert(period)
    return UUID(str(project.id)), UUID(str(period.id))


async def half(*, complete: bool = True) -> Half:
    """The half year with its registers, all of them closed unless said otherwise."""
    project, period = await begun()
    workshop = await held(WORKSHOP_DAY, project="paz")
    forum = await held(FORUM_DAY, project="paz", kind="forum", municipality="0108", topics=())
    await arrived(workshop, pseudonym=ANA, sex="female", age_band="15-17", audience="adolescents")
    await arrived(workshop, pseudonym=BETO, sex="male")
    await arrived(workshop, sex="female", age_band="13-14")
    await tallied(workshop, 5, sex="male", age_band="13-14", audience="adolescents")
    await arrived(forum, pseudonym=ANA, at=FORUM_DAY)
    await arrived(forum, pseudonym=BETO, at=FORUM_DAY, sex="male", age_band="15-17")
    await tallied(forum, 2, sex="male", age_band="13-14", audience="adolescents")
    for event in (workshop, forum) if complete else (workshop,):
        await planning.close(event, by=SYSTEM, at=JULY)
    return Half(project, period, workshop, forum)


async def closed(period: UUID, *, by: Actor = SYSTEM, at: datetime = JULY) -> Closed:
    """Close a period."""
    return await closing.close(period, by=by, at=at, zone=ZONE, help_given=given)


async def closed_half() -> Half:
    """The half year, closed."""
    made = await half()
    await closed(made.period)
    return made
