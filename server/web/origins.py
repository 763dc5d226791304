"""Another site's page cannot have a browser send us anything, whatever token it found."""

from typing import Final
from urllib.parse import urlsplit

from litestar.enums import ScopeType
from litestar.exceptions import PermissionDeniedException
from litestar.types import ASGIApp, Receive, Scope, Send

READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
# Whoever sends here shows a token, or signs what it sends: it is no browser of anybody's.
PROGRAMS: Final = ("/api/", "/hooks/")
# `none` is the person's own doing: an address typed in, a form sent again after a restart.
OURS: Final = frozenset({b"same-origin", b"none"})


def from_here(app: ASGIApp) -> ASGIApp:
    """Refuse what another site's page sends, beside the token in each form."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and sent_from_elsewhere(scope):
            raise PermissionDeniedException
        await app(scope, receive, send)

    return answer


def sent_from_elsewhere(scope: Scope) -> bool:
    """Whether the browser says that a page of another site makes it change something here.

    Old browsers say nothing; theirs is the token alone. `null` is what a page says that tells
    nobody its address, as the door's does.
    """
    if scope.get("method") in READING or scope["path"].startswith(PROGRAMS):
        return False
    said = dict(scope["headers"])
    site, origin = said.get(b"sec-fetch-site"), said.get(b"origin", b"null")
    if site is not None:
        return site not in OURS
    return origin != b"null" and not _is_own(scope, origin, said.get(b"host", b""))


def is_sent_from_here(scope: Scope) -> bool:
    """Whether the browser says that a page of ours made it send this; silence says nothing."""
    said = dict(scope["headers"])
    site, origin = said.get(b"sec-fetch-site"), said.get(b"origin", b"null")
    if site is not None:
        return site == b"same-origin"
    return origin != b"null" and _is_own(scope, origin, said.get(b"host", b""))


def _is_own(scope: Scope, origin: bytes, host: bytes) -> bool:
    """Whether the origin is the address that links of ours begin with, or the one asked."""
    base = urlsplit(scope["litestar_app"].state.settings.base_url)
    told = urlsplit(origin.decode("latin-1"))
    return told.netloc in {base.netloc, host.decode("latin-1")}
