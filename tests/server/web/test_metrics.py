"""Who reads the counts, and what stands there."""

import os
import typing
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import httpx
import msgspec
import pytest
from litestar import Litestar
from litestar.datastructures import State
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.parser import text_string_to_metric_families

from server.foundation.clock import now
from server.foundation.counters import TICKED
from server.foundation.database import engine
from server.foundation.settings import Settings
from server.web.health import Condition
from server.web.metrics import metrics

WORD = "a-word-that-only-we-know"


class Clock:
    """A ticker that calls stale whatever was a minute ago."""

    def condition(self, at: datetime, *, ticked: datetime | None = None) -> str:
        """By when any of this machine ticked."""
        return "off" if ticked is None else "stale" if at - ticked >= timedelta(minutes=1) else "on"


async def one_room(_at: datetime) -> list[Metric]:
    """What a room tells."""
    return [GaugeMetricFamily("convoca_chairs", "Chairs", value=12)]


@asynccontextmanager
async def asking(settings: Settings, *, peer: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an installation that has nothing but these counts."""
    app = Litestar(
        [metrics],
        openapi_config=None,
        logging_config=None,
        state=State(
            {
                "settings": settings,
                "ticker": Clock(),
                "metrics": (one_room,),
                "condition": Condition(),
            }
        ),
    )
    transport = httpx.ASGITransport(typing.cast(Any, app), client=(peer, 40_000))
    async with httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as client:
        yield client


def read(text: str) -> dict[str, dict[tuple[tuple[str, str], ...], float]]:
    """Every sample by name and labels."""
    found: dict[str, dict[tuple[tuple[str, str], ...], float]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sorted(sample.labels.items()))] = sample.value
    return found


async def test_this_machine_reads_the_counts_of_every_room(db: None, settings: Settings) -> None:
    TICKED.set((now() - timedelta(seconds=60)).timestamp())
    async with asking(settings, peer="127.0.0.1") as client:
        answer = await client.get("/metrics")
    told = read(answer.text)
    assert answer.headers["content-type"].split(";")[0] == "text/plain"
    assert told["convoca_chairs"] == {(): 12}
    assert told["convoca_database_up"] == {(): 1}
    assert told["convoca_scheduler"] == {
        (("condition", "on"),): 0,
        (("condition", "off"),): 0,
        (("condition", "stale"),): 1,
    }
    assert 60 <= told["convoca_scheduler_tick_age_seconds"][()] < 3600
    assert list(told["convoca_build_info"].values()) == [1]
    assert told["process_open_fds"][("pid", str(os.getpid())),] > 0
    assert told["process_cpu_seconds_total"][("pid", str(os.getpid())),] > 0


async def test_a_process_that_only_serves_has_no_tick(db: None, settings: Settings) -> None:
    TICKED.set(0)
    async with asking(settings, peer="::1") as client:
        told = read((await client.get("/metrics")).text)
    assert "convoca_scheduler_tick_age_seconds" not in told
    assert told["convoca_scheduler"][("condition", "off"),] == 1


async def test_without_a_database_the_rest_is_told(settings: Settings, db: None) -> None:
    held, engine.pool = engine.pool, None
    try:
        async with asking(settings, peer="127.0.0.1") as client:
            told = read((await client.get("/metrics")).text)
    finally:
        engine.pool = held
    assert told["convoca_database_up"] == {(): 0}
    assert "convoca_chairs" not in told


@pytest.mark.parametrize(
    ("peer", "word", "headers", "status"),
    [
        ("127.0.0.1", "", {}, 200),
        ("127.3.2.1", WORD, {}, 200),
        ("::1", "", {}, 200),
        ("::ffff:127.0.0.1", "", {}, 200),
        ("203.0.113.9", "", {}, 404),
        ("not an address", "", {}, 404),
        ("127.0.0.1", "", {"X-Forwarded-For": "203.0.113.9"}, 404),
        ("127.0.0.1", "", {"X-Forwarded-For": "127.0.0.1"}, 404),
        ("127.0.0.1", "", {"Forwarded": "for=203.0.113.9"}, 404),
        ("127.0.0.1", "", {"X-Real-IP": "203.0.113.9"}, 404),
        ("203.0.113.9", "", {"X-Forwarded-For": "127.0.0.1"}, 404),
        ("203.0.113.9", "", {"Authorization": "Bearer "}, 404),
        ("203.0.113.9", WORD, {}, 401),
        ("203.0.113.9", WORD, {"Authorization": f"Basic {WORD}"}, 401),
        ("203.0.113.9", WORD, {"Authorization": "Bearer guessed"}, 401),
        ("203.0.113.9", WORD, {"Authorization": "Bearer ñandú"}, 401),
        ("203.0.113.9", WORD, {"Authorization": f"Bearer {WORD}"}, 200),
        ("127.0.0.1", WORD, {"X-Forwarded-For": "203.0.113.9"}, 401),
        (
            "127.0.0.1", WORD,
            {"X-Forwarded-For": "203.0.113.9", "Authorization": f"bearer {WORD}"}, 200,
        ),
    ],
)  # fmt: skip
async def test_only_this_machine_or_whoever_knows_the_word_reads_them(
    db: None, settings: Settings, peer: str, word: str, headers: dict[str, str], status: int
) -> None:
    configured = msgspec.structs.replace(settings, metrics_token=word)
    sent = [(name.encode(), value.encode()) for name, value in headers.items()]
    async with asking(configured, peer=peer) as client:
        answer = await client.get("/metrics", headers=sent)
    assert answer.status_code == status
    assert answer.headers.get("www-authenticate") == ("Bearer" if status == 401 else None)


async def test_the_installation_itself_tells_of_its_outbox(
    visitor: httpx.AsyncClient,
) -> None:
    told = read((await visitor.get("/metrics")).text)
    assert told["convoca_oldest_queued_seconds"] == {(): 0}
    assert told["convoca_database_connections"][("state", "active"),] >= 1
    assert told["convoca_database_bytes"][()] > 0
    assert told["convoca_scheduler"][("condition", "off"),] == 1
