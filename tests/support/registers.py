"""Registers for tests: two events in March 2026, and the lines that those who came left there."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from events.attendance.tables import CheckIn, Headcount
from events.planning.domain import planning
from server.foundation.database import execute
from server.foundation.identity import SYSTEM, new_id
from tests.support.events import planned

WORKSHOP_DAY = datetime(2026, 3, 14, 15, 0, tzinfo=UTC)
FORUM_DAY = datetime(2026, 3, 21, 15, 0, tzinfo=UTC)
BEFORE = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
AFTER = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)
ANA, BETO = b"ana", b"beto"


class March(Struct, frozen=True):
    """The workshop in San José Pinula is closed, the forum in Mixco still open.

    Ana (female, 15-17) and Beto (male; he told only the forum that he is 15-17) have passes and
    were at both. A girl without one was at the workshop, with 5 boys who were only counted; at the
    forum there were 2 boys, who may be of those 5. So 12 contacts are 8 to 10 people.
    """

    workshop: UUID
    forum: UUID


async def march() -> March:
    """The two events with their registers."""
    workshop = await held(WORKSHOP_DAY)
    forum = await held(FORUM_DAY, kind="forum", municipality="0108", topics=())
    await arrived(workshop, pseudonym=ANA, sex="female", age_band="15-17", audience="adolescents")
    await arrived(workshop, pseudonym=BETO, sex="male")
    await arrived(workshop, sex="female", age_band="13-14")
    await tallied(workshop, 5, sex="male", age_band="13-14", audience="adolescents")
    await arrived(forum, pseudonym=ANA, at=FORUM_DAY)
    await arrived(forum, pseudonym=BETO, at=FORUM_DAY, sex="male", age_band="15-17")
    await tallied(forum, 2, sex="male", age_band="13-14", audience="adolescents")
    await planning.close(workshop, by=SYSTEM, at=AFTER)
    return March(workshop, forum)


async def held(day: datetime, *, published: bool = True, **changes: Any) -> UUID:
    """An event of three hours."""
    hours = {"starts_at": day, "ends_at": day + timedelta(hours=3)}
    return await planned(published=published, at=BEFORE, **hours, **changes)


async def arrived(event: UUID, *, at: datetime = WORKSHOP_DAY, **answers: Any) -> UUID:
    """Somebody's line in the register; they said nothing but the answers given."""
    told = {"sex": "unknown", "age_band": "unknown", **answers}
    row = CheckIn(id=new_id(), event=event, source="self", at=at, received_at=at, **told)
    await CheckIn.insert(row)
    return UUID(str(row.id))


async def tallied(event: UUID, count: int, **answers: Any) -> UUID:
    """A number of people in the register."""
    told = {"sex": "unknown", "age_band": "unknown", **answers}
    day = WORKSHOP_DAY
    row = Headcount(id=new_id(), event=event, count=count, at=day, received_at=day, **told)
    await Headcount.insert(row)
    return UUID(str(row.id))


async def voided(table: str, line: UUID) -> None:
    """Take a line back, in the table `check_in` or `headcount`."""
    fallen = ", standing = false" if table == "check_in" else ""
    await execute(
        f"UPDATE {table} SET voided_at = $2, void_reason = 'prueba'{fallen} WHERE id = $1",
        line, AFTER,
    )  # fmt: skip
