"""A phone's own pass: keeping it, taking one over from a printed card, and forgetting it.

Nothing here tells where a pass has been. The code stands in no address that we link to: only the
QR of a printed pass leads to one.
"""

from typing import Final

from litestar import Controller, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER
from litestar.types import ExceptionHandlersMap

from events.attendance.domain.cards import passes
from events.attendance.web.entrance import check_in_form, own_pass_paper
from events.attendance.web.entrance.check_in_pages import (
    COOKIE,
    MOST_BYTES,
    in_the_language_asked_for,
    nobody_is_told,
    pass_cookie,
)
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _
from server.web.forgery import csrf_token
from server.web.guards import ANYBODY
from server.web.requests import Visit, settings_of, signer_of

MINE: Final = "/p/mia"
FORGET: Final = f"{MINE}/olvido"
PRINTED: Final = ["/p/{code:str}", "/P/{code:str}"]


def unreadable(_request: Visit, _refusal: NotFound) -> Response[bytes]:
    """A code that is on no pass."""
    return own_pass_paper.unreadable()


REFUSALS: Final[ExceptionHandlersMap] = {NotFound: unreadable}


class OwnPassPages(Controller):
    """The pass of whoever holds this phone, who stays unknown."""

    include_in_schema = False
    guards = (ANYBODY,)
    request_max_body_size = MOST_BYTES
    middleware = (in_the_language_asked_for,)
    exception_handlers = REFUSALS

    @get(MINE)
    async def mine(self, request: Visit, olvidada: FromQuery[str] = "") -> Response[bytes]:
        """The pass that this phone carries, to photograph, print or write down."""
        card = _kept(request)
        if card is None:
            return own_pass_paper.none_yet(forgotten=bool(olvidada))
        base_url, token = settings_of(request).base_url, csrf_token(request)
        revoked = await _is_revoked(request, card)
        return own_pass_paper.mine(card, base_url=base_url, revoked=revoked, token=token)

    @get(FORGET)
    async def sure(self, request: Visit) -> Response[bytes]:
        """The question before it is taken off."""
        if _kept(request) is None:
            return own_pass_paper.none_yet()
        return own_pass_paper.forgetting(token=csrf_token(request))

    @post(FORGET, after_response=nobody_is_told)
    async def forget(self) -> Redirect:
        """Take the pass off this phone."""
        answer = _onward(f"{MINE}?olvidada=1")
        answer.delete_cookie(COOKIE)
        return answer

    @get(PRINTED)
    async def explain(self, request: Visit, code: FromPath[str]) -> Response[bytes]:
        """What a printed pass is, for whoever scans it with the phone's own camera."""
        card = _read(code)
        kept = _kept(request)
        return own_pass_paper.printed(
            revoked=await _is_revoked(request, card),
            here=card == kept,
            other=kept is not None and card != kept,
            token=csrf_token(request),
        )

    @post(PRINTED, after_response=nobody_is_told)
    async def carry(self, request: Visit, code: FromPath[str]) -> Response[bytes] | Redirect:
        """Use a printed pass on this phone from now on."""
        card = _read(code)
        if await _is_revoked(request, card):
            return own_pass_paper.printed(revoked=True, here=False, other=False, token="")
        answer = _onward()
        answer.set_cookie(pass_cookie(request, card))
        return answer


def _onward(address: str = MINE) -> Redirect:
    return Redirect(address, status_code=HTTP_303_SEE_OTHER, headers=dict(own_pass_paper.DISCREET))


def _kept(request: Visit) -> str | None:
    return check_in_form.pass_in(request.cookies.get(COOKIE, ""))


def _read(code: str) -> str:
    card = check_in_form.pass_in(code)
    if card is None:
        raise NotFound(_("Esa tarjeta no se puede leer."))
    return card


async def _is_revoked(request: Visit, card: str) -> bool:
    return bool(await passes.revoked([passes.mark(card, signer_of(request))]))
