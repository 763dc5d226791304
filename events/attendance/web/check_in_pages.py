"""The pages behind the poster's QR, made for any phone: one request, no script, no account.

The only cookie is the phone's own random pass, given with its first check-in.
"""

from typing import Any, Final

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import Cookie, State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER
from litestar.types import ASGIApp, ExceptionHandlersMap, Receive, Scope, Send

from events.attendance.domain import codes, opening
from events.attendance.domain.opening import DoorShut
from events.attendance.domain.self_check_in import Desk
from events.attendance.web import check_in_form, check_in_paper
from events.attendance.web.check_in_paper import Way
from server.foundation.clock import now
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import new_id
from server.foundation.translation import LANGUAGES, current_language, speaking
from server.web.forms import Form
from server.web.requests import Visit, origin_of, settings_of

COOKIE: Final = "tarjeta"
A_YEAR: Final = 365 * 24 * 3600
PAGES: Final = ["/c/{code:str}", "/C/{code:str}"]
THANKS: Final = ["/c/{code:str}/gracias", "/C/{code:str}/gracias"]
# Anybody may send here, and reading a form of megabytes would hold up a whole room.
MOST_BYTES: Final = 16 * 1024
OPEN_TO_ALL: Final = {"exclude_from_csrf": True}


def in_the_language_asked_for(app: ASGIApp) -> ASGIApp:
    """Speak the language that the address names, if it names one."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if not scope["query_string"]:
            await app(scope, receive, send)
            return
        asked = Request[Any, Any, Any](scope).query_params.get("idioma", "")
        with speaking(asked if asked in LANGUAGES else current_language()):
            await app(scope, receive, send)

    return answer


def desk_of(state: State) -> Desk:
    """The one desk of this process."""
    if "check_in_desk" not in state:
        state.check_in_desk = Desk(state.signer)
    desk: Desk = state.check_in_desk
    return desk


async def nobody_is_told(_request: Visit) -> None:
    """Nobody gets a notice because somebody came: the ticker may sleep."""


def shut(_request: Visit, refusal: DoorShut) -> Response[bytes]:
    """Too early, too late or called off."""
    return check_in_paper.not_now(refusal.shut)


def nowhere(_request: Visit, _refusal: NotFound) -> Response[bytes]:
    """A code that nobody printed."""
    return check_in_paper.nowhere()


REFUSALS: Final[ExceptionHandlersMap] = {DoorShut: shut, NotFound: nowhere}


class CheckInPages(Controller):
    """Being counted, in three answers and without a name."""

    include_in_schema = False
    opt = OPEN_TO_ALL
    request_max_body_size = MOST_BYTES
    middleware = (in_the_language_asked_for,)
    exception_handlers = REFUSALS

    @get(PAGES)
    async def ask(
        self,
        request: Visit,
        code: FromPath[str],
        otra: FromQuery[str] = "",
    ) -> Response[bytes]:
        """The three questions, or thanks at once for a phone that was here."""
        desk = desk_of(request.app.state)
        at, card, way = now(), _card(request), _way(request, code, another=bool(otra))
        doorway = await desk.doorway(code, origin=origin_of(request), at=at)
        opening.need_open(doorway, at)
        if not otra and await desk.has_come(doorway, card):
            return check_in_paper.thanks(doorway.title, way, already=True)
        new = "" if otra or card else codes.new_pass_code()
        return check_in_paper.blank(doorway, way, submission=new_id(), card=new)

    @post(PAGES, after_response=nobody_is_told)
    async def record(
        self,
        request: Visit,
        code: FromPath[str],
        form: NamedDependency[Form],
        otra: FromQuery[str] = "",
    ) -> Response[bytes] | Redirect:
        """Record the answers; the phone is thanked once they are safe."""
        desk = desk_of(request.app.state)
        at, origin, way = now(), origin_of(request), _way(request, code, another=bool(otra))
        doorway = await desk.doorway(code, origin=origin, at=at)
        opening.need_open(doorway, at)
        card = None if otra else _card(request) or _offered(form)
        try:
            answers = check_in_form.answers(form, doorway, card=card)
            outcome = await desk.check_in(doorway, answers, origin=origin, at=at)
        except Invalid as refusal:
            return check_in_paper.again(doorway, way, form.refused(refusal), card=card or "")
        return _thanked(request, way, card, already=outcome == "already")

    @get(THANKS)
    async def thank(
        self,
        request: Visit,
        code: FromPath[str],
        ya: FromQuery[str] = "",
    ) -> Response[bytes]:
        """Thanks that may be looked at again without counting anybody again."""
        desk = desk_of(request.app.state)
        doorway = await desk.doorway(code, origin=origin_of(request), at=now())
        return check_in_paper.thanks(doorway.title, _way(request, code), already=bool(ya))


def _way(request: Visit, code: str, *, another: bool = False) -> Way:
    asked = request.query_params.get("idioma", "")
    return Way(codes.normalise(code) or "", asked if asked in LANGUAGES else "", another)


def _card(request: Visit) -> str | None:
    """The pass that this phone was given, if any."""
    return check_in_form.pass_in(request.cookies.get(COOKIE, ""))


def _offered(form: Form) -> str:
    """The pass that came with the page: a form sent twice must not make two passes."""
    return check_in_form.pass_in(form.value(COOKIE)) or codes.new_pass_code()


def _thanked(request: Visit, way: Way, card: str | None, *, already: bool) -> Redirect:
    """Go to the thanks, with the pass on the phone for the next time."""
    onward = Way(way.code, way.language, another=False)
    address = onward.address("/gracias", ya="1" if already else "")
    cookies: list[Cookie] = []
    if card is not None and card != _card(request):
        secure = settings_of(request).secure
        cookies.append(
            Cookie(COOKIE, value=card, max_age=A_YEAR, httponly=True, samesite="lax", secure=secure)
        )
    headers = {"Cache-Control": "no-store"}
    return Redirect(address, status_code=HTTP_303_SEE_OTHER, cookies=cookies, headers=headers)
