"""Whether a commit that was cut off took place is found out, and what is undone is done anew."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
import pytest

from server.foundation import attempts, database
from server.foundation.attempts import Attempt
from server.foundation.database import LateEngine, connected, execute, fetch, transaction
from server.foundation.outages import CommitUnknown, DatabaseAway, trouble

COMMIT = asyncpg.transaction.Transaction.commit
CUT = asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation")


@pytest.fixture
async def own(
    cluster: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[LateEngine]:
    """A pool that only this test uses, and a table to write into."""
    engine = LateEngine(config={})
    monkeypatch.setattr(database, "engine", engine)
    async with connected({**cluster, "database": "postgres"}, size=2, serving=True):
        await execute("CREATE TABLE IF NOT EXISTS saying (word text)")
        yield engine
        await execute("DROP TABLE saying")


@contextmanager
def somebody_waiting() -> Iterator[Attempt]:
    """Somebody waits for the answer in here."""
    begun, token = attempts.begin()
    yield begun
    attempts.end(token)


async def words() -> list[str]:
    return [row["word"] for row in await fetch("SELECT word FROM saying")]


async def write(word: str) -> None:
    async with transaction():
        await execute("INSERT INTO saying VALUES ($1)", word)


def cut_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection is lost when the server has committed, before it could say so."""

    async def commit(self: Any) -> None:
        await COMMIT(self)
        raise CUT

    monkeypatch.setattr(asyncpg.transaction.Transaction, "commit", commit)


def cut_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is lost before the server heard of it."""

    async def commit(self: Any) -> None:
        self._connection.terminate()
        raise CUT

    monkeypatch.setattr(asyncpg.transaction.Transaction, "commit", commit)


async def test_what_was_kept_before_the_connection_was_lost_is_acknowledged(
    own: LateEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, somebody_waiting() as attempt:
        cut_after(patched)
        await write("kept")
    assert (await words(), attempt.kept) == (["kept"], True)


async def test_what_was_not_kept_is_as_if_nothing_had_been_begun(
    own: LateEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, somebody_waiting() as attempt:
        cut_before(patched)
        with pytest.raises(asyncpg.PostgresConnectionError) as told:
            await write("lost")
    assert (trouble(told.value), await words(), attempt.kept) == ("lost", [], False)


async def test_who_cannot_find_out_says_so(
    own: LateEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody(*_asked: object) -> None:
        raise DatabaseAway

    async def commit(self: Any) -> None:
        await COMMIT(self)
        patched.setattr(database.lender, "take", nobody)
        raise CUT

    with monkeypatch.context() as patched, somebody_waiting() as attempt:
        patched.setattr(asyncpg.transaction.Transaction, "commit", commit)
        with pytest.raises(CommitUnknown):
            await write("who knows")
    assert (await words(), attempt.kept) == (["who knows"], True)


async def test_a_job_that_nobody_waits_for_only_says_that_it_does_not_know(
    own: LateEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        cut_after(patched)
        with pytest.raises(CommitUnknown):
            await write("kept")
    assert await words() == ["kept"]


async def test_reading_is_done_anew_when_the_connection_is_lost(own: LateEngine) -> None:
    mine = "SELECT pg_backend_pid() AS number"
    first = (await fetch(mine))[0]["number"]
    async with database.connection() as other, database.connection() as another:
        numbers = [await lent.fetchval("SELECT pg_backend_pid()") for lent in (other, another)]
        killer = other if numbers[0] != first else another
        killed = await killer.fetchval("SELECT pg_terminate_backend($1, 5000)", first)
    assert (killed, (await fetch(mine))[0]["number"] != first) == (True, True)


async def test_reading_alone_is_never_in_doubt(own: LateEngine) -> None:
    with somebody_waiting() as attempt:
        async with transaction():
            assert await words() == []
    assert attempt.kept is False
