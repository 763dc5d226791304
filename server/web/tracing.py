"""A span per request, where somebody follows them."""

from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from server.foundation import tracing
from server.foundation.correlation import request_number
from server.foundation.tracing import Told

BROKEN: Final = 500


def traced(app: ASGIApp) -> ASGIApp:
    """Follow each request to `app`: its route and how it ended, never its address."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or not tracing.followed():
            await app(scope, receive, send)
            return
        status = BROKEN

        async def heard(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        asked: Told = {"http.request.method": scope["method"], "convoca.request": request_number()}
        with tracing.span(scope["method"], asked, serves=True) as span:
            try:
                await app(scope, receive, heard)
            finally:
                route = _route(scope)
                span.call(f"{scope['method']} {route}".strip())
                span.tell({"http.route": route, "http.response.status_code": status})

    return answer


def _route(scope: HTTPScope) -> str:
    return str(scope.get("path_template", ""))
