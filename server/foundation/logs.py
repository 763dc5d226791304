"""Logs as lines of JSON, one an event, without tokens, codes, telephones or addresses."""

import logging
import logging.config
import sys
from collections.abc import MutableMapping
from typing import Any, Final

import msgspec
import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import Processor

from server.foundation.log_errors import without_values
from server.foundation.redaction import redacted

LEVELS: Final = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}
USUAL: Final = "info"


def _encoded(line: MutableMapping[str, Any], **_told: Any) -> str:
    return msgspec.json.encode(line, enc_hook=repr).decode()


RENDER: Final = structlog.processors.JSONRenderer(serializer=_encoded)


def configure(level: str = USUAL) -> None:
    """Write everything of ours from `level` on, and warnings of libraries, to standard error."""
    structlog.configure(
        processors=[*_every_line(), RENDER],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    # httpx and others write whole addresses at INFO, and an address may hold a token.
    heard = max(logging.WARNING, LEVELS[level])
    logging.config.dictConfig({**of_libraries(), "root": {"level": heard, "handlers": ["console"]}})
    logging.captureWarnings(capture=True)


def of_libraries() -> dict[str, Any]:
    """How the loggers of libraries write the same lines, in the words of logging.config."""
    console = {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "server.foundation.logs.formatter"}},
        "handlers": {"console": console},
        "loggers": {"_granian": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
    }


def formatter() -> ProcessorFormatter:
    """What makes a line of JSON out of a record of the standard library."""
    return ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_logger_name, *_every_line()],
        processors=[ProcessorFormatter.remove_processors_meta, _first_line, RENDER],
    )


def _every_line() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_values,
        _redacted,
    ]


def _redacted(
    logger: object, method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Without what looks like a secret; a request's line has nothing of what was sent."""
    return line if line["event"] == "request" else redacted(logger, method, line)


def _first_line(
    _logger: object, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Without what libraries add below: asyncio writes there what a task held."""
    line["event"] = str(line["event"]).partition("\n")[0]
    return line
