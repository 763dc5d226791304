"""What a program reads of a line depends on whether it may change lines."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from server.accounts.domain import tokens
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY, planned

FOR_KEEPERS = {"phone", "clock_skew", "corrects", "void_reason"}
Line = dict[str, Any]


async def hold(scope: str, client: httpx.AsyncClient) -> None:
    """Speak as a program of this scope from now on."""
    token = await tokens.create("Lector", scope, by=SYSTEM, at=TODAY)
    client.headers["Authorization"] = f"Bearer {token}"


async def read(event: UUID, scope: str, client: httpx.AsyncClient) -> Line:
    """The one line of an event, as this scope is told it."""
    await hold(scope, client)
    (line,) = (await client.get(f"/api/v1/events/{event}/register")).json()["lines"]
    told: Line = line
    return told


@pytest.fixture
async def event(visitor: httpx.AsyncClient) -> UUID:
    """An event with one line, voided for a reason that names somebody."""
    found, line = await planned(), str(uuid4())
    await hold("attend", visitor)
    one = {"id": line, "at": "2026-12-05T09:05:00-06:00", "sex": "female"}
    await visitor.post(f"/api/v1/events/{found}/check-ins", json=[one])
    await visitor.post(f"/api/v1/check-ins/{line}/void", json={"reason": "Era de Ana"})
    return found


@pytest.mark.parametrize("scope", ["attend", "plan"])
async def test_who_may_change_lines_reads_all_of_them(
    visitor: httpx.AsyncClient, event: UUID, scope: str
) -> None:
    line = await read(event, scope, visitor)
    assert line["void_reason"] == "Era de Ana"
    assert line.keys() >= FOR_KEEPERS


@pytest.mark.parametrize("scope", ["read", "report"])
async def test_who_may_only_read_learns_neither_phones_nor_reasons(
    visitor: httpx.AsyncClient, event: UUID, scope: str
) -> None:
    whole, line = await read(event, "attend", visitor), await read(event, scope, visitor)
    assert whole.keys() - line.keys() == FOR_KEEPERS
    assert line.items() <= whole.items()
