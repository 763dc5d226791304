"""Naming the statements that took long, without what was asked in them."""

import re
from typing import Final, Protocol

import structlog

from server.foundation import correlation
from server.foundation.counters import SLOW_QUERIES

log: Final = structlog.get_logger()
QUOTED: Final = re.compile(r"E?'(?:[^']|'')*'|\$(\w*)\$.*?\$\1\$", re.DOTALL)
LONGEST: Final = 2000


class Asked(Protocol):
    """A statement that the database has answered, as asyncpg tells of it."""

    query: str
    elapsed: float


class SlowQueries:
    """Hears of every statement of a connection, and writes down those above a limit."""

    def __init__(self, milliseconds: int) -> None:
        self._seconds = milliseconds / 1000

    def __call__(self, asked: Asked) -> None:
        """Write the line, in the context of who asked."""
        if asked.elapsed >= self._seconds:
            SLOW_QUERIES.inc()
            log.warning(
                "slow query",
                query=statement(asked.query),
                ms=round(asked.elapsed * 1000, 1),
                route=correlation.route(),
            )


def statement(query: str) -> str:
    """A statement on one line, without the texts that stand in it."""
    line = " ".join(QUOTED.sub("'…'", query).split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
