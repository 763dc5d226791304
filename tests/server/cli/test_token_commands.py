"""Tokens from the terminal of the machine itself."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from click.testing import CliRunner

from server.accounts.domain import tokens
from server.cli import token_commands
from server.cli.commands import main
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings

Ran = Callable[..., Awaitable[str]]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, settings: Settings, db: None) -> Ran:
    """Runs a command on the test's own database: what it asks is asked here, in our loop."""

    async def run(*words: str) -> str:
        meant: list[Callable[[Settings], Awaitable[Any]]] = []
        given: list[Any] = [[]]

        def note(act: Callable[[Settings], Awaitable[Any]]) -> Any:
            meant.append(act)
            return given[0]

        monkeypatch.setattr(token_commands, "carry_out", note)
        CliRunner().invoke(main, ["token", *words], catch_exceptions=False)
        given[0] = await meant[0](settings)
        told = CliRunner().invoke(main, ["token", *words], catch_exceptions=False)
        assert told.exit_code == 0, told.output
        return told.output

    return run


async def test_a_token_is_made_listed_and_taken_away(ran: Ran) -> None:
    token = (await ran("create", "--name", "Panel", "--scope", "report")).strip()
    assert (await tokens.actor(token, at=now())) is not None
    [one] = json.loads(await ran("list", "--json"))
    assert (one["name"], one["scope"], one["revoked_at"]) == ("Panel", "report", None)
    assert await ran("revoke", one["id"]) == "It opens nothing any more.\n"
    assert (await tokens.actor(token, at=now())) is None
    assert (await ran("list")).split()[1:3] == ["report", "revoked"]


async def test_a_token_says_until_when_it_is_good(ran: Ran) -> None:
    assert await ran("list") == "There are no tokens.\n"
    await ran("create", "--name", "Panel", "--scope", "read", "--until", "2099-01-31")
    assert "until 2099-01-31    never used" in await ran("list")


async def test_a_token_that_is_good_for_ever_says_so(ran: Ran) -> None:
    token = await tokens.create("Panel", "read", by=SYSTEM, at=now())
    await tokens.actor(token, at=now())
    words = (await ran("list")).split()
    assert (words[2:4], words[-1]) == (["good", "used"], "Panel")
