"""Whether the adults whom minors must find are there before a door opens to anybody.

Who looks after people reads what is missing; attendees only read that the door is not open yet.
What a phone noticed while the door was open, and what paper says, is taken in whoever was there.
"""

from datetime import datetime

from msgspec.structs import replace

from events.attendance.domain import opening
from events.attendance.domain.doors import Doorway
from events.attendance.domain.staff import KnowsWhoHelps
from events.planning.domain import safeguards
from events.planning.domain.event import Event
from server.foundation.errors import Conflict
from server.foundation.translation import gettext as _


class Unguarded(Conflict):
    """Minors would come in where too few adults are."""


async def watched(doorway: Doorway, who_helps: KnowsWhoHelps) -> Doorway:
    """The doorway with how many adults are missing; asked only where minors are expected."""
    if not doorway.minors:
        return doorway
    return replace(doorway, missing_adults=await who_helps.missing_adults(doorway.event))


async def need_adults(event: Event, who_helps: KnowsWhoHelps, *, at: datetime) -> None:
    """Raise Unguarded, in words for those who receive people, while the door must stay shut.

    Once nobody can come through it any more, a phone is only for what was noticed before.
    """
    missing = await missing_adults(event, who_helps, at=at)
    if missing:
        raise Unguarded(f"{_('La puerta no se abre.')} {safeguards.sentence(missing)}")


async def missing_adults(event: Event, who_helps: KnowsWhoHelps, *, at: datetime) -> int:
    """How many adults are missing while people could still come in."""
    ahead = event.status == "published" and at <= opening.closes_at(event)
    return await who_helps.missing_adults(event.id) if event.minors and ahead else 0
