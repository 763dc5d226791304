"""The pages on which anybody asks for seats and looks after them, without an account."""

from typing import Final
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER
from litestar.types import ExceptionHandlersMap

from events.attendance.domain import codes
from events.attendance.domain.reserving import registrations, seating
from events.attendance.domain.reserving.registrations import Seat
from events.attendance.domain.reserving.seats import seats
from events.attendance.web.entrance.check_in_pages import (
    MOST_BYTES,
    OPEN_TO_ALL,
    in_the_language_asked_for,
)
from events.attendance.web.reserving import seat_form, seat_paper
from events.planning.domain import agenda, public_agenda
from events.planning.domain.event import Event
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotFound, TooMany
from server.foundation.translation import LANGUAGES
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import ANYBODY, LINK_HOLDER
from server.web.requests import Visit, origin_of, settings_of, signer_of


def closed(_request: Visit, refusal: Conflict) -> Response[bytes]:
    """Too late, or called off."""
    return seat_paper.refused(_("No es posible ahora"), refusal.sentence, status=409)


def nowhere(_request: Visit, refusal: NotFound) -> Response[bytes]:
    """Nothing that anybody may know of."""
    return seat_paper.refused(_("No se encontró"), refusal.sentence, status=404)


def too_many(_request: Visit, refusal: TooMany) -> Response[bytes]:
    """Asked too often."""
    return seat_paper.refused(_("Demasiados intentos"), refusal.sentence, status=429)


REFUSALS: Final[ExceptionHandlersMap] = {Conflict: closed, NotFound: nowhere, TooMany: too_many}


class SeatPages(Controller):
    """Asking for seats at a public event."""

    path = "/agenda/{name:str}/lugar"
    include_in_schema = False
    guards = (ANYBODY,)
    opt = OPEN_TO_ALL
    request_max_body_size = MOST_BYTES
    middleware = (in_the_language_asked_for,)
    exception_handlers = REFUSALS

    @get()
    async def blank(self, request: Visit, name: FromPath[str]) -> Response[bytes]:
        """How many, and how they may be told."""
        return await _asking(request, _event_id(name), seat_form.blank())

    @post()
    async def ask(
        self, request: Visit, name: FromPath[str], form: NamedDependency[Form]
    ) -> Response[bytes] | Redirect:
        """Ask; the answer is the page behind the personal link."""
        event_id = _event_id(name)
        try:
            wish = seat_form.wish(form, most=await _largest_group(event_id))
            code = await registrations.ask(
                event_id, wish, origin=origin_of(request), signer=signer_of(request), at=now()
            )
        except Invalid as refusal:
            return await _asking(request, event_id, form.refused(refusal))
        return _see(request, code)


class OwnSeatPages(Controller):
    """What whoever holds a personal link can see and do; nothing changes without a button."""

    path = "/lugar/{code:str}"
    include_in_schema = False
    guards = (LINK_HOLDER,)
    opt = OPEN_TO_ALL
    request_max_body_size = MOST_BYTES
    middleware = (in_the_language_asked_for,)
    exception_handlers = REFUSALS

    @get()
    async def standing(self, request: Visit, code: FromPath[str]) -> Response[bytes]:
        """How it stands at this moment."""
        return await _standing(request, code)

    @get("/baja")
    async def sure(self, request: Visit, code: FromPath[str]) -> Response[bytes]:
        """The question before the seats go to others."""
        seat, event = await _seat(request, code)
        return seat_paper.giving_back(event, seat, _tidy(code), language=_language(request))

    @post("/baja")
    async def give_back(self, request: Visit, code: FromPath[str]) -> Redirect:
        """Give the seats to others."""
        origin, signer = origin_of(request), signer_of(request)
        await registrations.give_back(code, origin=origin, signer=signer, at=now())
        return _see(request, code)

    @post("/aceptacion")
    async def accept(self, request: Visit, code: FromPath[str]) -> Redirect:
        """Take what was offered; the page says how it stands, also where it was too late."""
        origin, signer = origin_of(request), signer_of(request)
        try:
            await registrations.accept(code, origin=origin, signer=signer, at=now())
        except Conflict:
            return _see(request, code)
        return _see(request, code)

    @post("/espera")
    async def wait_on(self, request: Visit, code: FromPath[str]) -> Redirect:
        """Let others have what is not enough for the group."""
        origin, signer = origin_of(request), signer_of(request)
        await registrations.wait_on(code, origin=origin, signer=signer, at=now())
        return _see(request, code)

    @post("/silencio")
    async def hush(self, request: Visit, code: FromPath[str]) -> Redirect:
        """Keep the seats, and get no more letters."""
        origin, signer = origin_of(request), signer_of(request)
        await registrations.hush(code, origin=origin, signer=signer, at=now())
        return _see(request, code)

    @post("/personas")
    async def reduce(
        self, request: Visit, code: FromPath[str], form: NamedDependency[Form]
    ) -> Response[bytes] | Redirect:
        """Come with fewer people."""
        origin, signer = origin_of(request), signer_of(request)
        try:
            people = form.whole("people", least=1, most=seating.MOST_SEATS) or 0
            form.check()
            await registrations.reduce(code, people, origin=origin, signer=signer, at=now())
        except Invalid as refusal:
            return await _standing(request, code, error=refusal.sentence)
        return _see(request, code)


async def _largest_group(event_id: UUID) -> int:
    arranged = await seating.arrangement(event_id)
    return arranged.largest_group if arranged else seating.MOST_SEATS


async def _asking(request: Visit, event_id: UUID, form: Form) -> Response[bytes]:
    event = await public_agenda.shown(event_id)
    arranged, state = await seating.arrangement(event_id), await seats([event_id], at=now())
    if arranged is None:
        raise Conflict(_("Para esta actividad no hace falta reservar: la entrada es libre."))
    if not state[event_id].open:
        raise Conflict(_("Las reservas de esta actividad ya cerraron."))
    language = _language(request)
    return seat_paper.asking(event, arranged, state[event_id], form, language=language)


async def _standing(request: Visit, code: str, *, error: str = "") -> Response[bytes]:
    seat, event = await _seat(request, code)
    house, language = settings_of(request).base_url, _language(request)
    return seat_paper.standing(
        event, seat, _tidy(code), house=house, language=language, error=error
    )  # fmt: skip


async def _seat(request: Visit, code: str) -> tuple[Seat, Event]:
    origin, signer = origin_of(request), signer_of(request)
    seat = await registrations.seat(code, origin=origin, signer=signer, at=now())
    return seat, await agenda.event(seat.event)


def _see(request: Visit, code: str) -> Redirect:
    address = seat_paper.address(f"/lugar/{_tidy(code)}", _language(request))
    headers = {"Cache-Control": "no-store"}
    return Redirect(address, status_code=HTTP_303_SEE_OTHER, headers=headers)


def _tidy(code: str) -> str:
    return codes.normalise(code) or ""


def _language(request: Visit) -> str:
    asked = request.query_params.get("idioma", "")
    return asked if asked in LANGUAGES else ""


def _event_id(name: str) -> UUID:
    try:
        return UUID(name)
    except ValueError:
        raise NotFound(_("Esta actividad no existe.")) from None
