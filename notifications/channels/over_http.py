"""Putting one request to a provider, telling what never left us from what may have arrived."""

import asyncio
import re
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx

from notifications.channels.failures import DoubtfulDelivery, TemporaryFailure

LASTS: Final = 45.0
LONGEST_WAIT: Final = timedelta(days=1)
# Raised before a byte of the request is written; after any other nobody knows.
UNWRITTEN: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.LocalProtocolError,
    httpx.UnsupportedProtocol,
)


async def post(http: httpx.AsyncClient, address: str, **what: Any) -> httpx.Response:
    """The answer, whichever it is, within a minute.

    Raises TemporaryFailure when nothing left us, DoubtfulDelivery when it broke after that. One
    house stands behind all of a channel: when it does not open, everybody waits.
    """
    try:
        async with asyncio.timeout(LASTS):
            return await http.post(address, **what)
    except UNWRITTEN as error:
        told = f"not connected: {type(error).__name__}"
        raise TemporaryFailure(told, everybody=True) from error
    except (httpx.HTTPError, TimeoutError) as error:
        raise DoubtfulDelivery(f"no answer: {type(error).__name__}") from error


def wait_of(answer: httpx.Response) -> timedelta | None:
    """How long they ask us to wait (RFC 9110 §10.2.3); dates count from the one of the answer."""
    said = answer.headers.get("retry-after", "").strip()
    wait = timedelta(seconds=int(said)) if re.fullmatch(r"[0-9]{1,9}", said) else _until(answer)
    return None if wait is None else max(timedelta(0), min(wait, LONGEST_WAIT))


def _until(answer: httpx.Response) -> timedelta | None:
    try:
        until = parsedate_to_datetime(answer.headers["retry-after"])
        return until - parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError, TypeError):
        return None
