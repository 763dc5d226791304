"""Writing together what arrives together, while each sender awaits its own commit."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from typing import Final, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST: Final = 300
"""Items in one batch: more would make the first of them wait for the last."""


class Coalescer(Generic[Item, Result]):
    """Hands what is put in at the same time to one `write`, and gives everyone their own result.

    `write` takes a list and returns as many results, all of them durable. A batch that it cannot
    write is written one by one, so that only who sent the bad item hears of it. There is nothing to
    start: the first item starts a task, and the task ends when nothing is left.
    """

    def __init__(
        self, write: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]], *, most: int = MOST
    ) -> None:
        self._write = write
        self._most = most
        self._waiting: deque[tuple[Item, asyncio.Future[Result]]] = deque()
        self._task: asyncio.Task[None] | None = None

    async def put(self, item: Item) -> Result:
        """Write `item` with its neighbours; giving up waiting stops nobody, not even the item."""
        written: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, written))
        self._set_to_work()
        return await written

    async def drained(self) -> None:
        """Wait until everything put in so far is written or refused."""
        while self._task is not None and not self._task.done():
            await asyncio.wait([self._task])

    def _set_to_work(self) -> None:
        if self._task is None or self._task.done():
            # A fresh context: the sender may be inside a transaction, which is not ours to use.
            self._task = asyncio.get_running_loop().create_task(self._work(), context=Context())

    async def _work(self) -> None:
        try:
            while self._waiting:
                await self._write_batch(self._next_batch())
        finally:
            # Only a loop that is being torn down gets here with somebody still waiting.
            for _item, written in self._waiting:
                written.cancel()
            self._waiting.clear()

    def _next_batch(self) -> list[tuple[Item, asyncio.Future[Result]]]:
        size = min(self._most, len(self._waiting))
        return [self._waiting.popleft() for _number in range(size)]

    async def _write_batch(self, batch: list[tuple[Item, asyncio.Future[Result]]]) -> None:
        try:
            results = await self._write([item for item, _written in batch])
            answered = list(zip(batch, results, strict=True))
        except Exception:  # noqa: BLE001 (whatever it was, the neighbours of the bad item go on)
            await self._write_one_by_one(batch)
            return
        except BaseException:
            _abandon(batch)
            raise
        for (_item, written), result in answered:
            if not written.done():
                written.set_result(result)

    async def _write_one_by_one(self, batch: list[tuple[Item, asyncio.Future[Result]]]) -> None:
        for item, written in batch:
            try:
                (result,) = await self._write([item])
            except Exception as error:  # noqa: BLE001 (the sender is told, whatever it was)
                if not written.done():
                    written.set_exception(error)
            except BaseException:
                _abandon(batch)
                raise
            else:
                if not written.done():
                    written.set_result(result)


def _abandon(batch: list[tuple[Item, asyncio.Future[Result]]]) -> None:
    for _item, written in batch:
        written.cancel()
