"""A rota is worked out once, whoever does it and whatever dies meanwhile."""

import asyncio
import json
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.rota_stand_in import command
from volunteers.assignments.domain.rota import asking, keeping, leases, reading, work
from volunteers.assignments.domain.rota.keeping import Solved
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.rota.window import Window
from volunteers.assignments.domain.solver.instance import Instance
from volunteers.assignments.domain.solver.result import Rota as SolvedRota
from volunteers.assignments.domain.solver.work import Answer

pytestmark = pytest.mark.usefixtures("db")
DECEMBER = Window(
    first_day=date(2026, 12, 1),
    last_day=date(2026, 12, 31),
    municipalities=(),
    zone="America/Guatemala",
)


@pytest.fixture(autouse=True)
def _brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tests does not wait."""
    monkeypatch.setattr(work, "PACE", 0.05)


def clock() -> datetime:
    return TODAY


async def asked(*, seconds: int = 5) -> UUID:
    await planned(published=False)
    await helper("Ana Ayuda")
    return await asking.ask(DECEMBER, seconds=seconds, seed=1, by=SYSTEM, at=TODAY)


async def read(rota: UUID) -> Rota:
    return await reading.rota(rota, by=SYSTEM)


async def until(rota: UUID, reached: Callable[[Rota], bool]) -> Rota:
    """The rota once it has come so far."""
    for _look in range(600):
        found = await read(rota)
        if reached(found):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(found)


async def test_a_rota_is_worked_out_and_kept_as_a_draft() -> None:
    rota = await asked()
    assert (await read(rota)).state == "waiting"
    assert await work.step(clock, solver=command("quick"))
    drafted = await read(rota)
    assert (drafted.state, drafted.outcome, drafted.objective, drafted.gap) == (
        "draft", "bounded", 1000, 10_000,
    )  # fmt: skip
    assert (drafted.told.needed, drafted.told.filled, drafted.told.events) == (2, 1, 1)
    assert (drafted.finished_at, drafted.unfinished, drafted.failure) == (TODAY, False, "")
    assert [(place.role, place.was) for place in await reading.places(rota)] == [("lead", "")]
    assert await work.step(clock, solver=command("quick")) is False


async def test_who_waits_hears_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    rota = await asked()
    task = asyncio.create_task(work.step(now, solver=command("endless")))
    told = (await until(rota, lambda read: bool(read.progress.phase))).progress
    assert (told.phase, told.filled, told.needed) == ("greedy", 1, 2)
    await asking.discard(rota, by=SYSTEM, at=TODAY)
    # The worker finds out and stops.
    monkeypatch.setattr(work, "BREATH", timedelta())
    assert await asyncio.wait_for(task, 30)
    assert (await read(rota)).state == "discarded"


async def test_what_is_found_at_once_must_do_when_the_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(work, "MARGIN", 1)
    rota = await asked(seconds=1)
    await work.step(clock, solver=command("hasty"))
    assert (await read(rota)).state == "draft"


@pytest.mark.parametrize("manner", ["broken", "babbling"])
async def test_a_solver_that_fails_is_told_of(manner: str) -> None:
    rota = await asked()
    await work.step(clock, solver=command(manner))
    failed = await read(rota)
    assert (failed.state, failed.failure, failed.finished_at) == (
        "failed", "El cálculo se interrumpió. Se puede volver a pedir.", TODAY,
    )  # fmt: skip


async def test_whatever_else_breaks_is_told_of_too() -> None:
    rota = await asked()
    with capture_logs() as logs:
        await work.step(clock, solver=("/nowhere/at/all",))
    assert [log["event"] for log in logs] == ["a rota could not be worked out"]
    assert (await read(rota)).state == "failed"


async def test_events_that_are_over_by_now_are_not_planned() -> None:
    rota = await asked()
    await work.step(lambda: SATURDAY, solver=command("quick"))
    assert (await read(rota)).failure == "En estos días ya no hay actividades por planificar."


async def test_several_at_once_work_it_out_once() -> None:
    rota = await asked()
    steps = [work.step(clock, solver=command("quick")) for _process in range(3)]
    assert sorted(await asyncio.gather(*steps)) == [False, False, True]
    assert len(await reading.places(rota)) == 1


async def test_a_process_that_leaves_lets_another_begin_anew() -> None:
    rota, leaving = await asked(), asyncio.Event()
    task = asyncio.create_task(work.step(now, leaving=leaving, solver=command("mute")))
    await until(rota, lambda read: bool(read.progress.phase))
    leaving.set()
    await asyncio.wait_for(task, 30)
    assert (await read(rota)).state == "waiting"
    await work.go_on(clock, leaving=leaving)
    assert (await read(rota)).state == "waiting"
    await execute("UPDATE rota SET progress = '{}'")
    cancelled = asyncio.create_task(work.step(now, solver=command("mute")))
    await until(rota, lambda read: bool(read.progress.phase))
    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    assert (await read(rota)).state == "waiting"


async def test_who_was_given_up_for_dead_keeps_nothing() -> None:
    rota = await asked()
    first = await leases.claim(TODAY)
    assert first is not None
    assert await leases.claim(TODAY + leases.LASTS) is None
    late = TODAY + leases.LASTS + timedelta(seconds=1)
    second = await leases.claim(late)
    assert second is not None
    nothing = Solved(
        instance=Instance(people=(), tasks=()),
        answer=Answer(SolvedRota(places=(), outcome="greedy", objective=0)),
        gathered_at=TODAY,
    )
    for attempt in (
        leases.extend(first, late),
        leases.fail(first, "broken", late),
        keeping.keep(first, nothing, at=late),
    ):
        with pytest.raises(leases.Lost):
            await attempt
    await leases.release(first)
    assert (await read(rota)).state == "working"


async def test_a_lease_from_a_clock_that_ran_ahead_is_worth_nothing_once_it_is_right() -> None:
    rota = await asked()
    await leases.claim(TODAY + 99 * leases.LASTS)
    assert [lease.id for lease in filter(None, [await leases.claim(TODAY)])] == [rota]


async def test_a_killed_process_takes_its_solver_along_and_is_followed(
    pool: dict[str, Any], tmp_path: Path
) -> None:
    rota, file = await asked(), tmp_path / "solver"
    # Real clocks: this one has to be believed alive.
    await execute("UPDATE event SET starts_at = starts_at + interval '100 years',"
                  " ends_at = ends_at + interval '100 years'")  # fmt: skip
    await execute("UPDATE rota SET first_day = '2126-11-01', last_day = '2126-12-31'")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.support.rota_process", json.dumps(pool),
        *command("mute", str(file)),
    )  # fmt: skip
    await until(rota, lambda read: bool(read.progress.phase))
    process.kill()
    await process.wait()
    await until(rota, lambda _read: not file.exists())
    assert await work.step(now, solver=command("quick")) is False
    assert await work.step(lambda: now() + leases.LASTS, solver=command("quick"))
    assert (await read(rota)).state == "draft"
    assert len(await fetch("SELECT FROM rota_place")) == 1
