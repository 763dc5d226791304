"""Who starts together with the database waits for it."""

from typing import Any

import asyncpg
import pytest

from server.foundation import coming_up, primary
from server.foundation.coming_up import come_up

STARTING = asyncpg.CannotConnectNowError("the database system is starting up")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Exception | None]:
    """What becomes of each try to connect."""
    coming: list[Exception | None] = []

    class Line:
        async def close(self) -> None:
            pass

    async def connect(**_how: Any) -> Line:
        error = coming.pop(0)
        if error is not None:
            raise error
        return Line()

    monkeypatch.setattr(primary, "connect", connect)
    monkeypatch.setattr(coming_up, "PAUSE", 0)
    return coming


async def test_a_database_that_is_starting_is_waited_for(answers: list[Exception | None]) -> None:
    answers += [STARTING, STARTING, None]
    await come_up({})
    assert answers == []


async def test_one_that_is_still_to_be_made_is_up(answers: list[Exception | None]) -> None:
    answers += [asyncpg.InvalidCatalogNameError("none")]
    await come_up({})
    assert answers == []


async def test_one_that_never_comes_up_is_told_of(answers: list[Exception | None]) -> None:
    answers += [STARTING]
    with pytest.raises(ConnectionError, match="starting up"):
        await come_up({}, within=0)


async def test_one_that_is_not_there_is_not_waited_for(answers: list[Exception | None]) -> None:
    answers += [ConnectionRefusedError(), None]
    with pytest.raises(ConnectionRefusedError):
        await come_up({})
    assert answers == [None]
