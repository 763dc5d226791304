"""Doing something while its connection is killed before one statement after another."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

import asyncpg
from asyncpg import Connection
from msgspec import Struct

from server.foundation.database import fetch
from server.foundation.outages import ANY, trouble

MOST: Final = 2_000
# What was counted of registers follows from them, and is counted whenever somebody asks.
TABLES: Final = """
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
        AND tablename NOT LIKE 'counted%' AND tablename <> 'register_touch' ORDER BY tablename
"""
KILL: Final = "SELECT pg_terminate_backend($1, 5000)"


class Act(Struct, frozen=True):
    """Something important: `do` it, and whether it is `done`, whole."""

    do: Callable[[], Awaitable[object]]
    done: Callable[[], Awaitable[bool]]


class Outcome(Struct, frozen=True, kw_only=True):
    """After how many statements it came through, and when it was neither whole nor undone."""

    statements: int
    halves: list[int]
    strange: list[str]


class Killer:
    """Counts statements, and kills the connection that is about to send the fatal one."""

    def __init__(self, admin: Connection) -> None:
        self.fatal = 0
        self.sent = 0
        self._admin = admin

    async def about_to_send(self, connection: Connection) -> None:
        """Count it, unless it is our own."""
        if not self.fatal or connection is self._admin:
            return
        self.sent += 1
        if self.sent == self.fatal:
            await self._admin.fetchval(KILL, connection.get_server_pid())


async def broken_off_everywhere(act: Act, config: dict[str, Any]) -> Outcome:
    """Do it with its connection killed before the first statement, then the second, and so on.

    Until it comes through; what was undone is done anew each time.
    """
    before = await digest()
    halves: list[int] = []
    strange: list[str] = []
    async with _killing(config) as killer:
        for number in range(1, MOST):
            killer.sent, killer.fatal = 0, number
            try:
                await act.do()
            except ANY as error:
                if trouble(error) not in {"lost", "unknown"}:
                    strange.append(repr(error))
            killer.fatal, reached = 0, killer.sent >= number
            if await act.done():
                return Outcome(statements=number - (not reached), halves=halves, strange=strange)
            if await digest() != before:
                halves.append(number)
                before = await digest()
    raise AssertionError("it never came through")


async def digest() -> str:
    """Everything that stands in the database, in short."""
    names = [row["name"] for row in await fetch(TABLES)]
    each = (
        f"SELECT '{name}' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS d"
        f' FROM "{name}" t'
        for name in names
    )
    rows = await fetch(
        f"SELECT md5(string_agg(d, '' ORDER BY d)) AS d FROM ({' UNION ALL '.join(each)}) all_"
    )
    return str(rows[0]["d"])


@asynccontextmanager
async def _killing(config: dict[str, Any]) -> AsyncIterator[Killer]:
    admin = await asyncpg.connect(**config)
    killer, plain, simple = Killer(admin), Connection._execute, Connection.execute

    async def with_arguments(self: Connection, *said: Any, **more: Any) -> Any:
        await killer.about_to_send(self)
        return await plain(self, *said, **more)

    async def without(self: Connection, query: str, *said: Any, **more: Any) -> Any:
        if not said:  # with arguments it is counted above
            await killer.about_to_send(self)
        return await simple(self, query, *said, **more)

    Connection._execute, Connection.execute = with_arguments, without
    try:
        yield killer
    finally:
        Connection._execute, Connection.execute = plain, simple
        await admin.close()
