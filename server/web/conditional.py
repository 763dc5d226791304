"""Answers that a reader who has them already need not fetch again (RFC 9110 §13)."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Response
from litestar.status_codes import HTTP_200_OK, HTTP_304_NOT_MODIFIED

from server.web.requests import Visit


async def answer(
    request: Visit, *, etag: str, render: Callable[[], Awaitable[bytes]], media_type: str
) -> Response[Any]:
    """304 when the reader's `If-None-Match` names this version, else the rendered bytes."""
    headers = {"ETag": f'"{etag}"', "Cache-Control": "private, no-cache"}
    if _has(request.headers.get("if-none-match", ""), etag):
        return Response(None, status_code=HTTP_304_NOT_MODIFIED, headers=headers)
    return Response(await render(), status_code=HTTP_200_OK, headers=headers, media_type=media_type)


def _has(condition: str, etag: str) -> bool:
    tags = [tag.strip().removeprefix("W/").strip('"') for tag in condition.split(",")]
    return "*" in tags or etag in tags
