"""The secrets by which a phone at a door is known again, for as long as it may send."""

from datetime import datetime
from typing import Final
from uuid import UUID

from litestar.datastructures import Cookie

from events.attendance.domain.door.door_here import Here
from events.attendance.domain.door.door_links import GRACE
from server.web.requests import Visit, settings_of

COOKIE: Final = "puerta"
HERE: Final = "puerta-aqui"


def device_of(request: Visit) -> str:
    """The secret that came with the request, or ''."""
    return request.cookies.get(COOKIE, "")


def device_cookie(
    request: Visit, token: str, device: str, *, expires_at: datetime, at: datetime
) -> Cookie:
    """The cookie that keeps it: sent to this one door, and never on behalf of another site."""
    return Cookie(
        COOKIE,
        value=device,
        path=f"/puerta/{token}",
        max_age=int((expires_at + GRACE - at).total_seconds()),
        httponly=True,
        samesite="strict",
        secure=settings_of(request).secure,
    )


def kept_here(request: Visit) -> tuple[str, str]:
    """The token and the secret of the door that was opened on this phone, or ''."""
    token, _dot, device = request.cookies.get(HERE, "").partition(".")
    return token, device


def here_cookie(request: Visit, event: UUID, here: Here, *, at: datetime) -> Cookie:
    """The cookie that keeps them: sent only where somebody opens the door once more."""
    return Cookie(
        HERE,
        value=f"{here.token}.{here.device}",
        path=f"/eventos/{event}/puerta/aqui",
        max_age=int((here.expires_at - at).total_seconds()),
        httponly=True,
        samesite="strict",
        secure=settings_of(request).secure,
    )
