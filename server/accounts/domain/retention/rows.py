"""Rows of the database that can be forgotten, batch by batch."""

from typing import Final

from msgspec import Struct

from server.accounts.domain.retention.rule import Cutoff, Forgettable
from server.foundation.database import fetch

COUNT: Final = "SELECT count(*) AS n FROM {table} AS one WHERE {where}"
# Whoever holds a row is left in peace until the next batch.
CHOSEN: Final = """
    {key} IN (SELECT one.{key} FROM {table} AS one WHERE {where} LIMIT $2 FOR UPDATE SKIP LOCKED)
"""
DELETE: Final = "DELETE FROM {table} WHERE {chosen} RETURNING 1"
CHANGE: Final = "UPDATE {table} SET {change} WHERE {chosen} RETURNING 1"


class Rows(Struct, frozen=True, kw_only=True):
    """The rows of a table, called `one`, that `where` finds: those that were over before $1.

    They are deleted, or what is personal in them is overwritten by `change`; what was overwritten
    must not be found again. `held_back` finds those that are old enough and have to wait.
    """

    table: str
    where: str
    key: str = "id"
    change: str = ""
    held_back: str = ""

    async def due(self, cutoff: Cutoff) -> int:
        """How many rows are due."""
        return await self._count(self.where, cutoff)

    async def forget(self, cutoff: Cutoff, *, most: int) -> int:
        """Forget up to `most` rows."""
        chosen = CHOSEN.format(key=self.key, table=self.table, where=self.where)
        statement = CHANGE if self.change else DELETE
        done = statement.format(table=self.table, change=self.change, chosen=chosen)
        return len(await fetch(done, cutoff.before, most))

    async def waiting(self, cutoff: Cutoff) -> int:
        """How many rows are held back."""
        return await self._count(self.held_back, cutoff) if self.held_back else 0

    async def _count(self, where: str, cutoff: Cutoff) -> int:
        rows = await fetch(COUNT.format(table=self.table, where=where), cutoff.before)
        return int(rows[0]["n"])


class Several(Struct, frozen=True):
    """What goes one after the other: the next only when nothing of the one before is due."""

    parts: tuple[Forgettable, ...]

    async def due(self, cutoff: Cutoff) -> int:
        """How much is due in all."""
        return sum([await part.due(cutoff) for part in self.parts])

    async def forget(self, cutoff: Cutoff, *, most: int) -> int:
        """Forget up to `most` of the first part that has any."""
        for part in self.parts:
            if gone := await part.forget(cutoff, most=most):
                return gone
        return 0

    async def waiting(self, cutoff: Cutoff) -> int:
        """How much is held back in all."""
        return sum([await part.waiting(cutoff) for part in self.parts])
