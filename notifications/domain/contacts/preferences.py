"""When somebody wants no notices at all."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from events.planning.domain import zones
from notifications.domain.contacts import consents
from notifications.domain.contacts.judging import judge_anew
from notifications.domain.contacts.way import Hours
from notifications.tables import Preference as Row
from server.accounts.domain import audit
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

SAID: Final = "SELECT quiet_from, quiet_until, zone FROM preference WHERE account = $1"


class Quiet(msgspec.Struct, frozen=True):
    """Hours without notices on the clocks of a zone; the same hour twice is none."""

    hours: Hours
    zone: str


async def quiet_of(account: UUID) -> Quiet | None:
    """What somebody said; None is what is usual for each channel, on the installation's clock."""
    rows = await fetch(SAID, account)
    return (
        Quiet(Hours(rows[0]["quiet_from"], rows[0]["quiet_until"]), rows[0]["zone"])
        if rows
        else None
    )


async def say(quiet: Quiet | None, *, by: Actor, at: datetime) -> None:
    """Keep one's own quiet hours, or what is usual; what is held is judged anew. Raises Invalid."""
    by.need("be_told")
    if quiet is not None and quiet.zone not in zones.known():
        raise Invalid({"zone": _("Esa zona horaria no existe.")})
    assert by.account is not None, "whoever is told has an account"
    async with consents.held(by.account):
        await execute("DELETE FROM preference WHERE account = $1", by.account)
        if quiet is not None:
            begins, ends = quiet.hours.from_time, quiet.hours.until_time
            row = Row(
                account=by.account, quiet_from=begins, quiet_until=ends, zone=quiet.zone,
                said_at=at,
            )  # fmt: skip
            await Row.insert(row)
        await judge_anew(by.account, at=at)
        await audit.record(by, "quiet_hours.said", f"account:{by.account}", at=at)
