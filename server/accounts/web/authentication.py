"""Who is asking: a session cookie on a page, a bearer token on the API."""

from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from server.accounts.domain import accounts, tokens
from server.foundation.clock import now
from server.foundation.identity import Actor
from server.foundation.signing import fingerprint
from server.web.requests import Visit

COOKIE: Final = "convoca"


def recognised(app: ASGIApp) -> ASGIApp:
    """Put who is asking into the request, or None."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            scope["user"] = await _who(Visit(scope))
        await app(scope, receive, send)

    return answer


def bearer(request: Visit) -> str:
    """The token that a program shows, or nothing (RFC 6750 §2.1)."""
    kind, _space, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


async def _who(request: Visit) -> Actor | None:
    path = request.url.path
    if path.startswith("/static/"):
        return None
    if path.startswith("/api/"):
        return await tokens.actor(bearer(request))
    cookie = request.cookies.get(COOKIE)
    return await accounts.actor_of_session(fingerprint(cookie), at=now()) if cookie else None
