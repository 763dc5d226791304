"""What a calendar of 300 events costs: asked again, after one change, and from nothing."""

import http.client
import time
from statistics import median
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from tests.bench import scenery
from tests.bench.scenery import EVENTS, Scenery
from tests.bench.table import Row

COLD, CHANGED, SAME = 5, 9, 60  # how often each is asked


class Answer(Struct, frozen=True):
    """What came back, and after how many milliseconds."""

    status: int
    etag: str
    size: int
    spent: float


async def measured(address: str, there: Scenery) -> list[Row]:
    """The public calendar and a helper's own one, one reader at a time."""
    public = await _rows("public", Reader(address, "/agenda.ics"))
    personal = await _rows("personal", Reader(address, f"/feed/{there.feed}.ics"))
    return [Row(f"feed of {EVENTS} events", "", "cold"), *public, *personal]


class Reader:
    """A calendar program that keeps its connection."""

    def __init__(self, address: str, path: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        self._path = path

    def read(self, etag: str = "") -> Answer:
        """Ask for the calendar, or only for a newer one than `etag`."""
        started = time.perf_counter()
        self._connection.request("GET", self._path, headers={"If-None-Match": etag} if etag else {})
        answer = self._connection.getresponse()
        size = len(answer.read())
        spent = (time.perf_counter() - started) * 1000
        return Answer(answer.status, answer.getheader("ETag", ""), size, spent)


async def _rows(name: str, reader: Reader) -> list[Row]:
    reader.read()
    cold = median([await _after(EVENTS, reader) for _time in range(COLD)])
    one = median([await _after(1, reader) for _time in range(CHANGED)])
    etag = reader.read().etag
    same = median([_expect(200, reader.read()) for _time in range(SAME)])
    unchanged = median([_expect(304, reader.read(etag)) for _time in range(SAME)])
    told: Final = {"unchanged, 304": unchanged, "again, whole": same, "one event changed": one}
    compared = [
        Row(f"  {name}: {what}", f"{spent:.1f} ms", f"{cold:.1f} ms", f"{spent / cold:.3f}")
        for what, spent in told.items()
    ]
    return [*compared, Row(f"  {name}: cold", f"{cold:.1f} ms")]


async def _after(changes: int, reader: Reader) -> float:
    await scenery.change(changes)
    return _expect(200, reader.read())


def _expect(status: int, answer: Answer) -> float:
    assert answer.status == status, answer
    return answer.spent
