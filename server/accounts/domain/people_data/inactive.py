"""Erasing those who have not been here for a long time, one after the other."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from server.accounts.domain.people_data.erasing import erase
from server.accounts.domain.people_data.holding import Erasing, RoomData
from server.accounts.domain.retention.rule import Cutoff
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM

FIRST: Final = "SELECT account FROM ({quiet}) AS quiet (account) ORDER BY account LIMIT 1"
COUNT: Final = "SELECT count(*) AS n FROM ({quiet}) AS quiet"


class Inactive(Struct, frozen=True):
    """Those whom a query finds: the accounts of whoever did nothing since $1.

    Unlike rows they are seen to one at a time, because each of them takes a while.
    """

    quiet: str
    rooms: Sequence[RoomData]
    folder: Path

    async def due(self, cutoff: Cutoff) -> int:
        """How many there are."""
        return int((await fetch(COUNT.format(quiet=self.quiet), cutoff.before))[0]["n"])

    async def forget(self, cutoff: Cutoff, *, most: int) -> int:  # noqa: ARG002 (one is a batch)
        """Erase one of them."""
        rows = await fetch(FIRST.format(quiet=self.quiet), cutoff.before)
        doing = Erasing(SYSTEM, cutoff.at, self.folder)
        for row in rows:
            await erase(row["account"], self.rooms, "inactive", doing=doing)
        return len(rows)

    async def waiting(self, _cutoff: Cutoff) -> int:
        """None ever waits."""
        return 0
