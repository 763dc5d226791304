"""What arrives together is written together, and everyone is answered truthfully."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextvars import ContextVar

import pytest

from events.attendance.domain import register
from events.attendance.domain.coalescing import Coalescer
from events.attendance.domain.register import Line, Outcome
from server.foundation.database import engine, fetch, transaction
from tests.events.attendance.arriving import line, recorded, sightings
from tests.support.events import planned
from tests.support.lock_queue import until_waiting


class Book:
    """A place to write, which notes its batches, refuses negative numbers and can be held up."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.may_write = asyncio.Event()
        self.may_write.set()

    async def write(self, numbers: Sequence[int]) -> list[str]:
        self.batches.append(list(numbers))
        await self.may_write.wait()
        if any(number < 0 for number in numbers):
            raise ValueError(f"{min(numbers)} is negative")
        return [f"wrote {number}" for number in numbers]


async def test_what_arrives_together_is_one_batch() -> None:
    book = Book()
    pen = Coalescer(book.write)
    said = await asyncio.gather(*(pen.put(number) for number in range(5)))
    assert said == [f"wrote {number}" for number in range(5)]
    assert book.batches == [[0, 1, 2, 3, 4]]


async def test_what_arrives_during_a_write_goes_into_the_next() -> None:
    book = Book()
    pen = Coalescer(book.write)
    book.may_write.clear()
    first = asyncio.ensure_future(pen.put(0))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    others = [asyncio.ensure_future(pen.put(number)) for number in (1, 2)]
    await asyncio.sleep(0)
    assert not first.done()
    book.may_write.set()
    assert await asyncio.gather(first, *others) == ["wrote 0", "wrote 1", "wrote 2"]
    assert book.batches == [[0], [1, 2]]


async def test_no_batch_is_larger_than_allowed() -> None:
    book = Book()
    pen = Coalescer(book.write, most=3)
    await asyncio.gather(*(pen.put(number) for number in range(8)))
    assert [len(batch) for batch in book.batches] == [3, 3, 2]


async def test_a_bad_item_harms_nobody_else() -> None:
    pen = Coalescer(Book().write)
    said = await asyncio.gather(*(pen.put(n) for n in (1, -2, 3)), return_exceptions=True)
    assert list(map(str, said)) == ["wrote 1", "-2 is negative", "wrote 3"]
    assert isinstance(said[1], ValueError)
    assert await pen.put(4) == "wrote 4"


async def test_a_writer_that_answers_too_little_is_not_believed() -> None:
    async def forgetful(numbers: Sequence[int]) -> list[str]:
        return [f"wrote {numbers[0]}"]

    pen = Coalescer(forgetful)
    assert list(await asyncio.gather(pen.put(1), pen.put(2))) == ["wrote 1", "wrote 2"]


