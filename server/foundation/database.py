"""One pool of connections, and transactions that always give theirs back."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from asyncpg import Connection, InterfaceError, Record
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from server.foundation import attempts, primary
from server.foundation.commits import Commit, raise_if_lost
from server.foundation.lending import Lender, give_back, keeps
from server.foundation.outages import ANY, CommitUnknown, trouble

POOL_SIZE: Final = 10
CONNECTS_WITHIN: Final = 5.0  # seconds
SETTINGS: Final = {"application_name": "convoca", "timezone": "UTC", "jit": "off"}
# Of whoever serves people: who waits longer has gone, and holds up others.
SERVING: Final = {
    "statement_timeout": "45s",
    "lock_timeout": "20s",
    "idle_in_transaction_session_timeout": "60s",
}
GIVES_UP: Final = 60.0  # seconds, of a server that says nothing any more
Hearing = Callable[[Any], None]
"""Is told of each statement once it is answered (asyncpg's LoggedQuery)."""


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
        commit = Commit()
        try:
            await self._finish(commit, failed=exception is not None)
        except CommitUnknown as doubt:
            await commit.settle(doubt, self.engine.pool, lender)
        return False

    async def _finish(self, commit: Commit, *, failed: bool) -> None:
        try:
            if failed:
                await self.transaction.rollback()
            else:
                await commit.carry_out(self.connection, self.transaction)
        except BaseException:
            # One that was lost has gone from the pool, and from us, already.
            with suppress(InterfaceError):
                self.connection.terminate()
            raise
        finally:
            self.engine.current_transaction.set(None)
            await self._give_back()

    async def _taken(self) -> Any:
        pool = self.engine.pool
        return await (lender.take(pool) if pool else self.engine.get_new_connection())

    async def _give_back(self) -> None:
        if self.engine.pool:
            await give_back(self.engine.pool, self.connection)
        else:
            await self.connection.close()


class LateEngine(PostgresEngine):
    """A PostgresEngine that connects when told to, not when a module is imported."""

    async def check_version(self) -> None:
        """Say nothing: where to connect is not known yet."""

    def transaction(self, allow_nested: bool = True) -> PostgresTransaction:  # noqa: FBT001, FBT002 (Piccolo's signature)
        """A transaction that always gives its connection back."""
        return CarefulTransaction(engine=self, allow_nested=allow_nested)

    async def _run_in_pool(self, query: str, args: Sequence[Any] | None = None) -> Any:
        return await _alone("fetch", query, *(args or ()))


engine: Final = LateEngine(config={})
lender: Final = Lender()


def address(*, url: str | None, sockets: Path | None, name: str = "convoca") -> dict[str, Any]:
    """What asyncpg needs to reach the database: the given URL, or else the embedded server."""
    if url is None:
        return {"host": str(sockets), "port": 5432, "user": "postgres", "database": name}
    parts = urlsplit(url)
    return {"dsn": url, "database": unquote(parts.path.lstrip("/")) or name}


@asynccontextmanager
async def connected(
    config: dict[str, Any],
    *,
    size: int = POOL_SIZE,
    heard_by: Sequence[Hearing] = (),
    serving: bool = False,
) -> AsyncIterator[None]:
    """Hold a pool to the database of `config` for as long as the block lasts.

    Whoever is `serving` begins although nobody answers yet, and waits for nothing for long.
    """

    async def listened_to(made: Connection) -> None:
        for hearing in heard_by:
            made.add_query_logger(hearing)

    engine.config = config
    await engine.start_connection_pool(
        min_size=0 if serving else 1,
        max_size=size,
        connect=primary.connect,
        init=listened_to,
        timeout=CONNECTS_WITHIN,
        command_timeout=GIVES_UP if serving else None,
        server_settings={**SETTINGS, **(SERVING if serving else {})},
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
    async with lender.lent(pool) as lent:
        yield lent


async def fetch(query: str, *arguments: Any) -> list[Record]:
    """Rows of a query in PostgreSQL's own words, with $1 … for the arguments."""
    current = engine.current_transaction.get()
    if current is None:
        return list(await _alone("fetch", query, *arguments))
    return list(await current.connection.fetch(query, *arguments))


async def execute(query: str, *arguments: Any) -> str:
    """Run a command in PostgreSQL's own words; returns its tag, such as `UPDATE 2`."""
    current = engine.current_transaction.get()
    if current is None:
        return str(await _alone("execute", query, *arguments))
    return str(await current.connection.execute(query, *arguments))


async def only_one_at_a_time(what: str) -> None:
    """Wait until no other transaction anywhere holds this name; held until commit."""
    if engine.current_transaction.get() is None:
        raise RuntimeError("a name can only be held in a transaction")
    await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", what)


async def _alone(way: str, query: str, *arguments: Any) -> Any:
    """Ask something that is a transaction by itself; what only reads is asked twice if need be."""
    if keeps(query):
        async with connection() as lent:
            attempts.note_keeping()
            try:
                return await getattr(lent, way)(query, *arguments)
            except ANY as error:
                raise_if_lost(error)
                raise
    try:
        async with connection() as lent:
            return await getattr(lent, way)(query, *arguments)
    except ANY as error:
        if trouble(error) != "lost":
            raise
    async with connection() as lent:
        return await getattr(lent, way)(query, *arguments)
