"""The cookie that holds a session's secret."""

from typing import Final

from litestar.datastructures import Cookie
from litestar.response import Redirect, Template

from server.accounts.domain import sessions
from server.web.requests import Visit, settings_of

COOKIE: Final = "convoca"
HOST_COOKIE: Final = f"__Host-{COOKIE}"
"""Over HTTPS: no neighbour of ours on the same domain can set it (RFC 6265bis §4.1.3.2)."""


def session_of(request: Visit) -> str:
    """The secret of the session that the browser shows, or ''; what a neighbour set is none."""
    name = HOST_COOKIE if settings_of(request).secure else COOKIE
    return str(request.cookies.get(name, ""))


def keep(response: Redirect | Template, request: Visit, session: str) -> None:
    """Have the browser keep this session in place of any other."""
    secure = settings_of(request).secure
    cookie = Cookie(
        HOST_COOKIE if secure else COOKIE,
        value=session,
        max_age=int(sessions.LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    response.set_cookie(cookie)
    if secure and COOKIE in request.cookies:
        response.delete_cookie(COOKIE)


def drop(response: Redirect, request: Visit) -> None:
    """Have the browser forget its session, under whichever name, and the pages it kept.

    What a phone at a door has not sent yet is in its storage, which stays.
    """
    response.headers["Clear-Site-Data"] = '"cache"'
    for name in {COOKIE, HOST_COOKIE} & set(request.cookies):
        cookie = Cookie(
            name, max_age=0, httponly=True, samesite="lax", secure=settings_of(request).secure
        )
        response.set_cookie(cookie)
