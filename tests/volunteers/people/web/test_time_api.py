"""When helpers have time, as a program meets it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from server.foundation.clock import now
from server.foundation.database import fetch
from tests.support.cast import Cast, use_token
from tests.support.crew import helper

PEOPLE = "/api/v1/volunteers"
EVENING = {"weekday": 0, "from_time": "17:00:00", "until_time": "20:00:00"}
NIGHT = {"weekday": 0, "from_time": "20:00:00", "until_time": "00:00:00"}
DAY = now().date() + timedelta(days=30)


async def test_a_program_replaces_a_week(visitor: httpx.AsyncClient, cast: Cast) -> None:
    ana = await helper()
    await use_token(visitor, "plan")
    week = f"{PEOPLE}/{ana}/availability"
    assert (await visitor.get(week)).json() == {"windows": []}
    kept = await visitor.post(week, json={"windows": [NIGHT, EVENING]})
    assert (kept.status_code, kept.json()) == (
        201,
        {"windows": [{**EVENING, "until_time": "00:00:00"}]},
    )
    assert (await visitor.get(week)).json() == kept.json()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"weekday": 7}, 422), ({"until_time": "16:00:00"}, 422), ({"from_time": "08:00:00Z"}, 422),
        ({"from_time": "25:00:00"}, 400), ({"weekday": "lunes"}, 400), ({"why": "x"}, 400),
    ],
)  # fmt: skip
async def test_hours_that_cannot_be_are_refused(
    visitor: httpx.AsyncClient, cast: Cast, change: dict[str, Any], status: int
) -> None:
    ana = await helper()
    await use_token(visitor, "plan")
    said = {"windows": [{**EVENING, **change}]}
    answer = await visitor.post(f"{PEOPLE}/{ana}/availability", json=said)
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )


async def test_a_program_tells_absences_and_takes_them_back(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    ana = await helper()
    await use_token(visitor, "plan")
    away = f"{PEOPLE}/{ana}/blackouts"
    days = {"first_day": DAY.isoformat(), "last_day": DAY.isoformat()}
    made = await visitor.post(away, json=days)
    assert made.status_code == 201
    assert (await visitor.get(away)).json() == [{"id": made.json()["id"], **days}]
    wrong = {**days, "last_day": (DAY - timedelta(days=1)).isoformat()}
    assert (await visitor.post(away, json=wrong)).status_code == 422
    gone = f"{away}/{made.json()['id']}"
    assert [(await visitor.delete(gone)).status_code for _ in range(2)] == [204, 204]
    assert await fetch("SELECT FROM absence") == []


async def test_only_a_planning_token_reads_it(visitor: httpx.AsyncClient, cast: Cast) -> None:
    ana = await helper()
    for part in ("availability", "blackouts"):
        assert (await visitor.get(f"{PEOPLE}/{ana}/{part}")).status_code == 401
    await use_token(visitor, "read")
    assert (await visitor.get(f"{PEOPLE}/{ana}/availability")).status_code == 403
    await use_token(visitor, "plan")
    assert (await visitor.get(f"{PEOPLE}/{uuid4()}/blackouts")).status_code == 404
