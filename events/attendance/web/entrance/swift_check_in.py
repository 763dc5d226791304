"""The usual check-in, answered before anything else is done for the request.

A whole room sends its answers within a minute, and a route costs several times what recording them
does (docs/performance.md). Whatever is unusual about a request, from a code that must be heard to
a missing answer, is left to CheckInPages, which hears it from the beginning: nothing done by then
counts twice.
"""

from typing import Final
from urllib.parse import parse_qs

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, ReceiveMessage, Scope, Send

from events.attendance.domain import opening
from events.attendance.web.entrance import check_in_form
from events.attendance.web.entrance.check_in_pages import (
    A_YEAR,
    COOKIE,
    PAGES,
    desk_of,
    thanks_address,
)
from events.attendance.web.entrance.check_in_paper import Handed, Way
from server.foundation.clock import now
from server.web.cookies import cookie
from server.web.forms import Form
from server.web.origins import sent_from_elsewhere

Headers = list[tuple[bytes, bytes]]
MOST_BYTES: Final = 4096  # four answers are far below it
TYPE: Final = (b"content-type", b"application/x-www-form-urlencoded")


def swift(app: ASGIApp) -> ASGIApp:
    """Record the usual answers; leave everything else to `app`."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or not _sends_answers(scope):
            await app(scope, receive, send)
            return
        heard = Heard(receive)
        headers = await _recorded(scope, await heard.body())
        if headers is None:
            await app(scope, heard.again, send)
            return
        scope["path_template"] = PAGES[0]  # for the log
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    return answer


class Heard:
    """What was sent, to be heard twice."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._messages: list[ReceiveMessage] = []

    async def body(self) -> bytes:
        """The body when it is whole and no longer than four answers; nothing otherwise."""
        body = b""
        while len(body) <= MOST_BYTES:
            message = await self._receive()
            self._messages.append(message)
            if message["type"] != "http.request":
                break
            body += message["body"]
            if not message.get("more_body", False):
                return body
        return b""

    async def again(self) -> ReceiveMessage:
        """What was heard, from the beginning, and then what is new."""
        return self._messages.pop(0) if self._messages else await self._receive()


def _sends_answers(scope: HTTPScope) -> bool:
    path = scope["path"]
    return (
        scope["method"] == "POST"
        and path[:3] in {"/c/", "/C/"}
        and "/" not in path[3:]
        and not scope["query_string"]
        and TYPE in scope["headers"]
        and not sent_from_elsewhere(scope)
    )


async def _recorded(scope: HTTPScope, body: bytes) -> Headers | None:
    """How a phone is thanked whose answers are safe now; None for what is not usual."""
    at, state = now(), scope["litestar_app"].state
    desk = desk_of(state)
    doorway = desk.remembered(scope["path"][3:], at=at)
    if doorway is None or not opening.is_open(doorway, at):
        return None
    form = Form(parse_qs(body.decode("latin-1"), keep_blank_values=True))
    said = check_in_form.said(form, origin="")
    admission = desk.gate.with_slip(doorway, said, at=at)
    kept = check_in_form.pass_in(cookie(scope, COOKIE))
    card = kept or check_in_form.pass_in(form.value(COOKIE))
    if admission is None or card is None:
        return None
    try:
        if await desk.revoked.holds(card, at=at):
            return None
        answers = check_in_form.answers(form, doorway, card=card)
        outcome = await desk.check_in(doorway, answers, admission, at=at)
    except Exception:  # noqa: BLE001 (the other way meets it again, and knows how to tell it)
        return None
    way = Way(doorway.code or "", "", another=False)
    handed = Handed(submission=answers.id, carried=desk.gate.carried(doorway, admission))
    address = thanks_address(way, handed, already=outcome == "already")
    return _onward(address, "" if card == kept else card, secure=state.settings.secure)


def _onward(address: str, card: str, *, secure: bool) -> Headers:
    headers = [
        (b"location", address.encode()),
        (b"content-length", b"0"),
        (b"cache-control", b"no-store"),
    ]
    if card:
        more = f"HttpOnly; Max-Age={A_YEAR}; Path=/; SameSite=lax{'; Secure' if secure else ''}"
        headers.append((b"set-cookie", f"{COOKIE}={card}; {more}".encode()))
    return headers
