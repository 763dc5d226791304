"""The coordinator's pages of one register: what it says, its door, its poster, its mistakes."""

import asyncio
from typing import Final
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from events.attendance.domain import doors, opening, poster_card, qr, summary, voiding
from events.attendance.domain.doors import Door
from events.attendance.domain.poster import poster
from events.attendance.web import shown_register
from events.planning.domain import agenda, codelists, when
from events.planning.domain.event import Event
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import LANGUAGES, current_language
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import event_tabs, page, see
from server.web.requests import Visit, settings_of, signed_in

# The browser's own viewer shows the file: it needs to be let in, and nothing else does.
POSTER_POLICY: Final = "default-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class RegisterPages(Controller):
    """One event's register, for whoever coordinates there."""

    path = "/eventos/{event_id:uuid}"
    include_in_schema = False
    guards = (may("register"),)

    @get("/registro")
    async def show(
        self, request: Visit, event_id: FromPath[UUID], cursor: FromQuery[str] = ""
    ) -> Template:
        """Totals, the door, and the lines."""
        return await _register(request, event_id, cursor=cursor)

    @post("/clave")
    async def speak(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Ask for a spoken code at the door, or for none."""
        digits = form.value("spoken_code").strip()
        try:
            await doors.speak(event_id, digits, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _register(request, event_id, form=form.refused(refusal))
        said = _("La puerta pide la clave.") if digits else _("La puerta ya no pide clave.")
        return see(request, f"/eventos/{event_id}/registro", said)

    @get("/cartel.pdf")
    async def poster(
        self, request: Visit, event_id: FromPath[UUID], idioma: FromQuery[str] = ""
    ) -> Response[bytes]:
        """The poster, ready to print."""
        locale = idioma if idioma in LANGUAGES else current_language()
        base_url = settings_of(request).base_url
        by = signed_in(request)
        card = await poster_card.card_of(event_id, by=by, base_url=base_url, locale=locale)
        code = card.address.rpartition("/")[2]
        headers = {
            "Content-Disposition": f'inline; filename="cartel-{code}.pdf"',
            "Content-Security-Policy": POSTER_POLICY,
        }
        made = await asyncio.to_thread(poster, card)
        return Response(made, media_type="application/pdf", headers=headers)

    @get("/registro/{line_id:uuid}/anulacion")
    async def doubt(
        self, request: Visit, event_id: FromPath[UUID], line_id: FromPath[UUID]
    ) -> Template:
        """Ask why a line is wrong."""
        return await _doubted(request, event_id, line_id, Form())

    @post("/registro/{line_id:uuid}/anulacion")
    async def void(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        line_id: FromPath[UUID],
        form: NamedDependency[Form],
    ) -> Template | Redirect:
        """Take a line out of the count."""
        found = await summary.line_of(event_id, line_id)
        try:
            await voiding.void(
                "headcount" if found.source == "headcount" else "check_in",
                line_id, form.value("reason"), by=signed_in(request), at=now(),
            )  # fmt: skip
        except Invalid as refusal:
            return await _doubted(request, event_id, line_id, form.refused(refusal))
        return see(request, f"/eventos/{event_id}/registro", _("Línea anulada."))


async def _register(
    request: Visit, event_id: UUID, *, cursor: str = "", form: Form | None = None
) -> Template:
    event = await _event(request, event_id)
    door = await doors.door_of(event_id) if event.status == "published" else None
    totals, found = (
        await summary.totals_of(event_id),
        await summary.lines_of(event_id, cursor=cursor),
    )
    audiences = await codelists.audiences()
    address = poster_card.address(settings_of(request).base_url, door.code) if door else ""
    return page(
        request,
        "attendance/register.html",
        event=event,
        span=when.span(event.starts_at, event.ends_at, event.zone),
        tabs=event_tabs(request, event_id),
        door=door,
        address=address,
        qr=qr.svg(address) if door else "",
        opening=_opening(event),
        begun=event.starts_at <= now(),
        totals=totals,
        tiles=shown_register.tiles(totals),
        table=shown_register.table(totals),
        lines=shown_register.lines(found.lines, event.zone, audiences),
        earlier=found.next,
        form=form or _spoken(door),
    )


async def _doubted(request: Visit, event_id: UUID, line_id: UUID, form: Form) -> Template:
    event = await _event(request, event_id)
    found = await summary.line_of(event_id, line_id)
    (line,) = shown_register.lines([found], event.zone, await codelists.audiences())
    return page(request, "attendance/void.html", event=event, line=line, form=form)


async def _event(request: Visit, event_id: UUID) -> Event:
    event = await agenda.event(event_id)
    signed_in(request).need("register", event.municipality)
    return event


def _spoken(door: Door | None) -> Form:
    spoken = door.spoken_code if door else None
    return Form({"spoken_code": [spoken or ""]})


def _opening(event: Event) -> str:
    """Between which moments people may record themselves."""
    return when.span(opening.opens_at(event), opening.closes_at(event), event.zone)
