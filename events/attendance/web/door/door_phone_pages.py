"""The coordinator's page of one event's door, and opening it on the phone in hand."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.attendance.domain import codes, doors, opening, qr
from events.attendance.domain.door import door_guard, door_here, door_phones
from events.attendance.domain.door.door_phones import AlreadyMade, NewLink
from events.attendance.domain.doors import Door
from events.attendance.domain.paper import poster_card
from events.attendance.domain.staff import KnowsWhoHelps
from events.attendance.web.door import door_phone_form, door_phone_shown
from events.attendance.web.door.door_cookie import device_cookie, here_cookie, kept_here
from events.planning.domain import agenda, safeguards, when
from events.planning.domain.event import Event
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import event_tabs, page, see
from server.web.requests import Visit, settings_of, signed_in, signer_of


class DoorPhonePages(Controller):
    """«Puerta», for whoever coordinates there."""

    path = "/eventos/{event_id:uuid}/puerta"
    include_in_schema = False
    guards = (may("register"),)

    @get()
    async def door(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """How people get in, and the phones that stand there."""
        return await _shown(request, event_id)

    @post()
    async def make(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        form: NamedDependency[Form],
        who_helps: NamedDependency[KnowsWhoHelps],
    ) -> Template:
        """A link for one more phone, shown now and never again."""
        try:
            name, terms = door_phone_form.wanted(form)
            made = await door_phones.make(
                event_id, name, terms=terms,
                by=signed_in(request), at=now(), signer=signer_of(request), who_helps=who_helps,
            )  # fmt: skip
        except Invalid as refusal:
            return await _shown(request, event_id, form=form.refused(refusal))
        except AlreadyMade as refusal:
            return await _shown(request, event_id, refusal=refusal.sentence)
        except Conflict as refusal:
            return await _shown(request, event_id, form=form, refusal=refusal.sentence)
        return await _shown(request, event_id, made=made)

    @post("/clave")
    async def ask(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Say what self check-in asks for."""
        asks, digits = form.value("asks"), form.value("spoken_code").strip()
        try:
            await doors.ask(event_id, asks, digits, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _shown(request, event_id, asked=form.refused(refusal))
        if asks == "rotating":
            return see(request, f"/eventos/{event_id}/puerta/codigo")
        return see(request, f"/eventos/{event_id}/puerta", door_phone_form.said(asks, digits))

    @post("/{phone:uuid}/retiro")
    async def revoke(
        self, request: Visit, event_id: FromPath[UUID], phone: FromPath[UUID]
    ) -> Redirect:
        """Let a phone in no more."""
        name = await door_phones.revoke(event_id, phone, by=signed_in(request), at=now())
        said = _("El enlace de «%(name)s» se anuló.", name=name)
        left = _("Lo que no ha enviado sigue en el teléfono.")
        return see(request, f"/eventos/{event_id}/puerta", f"{said} {left}")

    @post("/{phone:uuid}/olvido")
    async def forget(
        self, request: Visit, event_id: FromPath[UUID], phone: FromPath[UUID]
    ) -> Redirect:
        """Take a link off the list."""
        await door_phones.forget(event_id, phone, by=signed_in(request), at=now())
        return see(request, f"/eventos/{event_id}/puerta", _("El enlace ya no está en la lista."))


@post(
    "/eventos/{event_id:uuid}/puerta/aqui",
    guards=[may("tally", "serve")],
    include_in_schema=False,
)
async def open_here(
    request: Visit, event_id: FromPath[UUID], who_helps: NamedDependency[KnowsWhoHelps]
) -> Redirect:
    """Open the door on this very phone, for whoever signed in on it and helps there."""
    at = now()
    here = await door_here.open_here(
        event_id, by=signed_in(request), kept=kept_here(request), who_helps=who_helps, at=at,
        signer=signer_of(request),
    )  # fmt: skip
    answer = see(request, f"/puerta/{here.token}")
    answer.set_cookie(
        device_cookie(request, here.token, here.device, expires_at=here.expires_at, at=at)
    )
    answer.set_cookie(here_cookie(request, event_id, here, at=at))
    return answer


async def _shown(
    request: Visit,
    event_id: UUID,
    *,
    asked: Form | None = None,
    form: Form | None = None,
    made: NewLink | None = None,
    refusal: str = "",
) -> Template:
    """The page; of its two forms the refused one keeps what was typed."""
    at, base_url = now(), settings_of(request).base_url
    event = await agenda.event(event_id)
    phones = await door_phones.phones_of(event_id, by=signed_in(request))
    door = await doors.door_of(event_id) if event.status == "published" else None
    missing = await door_guard.missing_adults(event, request.app.state.who_helps, at=at)
    faces = [door_phone_shown.phone(one, event.zone, at) for one in phones]
    wrong = any(one.errors for one in (asked, form) if one)
    return page(
        request,
        "attendance/door_phones.html",
        status=409 if refusal else 422 if wrong else 200,
        refusal=refusal,
        unguarded=safeguards.sentence(missing) if missing else "",
        event=event,
        span=when.span(event.starts_at, event.ends_at, event.zone),
        tabs=event_tabs(request, event_id),
        door=door,
        **_self_check_in(event, door, base_url),
        asked=asked or door_phone_form.asked(door),
        lengths=door_phone_form.lengths(),
        new=form or door_phone_form.blank(),
        made=door_phone_shown.link(made, base_url) if made else None,
        phones=[one for one in faces if not one.over],
        former=[one for one in faces if one.over],
    )


def _self_check_in(event: Event, door: Door | None, base_url: str) -> dict[str, Any]:
    """Where and when people record themselves, and what they can be asked for."""
    address = poster_card.address(base_url, door.code) if door else ""
    return {
        "address": address,
        "typed": codes.to_type(address) if door else "",
        "qr": qr.svg(address) if door else "",
        "opening": when.span(opening.opens_at(event), opening.closes_at(event), event.zone),
        "ways": door_phone_form.ways_to_ask(),
    }
