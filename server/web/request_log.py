"""One line per request: which route, how it ended, how long it took; never the address itself."""

from secrets import token_hex
from time import perf_counter
from typing import Final

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

HEADER: Final = b"x-request-id"
log: Final = structlog.get_logger()


def logged(app: ASGIApp) -> ASGIApp:
    """Give the request an id, tell it to the asker, and write the line."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        started, request_id, status = perf_counter(), token_hex(16), 500

        async def with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER, request_id.encode())]
            await send(message)

        bound = structlog.contextvars.bind_contextvars(request=request_id)
        try:
            await app(scope, receive, with_id)
        finally:
            # The template, not the path: a path may hold a token or a code.
            route = scope.get("path_template", "")
            spent = round((perf_counter() - started) * 1000, 1)
            log.info("request", method=scope["method"], route=route, status=status, ms=spent)
            structlog.contextvars.reset_contextvars(**bound)

    return answer
