"""One cookie of a request, read without taking the other headers apart."""

from litestar.types import Scope


def cookie(scope: Scope, name: str) -> str:
    """The cookie's value as it was sent, or ''; ours need no decoding."""
    for header, value in scope["headers"]:
        if header == b"cookie":
            for pair in value.decode("latin-1").split(";"):
                key, _equals, text = pair.strip().partition("=")
                if key == name:
                    return text
    return ""
