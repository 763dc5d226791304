"""Spans of requests, statements and jobs for a collector, when there is one; nothing otherwise.

Following is switched on by OTEL_EXPORTER_OTLP_ENDPOINT, and needs the extra `traces`. Until then
nothing of OpenTelemetry is imported.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import Final, Protocol

import structlog

from server.foundation.slow_queries import Asked, statement

log: Final = structlog.get_logger()
VARIABLE: Final = "OTEL_EXPORTER_OTLP_ENDPOINT"
TOLD_BY: Final = "server.foundation.tracing_spans"
Told = Mapping[str, str | int]


class Span(Protocol):
    """A stretch of work that is being followed."""

    def tell(self, told: Told) -> None:
        """Add what became known meanwhile."""

    def call(self, name: str) -> None:
        """Name it anew."""


class Spans(Protocol):
    """What makes spans."""

    def span(self, name: str, told: Told, *, serves: bool = False) -> AbstractContextManager[Span]:
        """A stretch of work, as long as the block lasts."""

    def statement(self, text: str, seconds: float, *, failed: bool) -> None:
        """A statement that the database has just answered."""

    def end(self) -> None:
        """Send what was not sent yet."""


class Unheard:
    """A span that nobody hears of."""

    def tell(self, told: Told) -> None:
        """Forget it."""

    def call(self, name: str) -> None:
        """Forget it."""


_spans: Spans | None = None
_UNHEARD: Final = Unheard()


def begin(environ: Mapping[str, str]) -> bool:
    """Follow from now on if a collector is named; returns whether anything is followed."""
    if not environ.get(VARIABLE):
        return False
    try:
        maker = import_module(TOLD_BY)
    except ImportError:
        log.warning("traces are asked for, but the extra `traces` is not installed")
        return False
    follow(maker.exported())
    return True


def follow(spans: Spans | None) -> None:
    """Give every span to `spans` from now on, or to nobody."""
    global _spans  # noqa: PLW0603 (one per process, as its collector is)
    _spans = spans


def followed() -> bool:
    """Whether anybody hears of spans."""
    return _spans is not None


@contextmanager
def span(name: str, told: Told, *, serves: bool = False) -> Iterator[Span]:
    """A stretch of work; `serves` when somebody outside waits for it."""
    if _spans is None:
        yield _UNHEARD
        return
    with _spans.span(name, told, serves=serves) as begun:
        yield begun


def hear(asked: Asked) -> None:
    """A statement that the database has just answered, in the context of who asked."""
    if _spans is not None:
        failed = getattr(asked, "exception", None) is not None
        _spans.statement(statement(asked.query), asked.elapsed, failed=failed)


def hearing() -> tuple[Callable[[Asked], None], ...]:
    """Who is to be told of the statements that are answered."""
    return (hear,) if followed() else ()


def end() -> None:
    """Send what was not sent yet."""
    if _spans is not None:
        _spans.end()
