"""One line and one count per request: which route, how it ended, how long; never the address."""

import re
from secrets import token_hex
from time import perf_counter
from typing import Final

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from server.foundation import counters
from server.foundation.correlation import OfRequest

HEADER: Final = b"x-request-id"
FROM_A_PROXY: Final = re.compile(rb"[A-Za-z0-9_-]{8,64}")
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
WATCHED: Final = ("/health/", "/metrics")
"""What programs ask over and over: counted, but no line of the log unless it fails."""
BROKEN: Final = 500
log: Final = structlog.get_logger()


def logged(app: ASGIApp, *, trusting: bool = False) -> ASGIApp:
    """Give the request a number, tell it to the asker, count it and write the line.

    A number that a proxy gave is kept when `trusting`, that is where a proxy stands in front: so
    that both logs speak of the same request.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        started, status = perf_counter(), BROKEN
        number = (_given(scope) if trusting else "") or token_hex(16)

        async def with_number(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                message["headers"] = [*message["headers"], (HEADER, number.encode())]
            await send(message)

        with OfRequest(number, scope), counters.IN_FLIGHT.track_inprogress():
            try:
                await app(scope, receive, with_number)
            finally:
                _remember(scope, status, perf_counter() - started)

    return answer


def _given(scope: HTTPScope) -> str:
    told = [value for name, value in scope["headers"] if name == HEADER]
    return told[0].decode() if len(told) == 1 and FROM_A_PROXY.fullmatch(told[0]) else ""


def _remember(scope: HTTPScope, status: int, seconds: float) -> None:
    # The template, not the path: a path may hold a token or a code, and there is no end of them.
    route = scope.get("path_template", "")
    method = scope["method"] if scope["method"] in METHODS else "other"
    counters.answered(method, route, status, seconds)
    write = log.debug if route.startswith(WATCHED) and status < BROKEN else log.info
    write("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))
