"""Spans as OpenTelemetry makes them, sent with OTLP over HTTP; imported only when wanted."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span as OtelSpan
from opentelemetry.trace import SpanKind, Status, StatusCode

from server.foundation.tracing import Told

NANOSECONDS: Final = 1_000_000_000


class Begun:
    """A span that goes to the collector."""

    def __init__(self, span: OtelSpan) -> None:
        self._span = span

    def tell(self, told: Told) -> None:
        """Add what became known meanwhile."""
        self._span.set_attributes(dict(told))

    def call(self, name: str) -> None:
        """Name it anew."""
        self._span.update_name(name)


class OtelSpans:
    """Makes spans and hands them to a processor."""

    def __init__(self, processor: SpanProcessor) -> None:
        self._provider = TracerProvider(resource=Resource.create({"service.name": "convoca"}))
        self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer("convoca")

    @contextmanager
    def span(self, name: str, told: Told, *, serves: bool = False) -> Iterator[Begun]:
        """A stretch of work; of an error that ends it only the kind is told."""
        kind = SpanKind.SERVER if serves else SpanKind.INTERNAL
        with self._tracer.start_as_current_span(
            name, kind=kind, attributes=dict(told),
            record_exception=False, set_status_on_exception=False,
        ) as span:  # fmt: skip
            try:
                yield Begun(span)
            except BaseException as error:
                span.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise

    def statement(self, text: str, seconds: float, *, failed: bool) -> None:
        """A statement that has just been answered, set where it began."""
        now = time.time_ns()
        span = self._tracer.start_span(
            text.partition(" ")[0].upper() or "SQL", kind=SpanKind.CLIENT,
            attributes={"db.system.name": "postgresql", "db.query.text": text},
            start_time=now - int(seconds * NANOSECONDS),
        )  # fmt: skip
        if failed:
            span.set_status(Status(StatusCode.ERROR))
        span.end(end_time=now)

    def end(self) -> None:
        """Send what was not sent yet."""
        self._provider.shutdown()


def exported() -> OtelSpans:
    """Spans for the collector that the environment names (OTEL_EXPORTER_OTLP_*)."""
    return OtelSpans(BatchSpanProcessor(OTLPSpanExporter()))
