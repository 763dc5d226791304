"""The cookie by which a browser is known again to who came in from it; it opens nothing."""

from typing import Final

from litestar.datastructures import Cookie
from litestar.response import Redirect, Template

from server.accounts.domain import known_devices
from server.foundation.clock import now
from server.foundation.identity import Actor
from server.web.requests import Visit, settings_of, signer_of

COOKIE: Final = "conocido"
HOST_COOKIE: Final = f"__Host-{COOKIE}"


def device_of(request: Visit, email: str) -> str:
    """What this browser's tries for an address are counted by, if it came in from here before."""
    return known_devices.known_as(_cookie(request), email, signer=signer_of(request), at=now())


def remember(response: Redirect | Template, request: Visit, who: Actor) -> None:
    """Have the browser known to whoever came in with it, every step taken."""
    kept = known_devices.remembering(
        _cookie(request), who.email, signer=signer_of(request), at=now()
    )
    cookie = Cookie(
        _name(request),
        value=kept,
        max_age=int(known_devices.LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=settings_of(request).secure,
    )
    response.set_cookie(cookie)


def _cookie(request: Visit) -> str:
    return str(request.cookies.get(_name(request), ""))


def _name(request: Visit) -> str:
    return HOST_COOKIE if settings_of(request).secure else COOKIE
