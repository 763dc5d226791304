"""The pages about a seat as bytes: in the attendees' style, one request, no script."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from litestar import Response

from events.attendance.domain import qr
from events.attendance.domain.codes import in_fours
from events.attendance.domain.reserving.registrations import Seat
from events.attendance.domain.reserving.seating import Seating
from events.attendance.web.entrance.check_in_paper import HEADERS, JINJA, other_language, rendered
from events.attendance.web.reserving.seat_words import heading, sentences
from events.planning.domain import when
from events.planning.domain.event import Event
from events.planning.domain.upstairs import SeatState
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from server.web.forms import Form

FIELDS: Final = ("people", "contact", "form")


def asking(
    event: Event, seating: Seating, state: SeatState, form: Form, *, language: str
) -> Response[bytes]:
    """How many, and how they may be told; with what is wrong, if something is."""
    errors = {name: form.errors[name] for name in FIELDS if name in form.errors}
    page = _rendered(
        "seat_ask", event, f"/agenda/{event.id}/lugar", language,
        form=form, errors=errors, most=seating.largest_group, state=state,
        closes=_moment(state.closes_at, event.zone),
    )  # fmt: skip
    return _answer(page, status=422 if errors else 200)


def standing(
    event: Event, seat: Seat, code: str, *, house: str, language: str, error: str = ""
) -> Response[bytes]:
    """How a registration stands, and what can be done with it."""
    address = f"/lugar/{code}"
    page = _rendered(
        "seat", event, address, language,
        seat=seat, error=error, code=in_fours(code), link=f"{house}{address}",
        heading=heading(seat, event), sentences=sentences(seat, event),
        live=seat.status in {"confirmed", "offered", "waiting"} and event.status == "published",
        until=_moment(seat.until, event.zone) if seat.until else "",
        picture=qr.svg(f"{house}{address}"),
    )  # fmt: skip
    return _answer(page, status=422 if error else 200)


def giving_back(event: Event, seat: Seat, code: str, *, language: str) -> Response[bytes]:
    """The question before seats are given back: who only follows a link changes nothing."""
    page = _rendered("seat_give_back", event, f"/lugar/{code}/baja", language, seat=seat, code=code)
    return _answer(page)


def refused(reason: str, detail: str, *, status: int) -> Response[bytes]:
    """Say why it cannot be done."""
    return _answer(rendered("not_now", reason=reason, detail=detail, about=()), status=status)


def address(path: str, language: str) -> str:
    """An address of ours that keeps the language that was asked for, if one was."""
    return f"{path}?{urlencode({'idioma': language})}" if language else path


def _rendered(name: str, event: Event, path: str, language: str, **shown: Any) -> bytes:
    here: Mapping[str, Any] = {
        "locale": current_language(), "event": event, "address": _carrying(language),
        "when": when.span(event.starts_at, event.ends_at, event.zone),
        "place": _("En línea") if event.modality == "virtual" else event.public_place,
        "other_locale": other_language(), "language_url": address(path, other_language()),
        "path": path,
    }  # fmt: skip
    return JINJA.get_template(f"attendance/{name}.html").render({**here, **shown}).encode()


def _carrying(language: str) -> Any:
    return lambda path: address(path, language)


def _moment(moment: datetime, zone: str) -> str:
    return f"{when.day(moment, zone)}, {when.hour(moment, zone)}"


def _answer(page: bytes, *, status: int = 200) -> Response[bytes]:
    return Response(
        page, status_code=status, media_type="text/html; charset=utf-8", headers=dict(HEADERS)
    )
