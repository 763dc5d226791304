"""Retention and one person's data, by hand at the machine."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from server.accounts.domain.people_data.erasing import Outcome
from server.accounts.domain.retention import Rule
from server.accounts.domain.retention.own import RULES
from server.accounts.domain.retention.periods import Period
from server.accounts.domain.retention.running import Run
from server.accounts.domain.retention.standing import Standing
from server.cli import personal_data, retention
from server.cli.commands import main
from server.foundation.database import fetch
from server.foundation.settings import Settings
from tests.support.cast import gather

RULE: Rule = RULES[0]
STANDING = Standing(rule=RULE, period=Period(days=1), due=3, waiting=2)


def said(monkeypatch: pytest.MonkeyPatch, module: Any, found: Any, *asked: str) -> tuple[int, str]:
    """What a command says when the database answers this."""
    monkeypatch.setattr(module, "carry_out", lambda _act: found)
    done = CliRunner().invoke(main, list(asked))
    return done.exit_code, done.output.strip()


def test_what_is_due_is_told_without_forgetting_it(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = said(monkeypatch, retention, [STANDING], "retention", "--dry-run")
    assert plain == (0, "accounts.ways-in: 3 due after 1 days, 2 waiting")
    coded = said(monkeypatch, retention, [STANDING], "retention", "--dry-run", "--json")
    assert coded == (0, '{"due":{"accounts.ways-in":{"days":1,"due":3,"waiting":2}}}')


def test_what_went_is_told_and_what_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    done = Run({"one": 3, "two": None}, complete=True)
    plain = said(monkeypatch, retention, done, "retention")
    assert plain == (0, "one: 3 forgotten\ntwo: failed; see the log")
    coded = said(monkeypatch, retention, done, "retention", "--json")
    assert coded == (0, '{"forgotten":{"one":3,"two":null},"complete":true}')
    code, told = said(monkeypatch, retention, None, "retention")
    assert (code, told) == (1, "Error: Another process is forgetting what is due right now.")


async def test_both_ask_the_whole_house(db: None, settings: Settings) -> None:
    assert {one.due for one in await retention._due(settings)} == {0}
    done = await retention._run(settings)
    assert done is not None
    assert done.complete


def test_a_file_for_its_owner_alone_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "ana.zip"
    code, _told = said(
        monkeypatch, personal_data, b"PK", "personal-data", "export", "a@b.test", str(file)
    )
    assert (code, file.read_bytes(), file.stat().st_mode & 0o777) == (0, b"PK", 0o600)


def test_nothing_is_erased_on_a_dry_run_or_a_no(monkeypatch: pytest.MonkeyPatch) -> None:
    acts: list[Callable[[Settings], Awaitable[Any]]] = []

    def carry_out(act: Callable[[Settings], Awaitable[Any]]) -> list[Outcome]:
        acts.append(act)
        return [Outcome("Turnos", 3, "horas"), Outcome("Cuenta", 1, "")]

    monkeypatch.setattr(personal_data, "carry_out", carry_out)
    ask = ["personal-data", "erase", "a@b.test", "--why", "asked"]
    told = CliRunner().invoke(main, [*ask, "--dry-run"])
    assert told.output == "     3  Turnos [stays: horas]\n     1  Cuenta\n"
    assert CliRunner().invoke(main, ask, input="n\n").exit_code == 0
    assert len(acts) == 2
    assert "Erased." in CliRunner().invoke(main, [*ask, "--yes"]).output


async def test_a_person_is_exported_and_erased_by_address(
    db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await gather()
    acts: list[Callable[[Settings], Awaitable[Any]]] = []
    monkeypatch.setattr(personal_data, "carry_out", acts.append)
    ask = ["personal-data", "erase", "Mixco@convoca.test", "--why", "left", "--yes"]
    CliRunner().invoke(main, ask)
    await acts[0](settings)
    assert await fetch("SELECT FROM account WHERE email = 'mixco@convoca.test'") == []
    with pytest.raises(click.ClickException, match="no account"):
        await acts[0](settings)
