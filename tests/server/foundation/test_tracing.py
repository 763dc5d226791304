"""Spans, for whoever follows them, and nothing for the others."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
import structlog
from litestar import Litestar, get
from litestar.params import FromPath
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from server.foundation import database, tracing
from server.foundation.job_watch import watched
from server.foundation.settings import Settings
from server.foundation.tracing_spans import OtelSpans
from server.web.guards import ANYBODY
from tests.support.applications import application

REPOSITORY: Final = Path(__file__).resolve().parents[3]
OFF: Final = """
import sys
from server.foundation import job_watch, tracing
from server.web import tracing as web
theirs = [name for name in sys.modules if name.startswith("opentelemetry")]
print(tracing.begin({}), tracing.hearing(), theirs)
"""


@get("/traced/{token:str}", guards=[ANYBODY], include_in_schema=False)
async def asks(token: FromPath[str]) -> str:
    await database.fetch("SELECT 'hunter2' WHERE $1 = 'hunter2'", token)
    if token == "broken":
        raise ArithmeticError("hunter2")
    return "ok"


@pytest.fixture
def app(db: None, settings: Settings) -> Litestar:
    return application(settings, asks)


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    """What was followed."""
    kept = InMemorySpanExporter()
    tracing.follow(OtelSpans(SimpleSpanProcessor(kept)))
    yield kept
    tracing.end()
    tracing.follow(None)


def told(span: ReadableSpan) -> dict[str, Any]:
    """What a span says about itself."""
    return dict(span.attributes or {})


async def test_a_request_and_its_statements_are_one_trace(
    visitor: httpx.AsyncClient, spans: InMemorySpanExporter, pool: dict[str, Any]
) -> None:
    held = database.engine.pool
    database.engine.pool = None
    try:
        async with database.connected(pool, size=1, heard_by=tracing.hearing()):
            await visitor.get("/traced/hunter2?code=hunter2")
    finally:
        database.engine.pool = held
    finished = spans.get_finished_spans()
    request = next(span for span in finished if span.name == "GET /traced/{token}")
    assert told(request)["http.response.status_code"] == 200
    asked = next(span for span in finished if "WHERE $1" in str(told(span).get("db.query.text")))
    assert told(asked) == {
        "db.system.name": "postgresql",
        "db.query.text": "SELECT '…' WHERE $1 = '…'",
    }
    context = request.get_span_context()
    assert asked.parent is not None
    assert context is not None
    assert asked.parent.span_id == context.span_id
    assert "hunter2" not in "".join(span.to_json() for span in finished)


async def test_a_request_that_fails_is_told_without_why(
    visitor: httpx.AsyncClient, spans: InMemorySpanExporter
) -> None:
    await visitor.get("/traced/broken")
    (request,) = spans.get_finished_spans()
    assert told(request)["http.response.status_code"] == 500
    assert "hunter2" not in request.to_json()


async def test_a_job_is_followed(spans: InMemorySpanExporter) -> None:
    async def work() -> None:
        raise ValueError("hunter2")

    await watched("probe", work)()
    (span,) = spans.get_finished_spans()
    assert (span.name, told(span)) == ("job probe", {"convoca.job": "probe"})
    assert "hunter2" not in span.to_json()


def test_work_that_fails_is_told_by_the_kind_of_error(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="hunter2"), tracing.span("work", {}):
        raise ValueError("hunter2")
    (span,) = spans.get_finished_spans()
    assert (span.status.is_ok, span.status.description) == (False, "ValueError")


def test_a_statement_that_failed_is_told_as_such(spans: InMemorySpanExporter) -> None:
    class Refused:
        query, elapsed, exception = "SELECT 1", 0.1, ValueError()

    tracing.hear(Refused())
    (span,) = spans.get_finished_spans()
    assert span.status.is_ok is False
    assert (span.end_time or 0) - (span.start_time or 0) == 100_000_000


def test_nobody_hears_of_anything_until_a_collector_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OFF], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False () []\n"


def test_a_collector_without_the_extra_is_only_warned_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tracing, "TOLD_BY", "server.foundation.not_installed")
    with structlog.testing.capture_logs() as lines:
        assert not tracing.begin({tracing.VARIABLE: "http://localhost:4318"})
    assert [line["log_level"] for line in lines] == ["warning"]


def test_a_named_collector_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(tracing.VARIABLE, "http://localhost:4318")
    assert tracing.begin({tracing.VARIABLE: "http://localhost:4318"})
    tracing.end()
    tracing.follow(None)


def test_without_a_listener_a_span_holds_anything() -> None:
    with tracing.span("work", {}) as span:
        span.call("other")
        span.tell({"a": 1})
    tracing.hear(type("Asked", (), {"query": "SELECT 1", "elapsed": 1.0})())
    tracing.end()
    assert not tracing.followed()
