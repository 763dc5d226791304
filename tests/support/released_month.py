"""A month whose figures were released: a crowd in one place, and three people in another."""

from datetime import date
from typing import Final
from uuid import UUID

from events.outreach.domain.releases import releasing
from events.outreach.domain.releases.wish import Wish
from server.foundation.identity import SYSTEM
from tests.support.registers import AFTER, FORUM_DAY, WORKSHOP_DAY, held, tallied

ZONE: Final = "America/Guatemala"
SECRET: Final = "Convivencia de las aves"


async def crowd() -> UUID:
    """110 contacts; in Mixco only three, who may not be found. Returns the workshop."""
    workshop = await held(WORKSHOP_DAY, title=SECRET)
    await tallied(workshop, 60, sex="female", age_band="15-17", audience="adolescents")
    await tallied(workshop, 47, sex="male", age_band="15-17", audience="adolescents")
    forum = await held(FORUM_DAY, kind="forum", municipality="0108")
    await tallied(forum, 3, sex="female", age_band="35-49", audience="teachers")
    return workshop


async def month_released(readers: str = "donor") -> UUID:
    """The release of March 2026 of the general project."""
    wish = Wish(
        title="Marzo",
        readers=readers,
        first=date(2026, 3, 1),
        last=date(2026, 3, 31),
        zone=ZONE,
        project="general",
    )
    return await releasing.publish(wish, by=SYSTEM, at=AFTER)
