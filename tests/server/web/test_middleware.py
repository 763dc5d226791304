"""What stands around every request lets other kinds of connection through untouched."""

from typing import Any, cast

import pytest
from litestar.types import ASGIApp, Receive, Scope, Send

from server.accounts.web.authentication import recognised
from server.accounts.web.idempotency import idempotent
from server.foundation.errors import NotAllowed
from server.web.headers import guarded
from server.web.language import understood
from server.web.request_log import logged
from server.web.requests import Visit, origin_of, signed_in


@pytest.mark.parametrize("around", [logged, guarded, understood, recognised, idempotent])
async def test_a_connection_that_is_no_request_passes(around: Any) -> None:
    passed: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope["type"])

    wrapped: ASGIApp = around(app)
    await wrapped(cast(Any, {"type": "websocket", "path": "/"}), cast(Any, None), cast(Any, None))
    assert passed == ["websocket"]


def visit(**scope: Any) -> Visit:
    return Visit(cast(Any, {"type": "http", "headers": [], **scope}))


def test_who_is_not_signed_in_is_told_so() -> None:
    with pytest.raises(NotAllowed, match="Hay que entrar primero"):
        signed_in(visit(user=None))


def test_the_origin_is_the_network_address() -> None:
    assert origin_of(visit(client=("192.0.2.7", 4711))) == "192.0.2.7"
    assert origin_of(visit(client=None)) == "unknown"
