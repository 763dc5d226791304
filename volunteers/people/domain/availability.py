"""When somebody has time in a usual week, as they said."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from server.accounts.domain import audit
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.people.domain import reach, week
from volunteers.people.domain.week import MOST_A_DAY, Window
from volunteers.people.tables import Availability

WINDOWS: Final = """
    SELECT weekday, from_time, until_time FROM availability
    WHERE volunteer = $1 ORDER BY weekday, from_time
"""


async def windows_of(volunteer: UUID, *, by: Actor) -> list[Window]:
    """The hours in which somebody has time; none means always. Raises NotFound, NotAllowed."""
    await reach.need_say(volunteer, by)
    rows = await fetch(WINDOWS, volunteer)
    return msgspec.convert([dict(row) for row in rows], list[Window])


async def say(volunteer: UUID, windows: Iterable[Window], *, by: Actor, at: datetime) -> None:
    """Replace the hours of the week by these; none means always.

    Raises Invalid (field `windows`), NotFound or NotAllowed.
    """
    said = list(windows)
    _check(said)
    kept = week.merged(said)
    async with reach.held(volunteer):
        await reach.need_say(volunteer, by)
        await execute("DELETE FROM availability WHERE volunteer = $1", volunteer)
        for window in kept:
            row = msgspec.structs.asdict(window)
            await Availability.insert(Availability(id=new_id(), volunteer=volunteer, **row))
        subject = f"volunteer:{volunteer}"
        await audit.record(by, "availability.said", subject, at=at, windows=len(kept))


async def say_also(volunteer: UUID, windows: Iterable[Window], *, by: Actor, at: datetime) -> None:
    """Add hours to those that were said; raises as `say`."""
    async with reach.held(volunteer):
        before = await windows_of(volunteer, by=by)
        await say(volunteer, [*before, *windows], by=by, at=at)


def _check(windows: list[Window]) -> None:
    sentence = next(filter(None, map(week.wrong, windows)), None)
    if sentence is None and max(Counter(one.weekday for one in windows).values(), default=0) > (
        MOST_A_DAY
    ):
        sentence = _("Caben %(n)s horarios por día como mucho.", n=MOST_A_DAY)
    if sentence:
        raise Invalid({"windows": sentence})
