"""The pages behind the poster's QR, made for any phone: one request, no script, no account.

The only cookie is the phone's own random pass, given with its first check-in.
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import Cookie, State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER
from litestar.types import ASGIApp, ExceptionHandlersMap, Receive, Scope, Send
from msgspec.structs import replace

from events.attendance.domain import codes, opening
from events.attendance.domain.doors import Doorway
from events.attendance.domain.entrance.admission import Admission
from events.attendance.domain.entrance.self_check_in import Desk
from events.attendance.domain.opening import DoorShut
from events.attendance.web.entrance import check_in_form, check_in_paper, thanks_paper
from events.attendance.web.entrance.check_in_paper import Handed, Remark, Way
from server.foundation.clock import now
from server.foundation.errors import Invalid, NotFound, TooMany
from server.foundation.identity import new_id
from server.foundation.translation import LANGUAGES, current_language, speaking
from server.web.forms import Form
from server.web.guards import ANYBODY
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
        state.check_in_desk = Desk(state.signer, state.who_helps)
    desk: Desk = state.check_in_desk
    return desk


async def nobody_is_told(_request: Visit) -> None:
    """Nobody gets a notice because somebody came: the ticker may sleep."""


def shut(request: Visit, refusal: DoorShut) -> Response[bytes]:
    """Too early, too late or called off; whom to call is known even then."""
    desk, code = desk_of(request.app.state), request.path_params.get("code", "")
    doorway = desk.remembered(code, at=now())
    return thanks_paper.not_now(refusal.shut, doorway)


def nowhere(_request: Visit, _refusal: NotFound) -> Response[bytes]:
    """A code that nobody printed."""
    return thanks_paper.nowhere()


REFUSALS: Final[ExceptionHandlersMap] = {DoorShut: shut, NotFound: nowhere}


class CheckInPages(Controller):
    """Being counted, in three answers and without a name."""

    include_in_schema = False
    guards = (ANYBODY,)
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
        v: FromQuery[str] = "",
        sigue: FromQuery[str] = "",
    ) -> Response[bytes]:
        """The three questions, or thanks at once for a phone that was here.

        `v` is the sign of the screen that was scanned, `sigue` what an earlier page carried along.
        """
        desk = desk_of(request.app.state)
        at, card, way = now(), _card(request), way_of(request, code, another=bool(otra))
        doorway = await desk.doorway(code, origin=origin_of(request), at=at)
        opening.need_open(doorway, at)
        admission = desk.gate.on_arrival(doorway, sign=v, slip=sigue, at=at)
        revoked = not otra and await desk.revoked.holds(card, at=at)
        if not (otra or revoked) and await desk.has_come(doorway, card):
            handed = _handed(desk, doorway, admission, new_id())
            return thanks_paper.thanks(doorway, way, handed, already=True)
        new = "" if otra or (card and not revoked) else codes.new_pass_code()
        stale = bool(v) and admission is None and doorway.asks != "nothing"
        return check_in_paper.blank(
            doorway,
            way,
            _handed(desk, doorway, admission, new_id(), card=new),
            remark=Remark(stale=stale, card_revoked=revoked),
        )

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
        at, origin, way = now(), origin_of(request), way_of(request, code, another=bool(otra))
        doorway = await desk.doorway(code, origin=origin, at=at)
        opening.need_open(doorway, at)
        said = check_in_form.said(form, origin=origin)
        card = None if otra else await _usable(desk, request, form, at)
        handed = Handed(submission=said.submission, card=card or "")
        try:
            admission = await desk.gate.admit(doorway, said, at=at)
            handed = _handed(desk, doorway, admission, said.submission, card=card or "")
            if card == "":
                return _without_the_card(doorway, way, form, handed)
            answers = check_in_form.answers(form, doorway, card=card)
            outcome = await desk.check_in(doorway, answers, admission, at=at)
        except (Invalid, TooMany) as refusal:
            status = 429 if isinstance(refusal, TooMany) else 422
            form = check_in_form.refused(form, doorway, refusal)
            return check_in_paper.again(doorway, way, form, handed, status=status)
        address = thanks_address(way, handed, already=outcome == "already")
        return _thanked(request, address, card)

    @get(THANKS)
    async def thank(
        self,
        request: Visit,
        code: FromPath[str],
        ya: FromQuery[str] = "",
        sigue: FromQuery[str] = "",
    ) -> Response[bytes] | Redirect:
        """Thanks that may be looked at again without counting anybody again.

        `ya` is the mark that a check-in leaves in the address; without it nobody has come.
        """
        desk, at, way = desk_of(request.app.state), now(), way_of(request, code)
        doorway = await desk.doorway(code, origin=origin_of(request), at=at)
        if ya not in thanks_paper.YA.values():
            return _thanked(request, way.address(sigue=sigue), None)
        admission = desk.gate.on_arrival(doorway, sign="", slip=sigue, at=at)
        handed = _handed(desk, doorway, admission, new_id())
        return thanks_paper.thanks(doorway, way, handed, already=ya == thanks_paper.YA[True])


def way_of(request: Visit, code: str, *, another: bool = False) -> Way:
    """Which page of a door is asked for."""
    asked = request.query_params.get("idioma", "")
    return Way(codes.normalise(code) or "", asked if asked in LANGUAGES else "", another)


def thanks_address(way: Way, handed: Handed, *, already: bool) -> str:
    """Where somebody is thanked; from there the next person needs no code for a while."""
    onward = Way(way.code, way.language, another=False)
    return onward.address("/gracias", ya=thanks_paper.YA[already], sigue=handed.carried)


def _handed(
    desk: Desk, doorway: Doorway, admission: Admission | None, submission: UUID, *, card: str = ""
) -> Handed:
    if admission is None:
        return Handed(submission=submission, card=card)
    slip = desk.gate.slip(doorway, admission, submission)
    carried = desk.gate.carried(doorway, admission)
    return Handed(submission=submission, card=card, slip=slip, carried=carried)


def _card(request: Visit) -> str | None:
    """The pass that this phone was given, if any."""
    return check_in_form.pass_in(request.cookies.get(COOKIE, ""))


async def _usable(desk: Desk, request: Visit, form: Form, at: datetime) -> str:
    """The phone's pass, or the one that came with the page; '' when what there is was revoked.

    A form sent twice must not make two passes.
    """
    known = (_card(request), check_in_form.pass_in(form.value(COOKIE)))
    for card in filter(None, known):
        if not await desk.revoked.holds(card, at=at):
            return card
    return "" if any(known) else codes.new_pass_code()


def _without_the_card(doorway: Doorway, way: Way, form: Form, handed: Handed) -> Response[bytes]:
    """Say that the pass is worth nothing any more; sent once more, the answers count without it."""
    new = replace(handed, card=codes.new_pass_code())
    return check_in_paper.again(doorway, way, form, new, remark=Remark(card_revoked=True))


def _thanked(request: Visit, address: str, card: str | None) -> Redirect:
    """Go to the thanks, with the pass on the phone for the next time; or to what comes first."""
    cookies = [] if card is None or card == _card(request) else [pass_cookie(request, card)]
    headers = {"Cache-Control": "no-store"}
    return Redirect(address, status_code=HTTP_303_SEE_OTHER, cookies=cookies, headers=headers)


def pass_cookie(request: Visit, card: str) -> Cookie:
    """What keeps a pass on the phone."""
    secure = settings_of(request).secure
    return Cookie(COOKIE, value=card, max_age=A_YEAR, httponly=True, samesite="lax", secure=secure)
