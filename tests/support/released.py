"""Releases for tests: a March in which many came, and a few."""

from datetime import date
from uuid import UUID

from msgspec.structs import replace

from events.outreach.domain.releases import releasing
from events.outreach.domain.releases.wish import Wish
from server.foundation.identity import SYSTEM
from tests.support.registers import AFTER, WORKSHOP_DAY, held, march, tallied

MARCH = Wish(
    title="Marzo de 2026",
    readers="public",
    first=date(2026, 3, 1),
    last=date(2026, 3, 31),
    zone="America/Guatemala",
)
FORM = {
    "title": "Marzo de 2026",
    "readers": "public",
    "project": "",
    "first": "2026-03-01",
    "last": "2026-03-31",
    "ages": "0-17\n18+",
}


async def busy_march() -> None:
    """March as it was, and a workshop in Mixco to which 60 grown women and men came."""
    await march()
    workshop = await held(WORKSHOP_DAY.replace(day=16), municipality="0108")
    await tallied(workshop, 40, sex="female", age_band="25-34", audience="teachers")
    await tallied(workshop, 20, sex="male", age_band="25-34", audience="teachers")


async def march_released(**changed: str) -> UUID:
    """The release of it."""
    return await releasing.publish(replace(MARCH, **changed), by=SYSTEM, at=AFTER)
