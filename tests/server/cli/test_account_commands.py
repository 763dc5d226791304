"""Accounts from the terminal of the machine itself."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from server.accounts.domain import accounts, sign_in
from server.cli import account_commands, account_digits
from server.cli.commands import main
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.errors import Conflict, NotFound
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.cast import Cast, submit
from tests.support.second_steps import account_id, half_way, with_app


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Callable[..., Awaitable[str]]:
    """Runs a command on the test's own database: what it would do is done here, in our loop."""

    async def run(*words: str) -> str:
        meant: list[Callable[[Settings], Awaitable[Any]]] = []

        def note(act: Callable[[Settings], Awaitable[Any]]) -> str:
            meant.append(act)
            return "<answer>"

        monkeypatch.setattr(account_commands, "carry_out", note)
        told = CliRunner().invoke(main, ["account", *words], catch_exceptions=False)
        assert told.exit_code == 0, told.output
        return told.output.replace("<answer>", str(await meant[0](settings)))

    return run


async def test_a_new_coordinator_gets_a_link_that_leads_to_the_second_step(
    ran: Callable[..., Awaitable[str]], visitor: httpx.AsyncClient
) -> None:
    link = await ran(
        "create", "--email", "Nora@convoca.test", "--role", "coordinator", "--municipality", "0103"
    )
    answer = await submit(visitor, link.strip())
    assert (answer.status_code, answer.headers["location"]) == (303, "/entrar/proteger")


async def test_who_lost_everything_is_let_in_to_set_up_a_new_second_step(
    ran: Callable[..., Awaitable[str]], visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_app(cast.pinula, signer)
    told = json.loads(await ran("let-in", "--email", "PINULA@convoca.test", "--json"))
    assert (told["email"], told["minutes"]) == ("PINULA@convoca.test", 60)
    answer = await submit(visitor, told["link"])
    assert answer.headers["location"] == "/mi-cuenta/seguridad"
    assert (await visitor.get("/mi-cuenta/seguridad")).status_code == 200
    acts = await fetch("SELECT actor, subject FROM audit_entry WHERE act = 'account.let_in'")
    assert [tuple(row) for row in acts] == [("Convoca", f"account:{cast.pinula.account}")]


async def test_a_second_step_is_taken_away_and_sessions_end(
    ran: Callable[..., Awaitable[str]], visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_app(cast.pinula, signer)
    await sign_in.open_session(account_id(cast.pinula), at=now(), second=True)
    await ran("reset-second-step", "--email", "pinula@convoca.test")
    kept = await fetch("SELECT id FROM authenticator UNION ALL SELECT handle FROM session")
    assert kept == []
    await half_way(visitor, cast.pinula)
    assert (await visitor.get("/entrar")).headers["location"] == "/entrar/proteger"


async def test_an_account_is_disabled_and_enabled(
    ran: Callable[..., Awaitable[str]], cast: Cast
) -> None:
    await ran("disable", "--email", "mixco@convoca.test")
    assert await accounts.actor(account_id(cast.mixco)) is None
    with pytest.raises(Conflict, match="is disabled"):
        await ran("let-in", "--email", "mixco@convoca.test")
    await ran("enable", "--email", "mixco@convoca.test")
    assert await accounts.actor(account_id(cast.mixco)) == cast.mixco


async def test_an_unknown_address_is_said_to_be_none(
    ran: Callable[..., Awaitable[str]], db: None
) -> None:
    for command in ("let-in", "reset-second-step", "disable", "enable"):
        with pytest.raises(NotFound):
            await ran(command, "--email", "nadie@convoca.test")


def test_digits_are_printed_for_people_and_for_programs(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    known = {"digits": "123456", "key": "ABCD"}
    monkeypatch.setattr(account_digits, "_told", lambda _email, _settings: known)
    monkeypatch.setenv("CONVOCA_DATA_DIR", str(settings.data_dir))
    words = ["account", "digits", "--email", "ana.p@convoca.example"]
    printed = [CliRunner().invoke(main, [*words, *more]).output for more in ([], ["--json"])]
    assert (printed[0], json.loads(printed[1])) == ("123456\n", known)
    monkeypatch.setenv("CONVOCA_BASE_URL", "nowhere")
    refused = CliRunner().invoke(main, words)
    assert (refused.exit_code, "CONVOCA_BASE_URL" in refused.output) == (1, True)
