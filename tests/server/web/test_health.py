"""What a supervisor asks a process."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from litestar import Litestar

from server.foundation import database, migrations
from server.foundation.clock import now
from server.foundation.database import LateEngine
from server.web.health import Condition


async def ready(visitor: httpx.AsyncClient) -> tuple[int, dict[str, str]]:
    answer = await visitor.get("/health/ready")
    return answer.status_code, answer.json()


async def test_a_process_that_answers_lives(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_process_that_only_serves_is_ready(visitor: httpx.AsyncClient) -> None:
    assert await ready(visitor) == (200, {"status": "ok", "database": "ok", "scheduler": "off"})


@pytest.mark.parametrize("condition", ["on", "stale"])
async def test_a_clock_that_stands_still_is_told(
    visitor: httpx.AsyncClient, app: Litestar, monkeypatch: pytest.MonkeyPatch, condition: str
) -> None:
    monkeypatch.setattr(app.state.ticker, "condition", lambda: condition)
    status, told = await ready(visitor)
    assert (status, told["scheduler"]) == (200 if condition == "on" else 503, condition)


async def test_a_database_of_another_version_is_told(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "shipped", lambda: frozenset({("accounts", "the next one")}))
    assert await ready(visitor) == (
        503,
        {"status": "failing", "database": "outdated", "scheduler": "off"},
    )


async def test_a_database_that_is_gone_is_told(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "engine", LateEngine(config={}))
    status, told = await ready(visitor)
    assert (status, told["database"]) == (503, "unreachable")


async def test_a_database_that_hangs_holds_nobody_up(
    visitor: httpx.AsyncClient, app: Litestar, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, asked = asyncio.Event(), []

    async def hanging() -> str:
        asked.append(now())
        await answers.wait()
        return "ok"

    monkeypatch.setattr(migrations, "condition", hanging)
    app.state.condition = Condition(patience=0.01)
    for _time in range(3):
        status, told = await ready(visitor)
        assert (status, told["database"]) == (503, "unreachable")
    answers.set()
    await asyncio.sleep(0)
    assert [(await ready(visitor))[0] for _time in range(3)] == [200] * 3
    assert len(asked) == 1


async def test_the_answer_of_a_moment_ago_is_not_asked_for_again(
    visitor: httpx.AsyncClient, app: Litestar, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["unreachable", "ok"])

    async def changing() -> str:
        return next(answers)

    monkeypatch.setattr(migrations, "condition", changing)
    app.state.condition = Condition(remembered=3600)
    assert [(await ready(visitor))[0] for _time in range(2)] == [503, 503]
    app.state.condition._told = (-3600.0, "unreachable")
    assert (await ready(visitor))[0] == 200


def test_a_clock_is_stale_when_it_has_not_ticked_for_a_while(app: Litestar) -> None:
    ticker = app.state.ticker
    assert ticker.condition() == "off"
    ticker._settings = type("Settings", (), {"scheduler": True})()
    assert ticker.condition() == "stale"
    ticker._last = now()
    assert ticker.condition() == "on"
    assert ticker.condition(now() + timedelta(minutes=10)) == "stale"
