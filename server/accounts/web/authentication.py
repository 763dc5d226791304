"""Who is asking: a session cookie on a page, a bearer token on the API."""

from typing import cast

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from server.accounts.domain import sessions, tokens
from server.accounts.domain.sessions import Standing
from server.accounts.web.session_cookie import COOKIE, session_of
from server.foundation.clock import now
from server.foundation.errors import NotAllowed
from server.foundation.translation import gettext as _
from server.web.requests import Visit

__all__ = ["COOKIE", "bearer", "recognised", "standing_of"]


def recognised(app: ASGIApp) -> ASGIApp:
    """Put who is asking into the request, or None.

    `scope["user"]` is who may act: nobody as long as a second step is owed. `scope["session"]` is
    the Standing of whoever came in, however far; `holds` in its state asks if that is still so.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            scope["user"] = scope["session"] = None
            await _recognise(Visit(scope))
        await app(scope, receive, send)

    return answer


def bearer(request: Visit) -> str:
    """The token that a program shows, or nothing (RFC 6750 §2.1)."""
    kind, _space, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def standing_of(request: Visit) -> Standing:
    """How far the asker has come in; raises NotAllowed when they took not even the first step."""
    standing = cast(Standing | None, request.scope["session"])
    if standing is None:
        raise NotAllowed(_("Hay que entrar primero."))
    return standing


async def _recognise(request: Visit) -> None:
    path, scope = request.url.path, request.scope
    if path.startswith("/static/"):
        return
    if path.startswith("/api/"):
        scope["user"] = await tokens.actor(bearer(request), at=now())
        return
    session, at = session_of(request), now()
    found = await sessions.read(session, at=at) if session else None
    if found is not None:
        scope["user"], scope["session"] = found.actor, found.standing
        scope["state"]["holds"] = lambda: sessions.holds(session, found.actor, at=now())
        if found.unseen:
            await sessions.seen(session, at=at)
