"""Whoever writes or voids at the same moment, one line of a pass counts, and the right one."""

import asyncio
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from contextvars import Context
from typing import Any, TypeVar
from uuid import UUID

import pytest

from events.attendance.domain import register, standing, voiding
from events.attendance.domain.register import Line
from events.attendance.domain.standing_rule import which_stands
from server.foundation.database import execute, fetch, transaction
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import line, moment, recorded, sightings
from tests.support.events import SATURDAY, planned
from tests.support.lock_queue import until_waiting

Result = TypeVar("Result")
pytestmark = pytest.mark.usefixtures("db")
SOMEBODY = b"p" * 32


async def test_what_was_noticed_again_is_kept_beside_what_counts() -> None:
    event = await planned()
    silent, telling = (line(event, pseudonym=SOMEBODY, sex=sex) for sex in ("unknown", "female"))
    assert await register.write([silent]) == ["recorded"]
    assert await register.write([telling]) == ["already"]
    assert [row["id"] for row in await recorded(event)] == [telling.id]
    assert len(await sightings(event)) == 2
    assert await register.write([silent, telling]) == ["resent", "resent"]


async def test_a_line_that_is_sent_again_keeps_what_it_said() -> None:
    event = await planned()
    said = line(event, pseudonym=SOMEBODY, sex="female")
    await register.write([said])
    assert await register.write([line(event, id=said.id, sex="male")]) == ["resent"]
    assert [row["sex"] for row in await sightings(event)] == ["female"]


async def test_a_new_line_is_one_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    event = await planned()
    asked: list[str] = []

    async def counted(question: str, *arguments: Any) -> list[Any]:
        asked.append(question)
        return await fetch(question, *arguments)

    monkeypatch.setattr(register, "fetch", counted)
    await register.write([line(event, pseudonym=bytes([n]) * 32) for n in range(9)])
    assert asked == [register.WRITE]


async def test_two_who_write_the_same_passes_at_once_agree_on_what_counts() -> None:
    event = await planned()
    crowds = [[line(event, pseudonym=bytes([n]) * 32) for n in range(40)] for _crowd in range(6)]
    crowds[1].reverse()
    told = await asyncio.gather(*(register.write(crowd) for crowd in crowds))
    assert sum(words.count("recorded") for words in told) == 40
    assert await _standing(event) == _right([one for crowd in crowds for one in crowd])


async def test_voiding_and_writing_the_same_passes_at_once_leaves_nobody_out() -> None:
    event = await planned()
    first = [line(event, pseudonym=bytes([n]) * 32, audience="adolescents") for n in range(25)]
    again = [line(event, pseudonym=one.pseudonym) for one in reversed(first)]
    await register.write(first)
    writing = register.write(again)
    voids = [voiding.void("check_in", one.id, "x", by=SYSTEM, at=SATURDAY) for one in first]
    await asyncio.gather(writing, *voids)
    assert await _standing(event) == {one.id for one in again}


async def test_who_is_written_while_the_last_sighting_is_voided_counts() -> None:
    event = await planned()
    wrong, right = line(event, pseudonym=SOMEBODY), line(event, pseudonym=SOMEBODY)
    await register.write([wrong])
    async with transaction():
        await voiding.void("check_in", wrong.id, "x", by=SYSTEM, at=SATURDAY)
        put = _elsewhere(register.write([right]))
        await until_waiting()
    assert await put == ["recorded"]
    assert await _standing(event) == {right.id}


async def test_who_is_put_back_while_the_same_pass_arrives_makes_room_for_the_better_one() -> None:
    event = await planned()
    wrong = line(event, pseudonym=SOMEBODY)
    late = line(event, pseudonym=SOMEBODY, at=moment(9))
    await register.write([wrong])
    await voiding.void("check_in", wrong.id, "x", by=SYSTEM, at=SATURDAY)
    async with transaction():
        await register.write([late])
        back = _elsewhere(voiding.restore("check_in", wrong.id, "y", by=SYSTEM, at=SATURDAY))
        await until_waiting()
    await back
    assert await _standing(event) == {wrong.id}
    assert len(await sightings(event)) == 2


async def test_lines_that_never_stop_arriving_are_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = await planned()

    async def never(_lines: list[UUID]) -> bool:
        return False

    await register.write([line(event, pseudonym=SOMEBODY)])
    await execute("UPDATE check_in SET standing = false")
    monkeypatch.setattr(standing, "_risen", never)
    with pytest.raises(RuntimeError):
        await standing.settle([(event, SOMEBODY)])


def _elsewhere(work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
    """On another connection, as another process would."""
    return asyncio.get_running_loop().create_task(work, context=Context())


async def _standing(event: UUID) -> set[UUID]:
    return {row["id"] for row in await sightings(event) if row["standing"]}


def _right(lines: Sequence[Line]) -> set[UUID]:
    passes: defaultdict[bytes | None, list[Line]] = defaultdict(list)
    for one in lines:
        passes[one.pseudonym].append(one)
    return {best.id for seen in passes.values() if (best := which_stands(seen))}
