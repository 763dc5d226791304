"""A file is worked through once, whoever does it and whatever dies meanwhile."""

import asyncio
import json
import sys
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from events.planning.domain import undo
from events.planning.domain.imports import staging, work
from events.planning.domain.imports.plan import ReadingPlan
from notifications.domain import upstairs
from server.foundation.database import execute, fetch
from server.foundation.errors import NotFound
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY
from tests.support.forgetting import forgotten
from tests.support.imported import ZONE, brought_in, counts, everything, looked_through

pytestmark = pytest.mark.usefixtures("db")
HEAD = "título,fecha,hora,tipo,municipio\n"


def table(size: int) -> str:
    """So many workshops, one after the other."""
    return HEAD + "".join(
        f"Taller {n},{TODAY + timedelta(days=n % 300):%d/%m/%Y},9:00,taller,0103\n"
        for n in range(size)
    )


async def acts_kept() -> list[tuple[str, int]]:
    """Each act and to how many events."""
    rows = await fetch(
        "SELECT act, (SELECT count(DISTINCT event) FROM event_change c WHERE c.act = p.id) AS n"
        " FROM planning_act p ORDER BY at"
    )
    return [(row["act"], row["n"]) for row in rows]


async def started(size: int, **more: Any) -> UUID:
    """A file that is about to be written in."""
    staged = await looked_through(table(size), **more)
    await staging.start(staged)
    return staged


async def test_a_process_that_dies_is_followed_by_another(pool: dict[str, Any]) -> None:
    staged = await started(320)
    command = [sys.executable, "-m", "tests.support.import_worker", json.dumps(pool)]
    worker = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert worker.stdout is not None
    assert await worker.stdout.readline() == b"step\n"
    worker.kill()  # in the middle of the second step
    await worker.wait()
    begun = await staging.staged(staged, SYSTEM)
    assert 50 <= begun.done < 320
    await work.go_on(lambda: SATURDAY, zone=ZONE, above=upstairs)
    titles = [event.title for event in await everything()]
    assert sorted(titles) == sorted(f"Taller {n}" for n in range(320))
    assert counts(await staging.outcomes(staged, most=1000)) == {"new": 320}
    assert await acts_kept() == [("agenda.imported", 320)]


async def test_several_at_once_do_each_row_once() -> None:
    staged = await started(160)
    steps = [work.step(SATURDAY, zone=ZONE, above=upstairs) for _worker in range(4)]
    done = await asyncio.gather(*steps)
    while await work.step(SATURDAY, zone=ZONE, above=upstairs):
        pass
    assert done.count(True) >= 1
    assert counts(await staging.outcomes(staged, most=1000)) == {"new": 160}
    assert len({event.title for event in await everything()}) == 160


async def test_a_whole_import_is_undone_as_one(cast: Cast) -> None:
    await brought_in(table(120), by=cast.pinula, at=TODAY)
    (deed, *others) = await undo.latest(by=cast.pinula, at=TODAY, above=upstairs)
    assert (deed.deed.act, len(deed.changes), deed.obstacle, others) == (
        "agenda.imported", 120, "", [],
    )  # fmt: skip
    await undo.undo(deed.deed.id, by=cast.pinula, at=TODAY, above=upstairs)
    assert await everything() == []
    assert counts(await brought_in(table(120), by=cast.pinula)) == {"new": 120}


async def test_nothing_of_the_rows_stays_when_it_is_finished() -> None:
    staged = await started(3)
    await work.go_on(lambda: SATURDAY, zone=ZONE, above=upstairs)
    kept = (await fetch("SELECT rows::text, state FROM agenda_import WHERE id = $1", staged))[0]
    assert (kept["rows"], kept["state"]) == ("[]", "done")


async def test_a_file_that_nobody_finished_is_forgotten() -> None:
    staged = await looked_through(table(3))
    await forgotten("planning.files", before=TODAY)
    assert (await staging.staged(staged, SYSTEM)).looked_through
    await forgotten("planning.files", before=TODAY + timedelta(seconds=1))
    with pytest.raises(NotFound):
        await staging.staged(staged, SYSTEM)


async def test_who_may_no_longer_come_in_brings_nothing_in(cast: Cast) -> None:
    staged = await started(3, by=cast.pinula)
    await execute("UPDATE account SET disabled_at = $2 WHERE id = $1", cast.pinula.account, TODAY)
    await work.go_on(lambda: SATURDAY, zone=ZONE, above=upstairs)
    assert await everything() == []
    with pytest.raises(NotFound):
        await staging.staged(staged, cast.pinula)


async def test_a_file_cannot_be_started_before_it_was_looked_through() -> None:
    plan = ReadingPlan(municipality="0103", kind="workshop")
    data = table(300).encode()
    staged = await staging.stage(data, plan, zone=ZONE, by=SYSTEM, at=TODAY)
    await staging.start(staged)
    assert (await staging.staged(staged, SYSTEM)).state == "read"
    leaving = asyncio.Event()
    leaving.set()
    await work.go_on(lambda: SATURDAY, zone=ZONE, leaving=leaving, above=upstairs)
    assert (await staging.staged(staged, SYSTEM)).done == 0


async def test_one_file_in_two_windows_comes_in_once() -> None:
    files = [await started(5), await started(5)]
    await asyncio.gather(
        *(work.step(TODAY, zone=ZONE, only=each, above=upstairs) for each in files)
    )
    assert len(await everything()) == 5
    told = [counts(await staging.outcomes(each)) for each in files]
    assert sorted(told, key=str) == [{"new": 5}, {"unchanged": 5}]
