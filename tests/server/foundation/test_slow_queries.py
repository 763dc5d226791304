"""Statements that took long."""

from typing import Any

import pytest
import structlog
from msgspec import Struct

from server.foundation import database
from server.foundation.correlation import OfRequest
from server.foundation.counters import OWN
from server.foundation.slow_queries import SlowQueries, statement


class Answered(Struct):
    """What asyncpg tells of a statement."""

    query: str
    elapsed: float


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("SELECT 1", "SELECT 1"),
        ("  SELECT a,\n\tb FROM t WHERE c = $1 ", "SELECT a, b FROM t WHERE c = $1"),
        ("SELECT 'ana''s', E'x\\\\', b", "SELECT '…', '…', b"),
        ("DO $$ hunter2 $$ LANGUAGE plpgsql", "DO '…' LANGUAGE plpgsql"),
        ("SELECT $a$ hunter2 $b$ $a$, $1", "SELECT '…', $1"),
        ("x" * 3000, "x" * 2000 + "…"),
    ],
)
def test_a_statement_is_one_line_without_texts(query: str, line: str) -> None:
    assert statement(query) == line


def test_only_what_took_long_is_written_down() -> None:
    before = OWN.get_sample_value("convoca_slow_queries_total") or 0
    hearing = SlowQueries(500)
    with (
        structlog.testing.capture_logs() as lines,
        OfRequest("0198", {"path_template": "/eventos/{id}"}),
    ):
        hearing(Answered("SELECT 1", 0.4999))
        hearing(Answered("SELECT 'hunter2'", 0.75))
    (line,) = lines
    assert {key: line[key] for key in ("event", "query", "ms", "route")} == {
        "event": "slow query", "query": "SELECT '…'", "ms": 750.0, "route": "/eventos/{id}",
    }  # fmt: skip
    assert OWN.get_sample_value("convoca_slow_queries_total") == before + 1


async def test_every_statement_of_a_pool_is_heard(pool: dict[str, Any]) -> None:
    heard: list[Answered] = []
    held, database.engine.pool = database.engine.pool, None
    try:
        async with database.connected(pool, size=1, heard_by=[heard.append]):
            with OfRequest("0198", {}):
                await database.fetch("SELECT 1 WHERE 'hunter2' <> $1", "hunter3")
            async with database.transaction():
                await database.execute("SELECT 2")
    finally:
        database.engine.pool = held
    asked = [one.query for one in heard]
    assert ("SELECT 1 WHERE 'hunter2' <> $1" in asked, "SELECT 2" in asked) == (True, True)
