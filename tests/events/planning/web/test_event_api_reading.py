"""Asking for events, a page at a time."""

from uuid import uuid4

import httpx
import pytest

from events.planning.domain import planning
from events.planning.web import event_api
from server.foundation.identity import SYSTEM
from tests.support.cast import use_token
from tests.support.events import TODAY, planned

EVENTS = "/api/v1/events"


@pytest.fixture
async def program(visitor: httpx.AsyncClient) -> httpx.AsyncClient:
    """A program that may read."""
    await use_token(visitor, "read")
    return visitor


async def test_events_are_paged_by_cursor(
    program: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_api, "PAGE", 2)
    made = [str(await planned()) for _ in range(5)]
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        # As somebody pastes it who does not encode it.
        page = (await program.get(f"{EVENTS}?cursor={cursor}" if cursor else EVENTS)).json()
        found += [event["id"] for event in page["items"]]
        cursor = page["next"]
    assert found == made


async def test_events_can_be_asked_for_by_time_and_place(program: httpx.AsyncClient) -> None:
    pinula, mixco = await planned(), await planned(municipality="0108")
    await planning.cancel(mixco, "rain", by=SYSTEM, at=TODAY)

    async def asked(**params: str) -> list[str]:
        return [e["id"] for e in (await program.get(EVENTS, params=params)).json()["items"]]

    assert await asked() == [str(pinula), str(mixco)]
    assert await asked(municipality="0108") == [str(mixco)]
    assert await asked(municipality="9999") == []
    assert await asked(start="2026-12-05T12:00:00-06:00") == []
    assert await asked(end="2026-12-05T15:00:00Z") == []
    assert await asked(start="2026-12-05T15:00:00Z", end="2026-12-05T15:00:01Z") != []


@pytest.mark.parametrize(
    "asked",
    [
        {"cursor": "x"}, {"cursor": "2026-12-05T15:00:00,x"}, {"cursor": ""},
        {"cursor": f"2026-12-05T15:00:00,{uuid4()}"},
        {"cursor": f"0001-01-01T00:00:00+14:00,{uuid4()}"},
        {"start": "2026-12-05T15:00:00"}, {"start": "yesterday"}, {"end": "2026-12-05"},
        {"start": "0001-01-01T00:00:00+14:00"}, {"municipality": "\0"},
    ],
)  # fmt: skip
async def test_a_bad_question_is_refused(program: httpx.AsyncClient, asked: dict[str, str]) -> None:
    answer = await program.get(EVENTS, params=asked)
    assert (answer.status_code in {400, 422}, answer.headers["content-type"]) == (
        True,
        "application/problem+json",
    )
