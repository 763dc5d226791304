"""A database that starts anew is waited for, and one that stays away is not."""

from typing import Any, cast

import pytest

from server.foundation import lending
from server.foundation.lending import Lender, keeps
from server.foundation.outages import DatabaseAway, DatabaseBusy


class Pool:
    """Answers as told: an error, or a connection."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)

    async def acquire(self, **_patience: float) -> object:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def taken(pool: Pool, lender: Lender) -> object:
    return await lender.take(cast(Any, pool))


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lending, "PAUSE", 0)


async def test_a_server_that_was_killed_is_waited_for() -> None:
    pool = Pool(ConnectionRefusedError(), FileNotFoundError(), "a connection")
    assert await taken(pool, Lender()) == "a connection"


async def test_who_comes_while_it_is_known_to_be_away_tries_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lender, pool = Lender(), Pool(*[OSError()] * 3, "a connection")
    monkeypatch.setattr(lending, "PATIENCE", -1)
    for _try in range(3):
        with pytest.raises(DatabaseAway):
            await taken(pool, lender)
    assert await taken(pool, lender) == "a connection"


async def test_who_waits_too_long_for_others_is_told() -> None:
    with pytest.raises(DatabaseBusy):
        await taken(Pool(TimeoutError()), Lender())


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("\n  SELECT 1", False),
        ("WITH a AS (SELECT 1) SELECT * FROM a", False),
        ("with a as (update b set c = 1 returning d) select 1", True),
        ("UPDATE a SET b = 1", True),
        ("VACUUM a", True),
        ("", True),
    ],
)
def test_in_doubt_a_query_leaves_something_behind(query: str, *, left: bool) -> None:
    assert keeps(query) is left
