"""One pool of connections, and transactions that always give theirs back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from asyncpg import Connection, Record
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

POOL_SIZE: Final = 10


class CarefulTransaction(PostgresTransaction):
    """Piccolo's own forgets its connection when commit or rollback raises; this one never does."""

    async def __aenter__(self) -> PostgresTransaction:
        if self._parent is not None:
            return self._parent
        self.connection = await self._taken()
        try:
            self.transaction = self.connection.transaction()
            await self.transaction.start()
        except BaseException:
            await self._give_back()
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if self._parent is not None:
            return False
        try:
            await self._settle(failed=exception is not None)
        except BaseException:
            self.connection.terminate()
            raise
        finally:
            self.engine.current_transaction.set(None)
            await self._give_back()
        return False

    async def _settle(self, *, failed: bool) -> None:
        if failed:
            await self.transaction.rollback()
        else:
            await self.transaction.commit()

    async def _taken(self) -> Any:
        pool = self.engine.pool
        return await (pool.acquire() if pool else self.engine.get_new_connection())

    async def _give_back(self) -> None:
        if self.engine.pool:
            await asyncio.shield(self.engine.pool.release(self.connection))
        else:
            await self.connection.close()


class LateEngine(PostgresEngine):
    """A PostgresEngine that connects when told to, not when a module is imported."""

    async def check_version(self) -> None:
        """Say nothing: where to connect is not known yet."""

    def transaction(self, allow_nested: bool = True) -> PostgresTransaction:  # noqa: FBT001, FBT002 (Piccolo's signature)
        """A transaction that always gives its connection back."""
        return CarefulTransaction(engine=self, allow_nested=allow_nested)


engine: Final = LateEngine(config={})


def address(*, url: str | None, sockets: Path | None, name: str = "convoca") -> dict[str, Any]:
    """What asyncpg needs to reach the database: the given URL, or else the embedded server."""
    if url is None:
        return {"host": str(sockets), "port": 5432, "user": "postgres", "database": name}
    parts = urlsplit(url)
    return {"dsn": url, "database": unquote(parts.path.lstrip("/")) or name}


@asynccontextmanager
async def connected(config: dict[str, Any], *, size: int = POOL_SIZE) -> AsyncIterator[None]:
    """Hold a pool to the database of `config` for as long as the block lasts."""
    engine.config = config
    await engine.start_connection_pool(
        min_size=1,
        max_size=size,
        server_settings={"application_name": "convoca", "timezone": "UTC", "jit": "off"},
    )
    try:
        yield
    finally:
        await engine.close_connection_pool()


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """All or nothing. Inside another one it is a savepoint: what fails here is undone here."""
    outer = engine.current_transaction.get()
    if outer is None:
        async with engine.transaction():
            yield
        return
    async with outer.connection.transaction():
        yield


@asynccontextmanager
async def connection() -> AsyncIterator[Connection]:
    """The connection of the transaction that is open, or one from the pool."""
    current = engine.current_transaction.get()
    if current is not None:
        yield current.connection
        return
    pool = engine.pool
    if pool is None:
        raise RuntimeError("the database is not connected")
    async with pool.acquire() as lent:
        yield lent


async def fetch(query: str, *arguments: Any) -> list[Record]:
    """Rows of a query in PostgreSQL's own words, with $1 … for the arguments."""
    async with connection() as lent:
        return list(await lent.fetch(query, *arguments))


async def execute(query: str, *arguments: Any) -> str:
    """Run a command in PostgreSQL's own words; returns its tag, such as `UPDATE 2`."""
    async with connection() as lent:
        return str(await lent.execute(query, *arguments))


async def only_one_at_a_time(what: str) -> None:
    """Wait until no other transaction anywhere holds this name; held until commit."""
    if engine.current_transaction.get() is None:
        raise RuntimeError("a name can only be held in a transaction")
    await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", what)
