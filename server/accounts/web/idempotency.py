"""A program that repeats an `Idempotency-Key` gets its first answer again.

A handler with `opt={SHOWN_ONCE: True}` answers with a secret, which is not kept for that.
"""

from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from server.accounts.domain import repeats
from server.accounts.domain.repeats import Answer, Question
from server.accounts.web.authentication import bearer
from server.foundation.clock import now
from server.web.requests import Visit

HEADER: Final = "Idempotency-Key"
SHOWN_ONCE: Final = "shown_once"
CHANGES: Final = frozenset({"POST", "PATCH"})


def idempotent(app: ASGIApp) -> ASGIApp:
    """Let a change through once per key and token; without a key, every time."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        request = Visit(scope, receive) if scope["type"] == ScopeType.HTTP else None
        if request is None or not _once_only(request):
            await app(scope, receive, send)
            return
        heard: list[Message] = []

        async def hear(message: Message) -> None:
            heard.append(message)

        async def ask() -> Answer:
            await app(scope, receive, hear)
            return _read(heard)

        given = await repeats.once(await _question(request), ask, at=now())
        # Only now, when what was done and what is said of it are both kept.
        for message in heard or _repeated(given):
            await send(message)

    return answer


def _once_only(request: Visit) -> bool:
    asked = HEADER in request.headers and request.method in CHANGES
    return asked and request.url.path.startswith("/api/") and request.scope.get("user") is not None


async def _question(request: Visit) -> Question:
    line = f"{request.method} {request.url.path}?{request.url.query}\n"
    return Question(
        asker=bearer(request),
        key=request.headers[HEADER],
        words=line.encode() + await request.body(),
        secret=bool(request.route_handler.opt.get(SHOWN_ONCE)),
    )


def _read(heard: list[Message]) -> Answer:
    start = next(message for message in heard if message["type"] == "http.response.start")
    headers = {name.lower(): value for name, value in start["headers"]}
    body = [each["body"] for each in heard if each["type"] == "http.response.body"]
    return Answer(
        status=start["status"],
        media_type=headers.get(b"content-type", b"").decode("latin-1"),
        body=b"".join(body),
    )


def _repeated(given: Answer) -> list[Message]:
    headers = [
        (b"content-type", given.media_type.encode("latin-1")),
        (b"content-length", str(len(given.body)).encode()),
        (b"idempotency-replayed", b"true"),
    ]
    return [
        {"type": "http.response.start", "status": given.status, "headers": headers},
        {"type": "http.response.body", "body": given.body, "more_body": False},
    ]
