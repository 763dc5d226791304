"""What stands around every request lets other kinds of connection through untouched."""

from types import SimpleNamespace
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


def coming_from(host: str | None, *forwarded: str, proxies: int = 0) -> str:
    """What a request counts as that a host hands on, with these headers, past so many proxies."""
    state = SimpleNamespace(settings=SimpleNamespace(trusted_proxies=proxies))
    headers = [(b"x-forwarded-for", text.encode()) for text in forwarded]
    return origin_of(
        visit(
            client=host and (host, 4711),
            headers=headers,
            litestar_app=SimpleNamespace(state=state),
        )
    )


def test_the_origin_is_the_network_address() -> None:
    assert coming_from("192.0.2.7") == "192.0.2.7"
    assert coming_from("::ffff:192.0.2.7") == "192.0.2.7"
    assert coming_from("/run/socket") == "/run/socket"
    assert coming_from(None) == "unknown"


def test_all_addresses_of_a_network_are_one_origin() -> None:
    here = {coming_from(f"2001:db8:1:2::{host}") for host in ("1", "ffff", "1:2:3")}
    assert here == {"2001:db8:1:2::/64"}
    assert coming_from("2001:db8:1:3::1") == "2001:db8:1:3::/64"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "origin"),
    [
        (0, ["203.0.113.9"], "192.0.2.7"),
        (1, ["198.51.100.4, 203.0.113.9"], "203.0.113.9"),
        (2, ["198.51.100.4, 203.0.113.9"], "198.51.100.4"),
        (2, ["10.0.0.1, 198.51.100.4", "203.0.113.9"], "198.51.100.4"),
        (1, ["2001:db8:1:2::9"], "2001:db8:1:2::/64"),
        (2, ["203.0.113.9"], "192.0.2.7"),
        (1, ["anything"], "192.0.2.7"),
        (1, [], "192.0.2.7"),
        (1, ["203.0.113.9:4711"], "203.0.113.9"),
        (1, ["[2001:db8:1:2::9]:4711"], "2001:db8:1:2::/64"),
        (1, ["[2001:db8:1:2::9]"], "2001:db8:1:2::/64"),
        (1, ["anything:80"], "192.0.2.7"),
    ],
)
def test_behind_proxies_the_origin_is_what_the_outermost_saw(
    proxies: int, forwarded: list[str], origin: str
) -> None:
    assert coming_from("192.0.2.7", *forwarded, proxies=proxies) == origin
