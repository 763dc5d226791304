"""Two server processes book one venue at once: one wins, the other reads why and what is free."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from events.planning.domain import venues
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit, use_token
from tests.support.events import SATURDAY, TODAY
from tests.support.installation import serving

ROUNDS = 6
WEEK = timedelta(days=7)
PER_ROUND = "SELECT count(*) AS events FROM event WHERE status <> 'cancelled' GROUP BY starts_at"


@pytest.fixture
def houses(pool: dict[str, Any], tmp_path: Path) -> Iterator[list[str]]:
    """Two processes on one database."""
    database = f"postgresql://postgres@/{pool['database']}?host={pool['host']}"
    told: dict[str, Any] = {
        "CONVOCA_DATABASE_URL": database,
        "CONVOCA_SCHEDULER": "off",
        "CONVOCA_SECRET_KEY": "the same for all that share a database",
    }
    with ExitStack() as running:
        yield [
            running.enter_context(serving(tmp_path / name, **told)).address
            for name in ("one", "two")
        ]


@pytest.fixture
async def browsers(db: None, houses: list[str]) -> AsyncIterator[list[httpx.AsyncClient]]:
    """A browser at each of them."""
    async with (
        httpx.AsyncClient(base_url=houses[0], timeout=30) as one,
        httpx.AsyncClient(base_url=houses[1], timeout=30) as two,
    ):
        yield [one, two]


async def hall(name: str) -> UUID:
    new = venues.NewVenue(name=name, municipality="0103", capacity=80)
    return await venues.add(new, by=SYSTEM, at=TODAY)


async def test_of_two_programs_one_has_the_venue_and_the_other_reads_why_and_what_is_free(
    browsers: list[httpx.AsyncClient],
) -> None:
    room, _other = await hall("Salón comunal"), await hall("Casa de la cultura")
    for browser in browsers:
        await use_token(browser, "plan")
    for number in range(ROUNDS):
        starts = SATURDAY + number * WEEK
        wanted = {
            "title": "Navegar con cuidado", "kind": "workshop", "municipality": "0103",
            "venue": str(room), "starts_at": starts.isoformat(),
            "ends_at": (starts + timedelta(hours=3)).isoformat(),
        }  # fmt: skip
        answers = await asyncio.gather(*(b.post("/api/v1/events", json=wanted) for b in browsers))
        won, lost = sorted(answers, key=lambda answer: answer.status_code)
        assert (won.status_code, lost.status_code) == (201, 409)
        why, free = lost.json()["detail"].split(" Está libre: ")
        assert why.startswith("En «Salón comunal» ya está «Navegar con cuidado»: sábado")
        assert free.startswith("ese día, 12:00–15:00; ")
        assert free.endswith("a esa hora en «Casa de la cultura».")
    assert [row["events"] for row in await fetch(PER_ROUND)] == [1] * ROUNDS


async def test_of_two_planners_one_has_the_venue_and_the_other_can_choose_what_is_free(
    browsers: list[httpx.AsyncClient], cast: Cast
) -> None:
    room = await hall("Salón comunal")
    for browser, planner in zip(browsers, (cast.pinula, cast.admin), strict=True):
        await sign_in_as(browser, planner)
    filled: dict[str, str | list[str]] = {
        "title": "Navegar con cuidado", "kind": "workshop", "municipality": "0103",
        "venue": str(room), "starts": "09:00", "ends": "12:00", "audiences": ["adolescents"],
        "modality": "in_person",
    }  # fmt: skip
    for number in range(ROUNDS):
        day = (SATURDAY + number * WEEK).date().isoformat()
        answers = await asyncio.gather(
            *(submit(b, "/eventos/nuevo", {**filled, "day": day}) for b in browsers)
        )
        won, lost = sorted(answers, key=lambda answer: answer.status_code)
        assert (won.status_code, lost.status_code) == (303, 422)
        assert "En «Salón comunal» ya está «Navegar con cuidado»" in lost.text
        assert f'name="alternativa" value="{day}|12:00|15:00|{room}"' in lost.text
        assert 'value="Navegar con cuidado"' in lost.text
    assert [row["events"] for row in await fetch(PER_ROUND)] == [1] * ROUNDS
