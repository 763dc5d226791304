"""How much somebody helps at most, and how far they travel for it."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import execute
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from volunteers.people.domain import reach

BOUNDS: Final = {"most_a_week": (1, 21), "most_a_month": (1, 90), "travel_minutes": (0, 600)}
LIMIT: Final = """
    UPDATE volunteer SET most_a_week = $2, most_a_month = $3, travel_minutes = $4 WHERE id = $1
"""


class Limits(Struct, frozen=True, kw_only=True):
    """Places in a week and in a month, and minutes of road from home; None is no limit."""

    most_a_week: int | None = None
    most_a_month: int | None = None
    travel_minutes: int | None = None


async def limit(volunteer: UUID, limits: Limits, *, by: Actor, at: datetime) -> None:
    """Keep somebody's limits; raises Invalid, NotFound or NotAllowed."""
    _check(limits)
    said = msgspec.structs.asdict(limits)
    async with reach.held(volunteer):
        await reach.need_say(volunteer, by)
        await execute(LIMIT, volunteer, *said.values())
        await audit.record(by, "volunteer.limited", f"volunteer:{volunteer}", at=at, **said)


def _check(limits: Limits) -> None:
    wrong = {}
    for name, (least, most) in BOUNDS.items():
        number = getattr(limits, name)
        if number is not None and not least <= number <= most:
            wrong[name] = _(
                "Debe ser un número entero de %(least)s a %(most)s.", least=least, most=most
            )
    if wrong:
        raise Invalid(wrong)