async def test_whoever_stops_waiting_breaks_nothing_and_is_written_all_the_same() -> None:
    book = Book()
    pen = Coalescer(book.write)
    book.may_write.clear()
    gone, stays = (asyncio.ensure_future(pen.put(number)) for number in (1, 2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    gone.cancel()
    book.may_write.set()
    assert await stays == "wrote 2"
    assert gone.cancelled()
    assert book.batches == [[1, 2]]


async def test_whoever_stops_waiting_in_a_bad_batch_breaks_nothing_either() -> None:
    book = Book()
    pen = Coalescer(book.write)
    book.may_write.clear()
    waiting = [asyncio.ensure_future(pen.put(number)) for number in (1, -2, 3)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting[0].cancel()
    waiting[1].cancel()
    book.may_write.set()
    assert await waiting[2] == "wrote 3"
    assert book.batches == [[1, -2, 3], [1], [-2], [3]]


async def test_it_can_be_waited_for_and_used_again() -> None:
    book = Book()
    pen = Coalescer(book.write)
    await pen.drained()
    put = asyncio.ensure_future(pen.put(1))
    await asyncio.sleep(0)
    await pen.drained()
    assert put.done()
    assert await pen.put(2) == "wrote 2"


async def test_when_the_writer_is_torn_down_nobody_is_left_waiting() -> None:
    book = Book()
    pen = Coalescer(book.write, most=2)
    book.may_write.clear()
    waiting = [asyncio.ensure_future(pen.put(number)) for number in (1, 2, 3)]
    assert await _torn_down(pen, waiting) == [asyncio.CancelledError] * 3
    book.may_write.set()
    assert await pen.put(4) == "wrote 4"


async def test_nor_when_it_was_writing_one_by_one() -> None:
    async def stuck(numbers: Sequence[int]) -> list[str]:
        if len(numbers) > 1:
            raise ValueError(numbers)
        await asyncio.Event().wait()
        return []

    pen = Coalescer(stuck, most=2)
    waiting = [asyncio.ensure_future(pen.put(number)) for number in (1, 2, 3)]
    assert await _torn_down(pen, waiting) == [asyncio.CancelledError] * 3


async def _torn_down(
    pen: Coalescer[int, str], waiting: Sequence[asyncio.Future[str]]
) -> list[type[object]]:
    """How the waiting end when the task that writes is cancelled in the middle."""
    for _step in range(5):
        await asyncio.sleep(0)
    assert pen._task is not None
    pen._task.cancel()
    return [type(end) for end in await asyncio.gather(*waiting, return_exceptions=True)]


async def test_it_does_not_write_in_the_context_of_who_came_first() -> None:
    mine: ContextVar[str] = ContextVar("mine", default="nobody's")
    mine.set("the first one's")

    async def write(numbers: Sequence[int]) -> list[str]:
        return [mine.get() for _number in numbers]

    assert await Coalescer(write).put(1) == "nobody's"


@pytest.mark.usefixtures("db")
async def test_it_does_not_write_in_the_transaction_of_who_came_first() -> None:
    event = await planned()
    pen: Coalescer[Line, Outcome] = Coalescer(register.write)

    async def and_then_fail() -> None:
        async with transaction():
            await pen.put(line(event))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await and_then_fail()
    assert len(await recorded(event)) == 1


@pytest.mark.usefixtures("db")
async def test_two_hundred_at_once_with_bad_rows_among_them_all_hear_the_truth() -> None:
    event = await planned()
    passes = [bytes([number % 60]) * 32 for number in range(200)]
    lines = [line(event, pseudonym=None if n % 7 == 0 else passes[n]) for n in range(200)]
    bad = {n for n in range(200) if n % 50 == 13}
    lines = [line(event, age_band="unheard") if n in bad else one for n, one in enumerate(lines)]
    pen: Coalescer[Line, Outcome] = Coalescer(register.write, most=60)
    said = await asyncio.gather(*(pen.put(one) for one in lines), return_exceptions=True)

    assert {n for n, word in enumerate(said) if isinstance(word, Exception)} == bad
    told = Counter(word for word in said if isinstance(word, str))
    assert told["recorded"] == len(await recorded(event))
    assert told["already"] == len(await sightings(event)) - told["recorded"] > 0
    kept = {row["id"] for row in await sightings(event)}
    assert kept == {one.id for number, one in enumerate(lines) if number not in bad}


@pytest.mark.usefixtures("db")
async def test_nobody_is_answered_before_the_line_is_safe() -> None:
    event = await planned()
    pen: Coalescer[Line, Outcome] = Coalescer(register.write)
    pool = engine.pool
    assert pool is not None
    async with pool.acquire() as other, other.transaction():
        await other.execute("LOCK TABLE check_in IN EXCLUSIVE MODE")
        put = asyncio.ensure_future(pen.put(line(event)))
        await until_waiting(seen_by=other)
        assert not put.done()
    assert await put == "recorded"
    assert len(await fetch("SELECT FROM check_in WHERE event = $1", event)) == 1
