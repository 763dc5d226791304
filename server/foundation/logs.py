"""Logs as lines of JSON, without tokens, codes, telephones or addresses."""

import logging
import sys

import structlog


def configure() -> None:
    """Write everything of ours, and warnings of libraries, to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    # httpx and others write whole addresses at INFO, and an address may hold a token.
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, force=True)
