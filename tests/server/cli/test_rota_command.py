"""A rota, as somebody at a terminal asks for it."""

import asyncio
import json
import os
import pty
import sys
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner

from server.cli import rota
from server.cli.commands import main
from server.cli.installation import url
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from tests.support.crew import helper
from tests.support.events import planned
from tests.support.installation import environment
from volunteers.assignments.domain.needs import Needed, state
from volunteers.assignments.domain.rota import asking, work


@pytest.fixture
async def event(db: None) -> UUID:
    """A workshop in a week, which needs somebody who leads."""
    starts = now() + timedelta(days=7)
    made = await planned(
        published=False, starts_at=starts, ends_at=starts + timedelta(hours=2), at=now()
    )
    await state(made, Needed(lead=1, assistant=0), by=SYSTEM, at=now())
    return made


def wish(days: int = 30) -> rota.Asked:
    today = now().date()
    return rota.Asked(
        first_day=today, last_day=today + timedelta(days=days), municipalities=(), seconds=5, seed=0
    )


async def test_a_rota_is_worked_out_and_told_in_words(event: UUID, settings: Settings) -> None:
    await helper(at=now())
    found = await rota._planned(wish(), settings)
    assert rota._told(found).splitlines() == [
        "1 of 1 places filled, proven to be the best.",
        "Beside what stands: 1 new.",
        f"Look at it, change and publish it: {found.address}",
    ]
    assert found.address == f"http://convoca.test/turnos/planificacion/{found.rota.id}"


async def test_an_empty_place_is_told_with_what_would_fill_it(
    event: UUID, settings: Settings
) -> None:
    found = await rota._planned(wish(), settings)
    first, empty, *why = rota._told(found).splitlines()
    assert first == "0 of 1 places filled, proven to be the best."
    assert empty.endswith("Navegar con cuidado, San José Pinula: 1 lead missing.")
    assert (len(why) > 2, why[-2]) == (True, "Beside what stands: nothing.")


async def test_nothing_to_plan_is_said(event: UUID, settings: Settings) -> None:
    with pytest.raises(Invalid):
        await rota._planned(wish(days=1), settings)


async def test_who_gives_up_leaves_nothing_behind(
    event: UUID, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def endless(*_arguments: object, **_more: object) -> bool:
        begun.set()
        await asyncio.Event().wait()
        return True

    monkeypatch.setattr(work, "step", endless)
    waiting = asyncio.create_task(rota._planned(wish(), settings))
    await begun.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert [row["state"] for row in await fetch("SELECT state FROM rota")] == ["discarded"]


async def test_one_that_a_server_is_at_is_waited_for(
    event: UUID, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(*_arguments: object, **_more: object) -> bool:
        # Whoever is at it gives it up.
        (row,) = await fetch("SELECT id FROM rota")
        await asking.discard(row["id"], by=SYSTEM, at=now())
        return False

    monkeypatch.setattr(work, "step", busy)
    with pytest.raises(Conflict, match="discarded the rota meanwhile"):
        await rota._planned(wish(), settings)


async def test_the_command_answers_in_json_beside_a_bar(
    event: UUID, pool: dict[str, Any], settings: Settings
) -> None:
    days = ("--from", f"{wish().first_day}", "--to", f"{wish().last_day}")
    watched, terminal = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "server.cli", "rota", "plan", *days, "--seconds", "5", "--json"),
        env=environment(settings.data_dir, CONVOCA_DATABASE_URL=url({**pool, "port": 5432})),
        stdout=asyncio.subprocess.PIPE,
        stderr=terminal,
    )
    answered, _nothing = await process.communicate()
    os.close(terminal)
    bar = os.read(watched, 4096).decode()
    os.close(watched)
    found = json.loads(answered)
    assert (process.returncode, found["status"], found["needed"], found["filled"]) == (
        0, "draft", 1, 0,
    )  # fmt: skip
    assert found["unfilled"][0]["funnel"]["sentence"]
    assert "Planning" in bar


def test_days_the_wrong_way_round_are_refused() -> None:
    days = ("--from", "2026-12-05", "--to", "2026-12-01")
    refused = CliRunner().invoke(main, ["rota", "plan", *days])
    assert refused.exit_code == 2
    assert "--to 2026-12-01 is before --from 2026-12-05." in refused.output
