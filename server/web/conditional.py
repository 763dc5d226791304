"""Answering only what the asker does not have yet (RFC 9110 §13.1.2)."""

import re
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any, Final

from litestar import Request, Response

TAG: Final = re.compile(r'(?:W/)?("[^"]*")')


async def answer(
    request: Request[Any, Any, Any],
    *,
    etag: str,
    render: Callable[[], Awaitable[bytes]],
    media_type: str,
    cache: str = "private, no-cache",
) -> Response[bytes]:
    """What `render` makes, or 304 without making it when the asker has that `etag` already.

    `etag` must change whenever the bytes do, and holds no quotes. HEAD is answered like GET,
    without the body.
    """
    headers = {"ETag": f'"{etag}"', "Cache-Control": cache}
    if _has(request.headers.getall("if-none-match", []), headers["ETag"]):
        return Response(b"", status_code=304, headers=headers)
    body = await render()
    headers["Content-Type"] = media_type
    if request.method == "HEAD":
        headers["Content-Length"] = str(len(body))
        body = b""
    return Response(body, headers=headers)


async def content(
    request: Request[Any, Any, Any], body: bytes, *, media_type: str
) -> Response[bytes]:
    """What is made anyway, under the fingerprint of its bytes."""

    async def made() -> bytes:
        return body

    etag = sha256(body).hexdigest()
    return await answer(request, etag=etag, render=made, media_type=media_type)


def _has(told: list[str], tag: str) -> bool:
    """Whether the asker holds the tag; weakly compared, as If-None-Match is."""
    held = ",".join(told)
    return held.strip() == "*" or tag in TAG.findall(held)
