"""A sentence carried over one redirect, signed so that nobody can make us say another."""

from typing import Final

import msgspec
from litestar.datastructures import Cookie

from server.foundation.errors import NotFound
from server.foundation.signing import Signer

COOKIE: Final = "aviso"


class Flash(msgspec.Struct, frozen=True):
    """What is said once; `kind` is success, error or info."""

    kind: str
    text: str


def carried(flash: Flash, signer: Signer, *, secure: bool) -> Cookie:
    """The cookie that brings a flash to the next page."""
    value = signer.sign("flash", msgspec.json.encode(flash))
    return Cookie(COOKIE, value=value, httponly=True, samesite="lax", secure=secure, max_age=60)


def arrived(cookie: str | None, signer: Signer) -> list[Flash]:
    """What the last page left to be said, if it was us who left it."""
    if not cookie:
        return []
    try:
        return [msgspec.json.decode(signer.unsign("flash", cookie), type=Flash)]
    except NotFound:
        return []
