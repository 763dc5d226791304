"""Finding out whether a commit that was cut off took place: PostgreSQL remembers for a while."""

import asyncio
from typing import Any, Final

from asyncpg import Connection, InterfaceError, Pool, PostgresConnectionError

from server.foundation import attempts
from server.foundation.lending import Lender
from server.foundation.outages import ANY, CommitUnknown, trouble

# A server that crashed, or a standby in its place, gives numbers again that it never wrote down. So
# a number is only believed by a server of the same line that has all we wrote: no checkpoint since,
# as there is one after a crash, or one beyond what we had written.
LINE: Final = "substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)"
NUMBER: Final = f"""
    SELECT pg_current_xact_id_if_assigned()::text AS number, {LINE} AS line,
        pg_current_wal_insert_lsn()::text AS written, checkpoint_lsn::text AS checkpoint
    FROM pg_control_checkpoint()
"""
STATUS: Final = f"""
    SELECT CASE WHEN {LINE} = $2
        AND (checkpoint_lsn = $4::text::pg_lsn OR checkpoint_lsn >= $3::text::pg_lsn)
        THEN pg_xact_status($1::text::xid8) END
    FROM pg_control_checkpoint()
"""
TRIES: Final = 20
PAUSE: Final = 0.1  # seconds
UNDONE: Final = "the connection was lost, and what was begun is undone"


class Commit:
    """One commit, with what it takes to ask for it later where somebody waits for the answer."""

    def __init__(self) -> None:
        self._number: tuple[str, ...] | None = None
        self._attempt = attempts.current()
        self._kept_before = self._attempt is not None and self._attempt.kept

    async def carry_out(self, connection: Connection, transaction: Any) -> None:
        """Commit; raises CommitUnknown when the connection is lost meanwhile."""
        if _is_gone(connection):
            raise PostgresConnectionError(UNDONE)
        if self._attempt is not None:
            found = tuple(await connection.fetchrow(NUMBER))
            if found[0] is None:  # nothing was written
                await transaction.commit()
                return
            self._number = found
        attempts.note_keeping()
        try:
            await transaction.commit()
        except ANY as error:
            raise_if_lost(error)
            raise

    async def settle(self, doubt: CommitUnknown, pool: Pool | None, lender: Lender) -> None:
        """Return if it took place; raises `doubt` where that cannot be found out.

        Raises PostgresConnectionError where it did not: then all is as if nothing had been begun.
        """
        status = await self._status(pool, lender)
        if status == "committed":
            return
        if status == "aborted":
            if self._attempt is not None:
                self._attempt.kept = self._kept_before
            raise PostgresConnectionError(UNDONE) from doubt
        raise doubt

    async def _status(self, pool: Pool | None, lender: Lender) -> str | None:
        if self._number is None or pool is None:
            return None
        for _try in range(TRIES):
            try:
                async with lender.lent(pool) as lent:
                    status = await lent.fetchval(STATUS, *self._number)
            except ANY:
                return None
            if status != "in progress":
                return str(status) if status else None
            await asyncio.sleep(PAUSE)
        return None


def _is_gone(connection: Connection) -> bool:
    try:
        return bool(connection.is_closed())
    except InterfaceError:  # it was given back to the pool when it was lost
        return True


def raise_if_lost(error: Exception) -> None:
    """Raise CommitUnknown where the connection was lost while something was being kept."""
    if isinstance(error, OSError) or trouble(error) == "lost":
        raise CommitUnknown("nobody knows whether it is kept") from error
