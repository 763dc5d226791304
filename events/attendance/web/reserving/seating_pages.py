"""The coordinator's page about registration for an event."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.attendance.domain.reserving import seat_queue, seating
from events.attendance.domain.reserving.seating import Added
from events.attendance.web.reserving import seating_form
from events.attendance.web.reserving.seating_shown import offer_note, shown
from events.planning.domain import agenda, public_agenda, when
from events.planning.domain.event import Event
from server.foundation.clock import now
from server.foundation.errors import Invalid, NotFound
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import event_tabs, page, see
from server.web.requests import Visit, settings_of, signed_in, signer_of


class SeatingPages(Controller):
    """Arranging registration, and the queue."""

    path = "/eventos/{event_id:uuid}/inscripciones"
    include_in_schema = False
    guards = (may("register"),)

    @get()
    async def queue(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """How full it is, who waits, and how it is arranged."""
        return await _page(request, await _event(request, event_id))

    @post()
    async def arrange(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Open registration, or change how it is arranged."""
        event = await _event(request, event_id)
        try:
            wanted = seating_form.arranged(form, event)
            await seating.arrange(event_id, wanted, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _page(request, event, form=form.refused(refusal))
        return _see(request, event_id, _("Inscripciones guardadas."))

    @post("/grupo")
    async def add_group(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Note a group that called."""
        event = await _event(request, event_id)
        by, signer = signed_in(request), signer_of(request)
        try:
            wish = seating_form.group(form)
            added = await seating.add_group(event_id, wish, by=by, signer=signer, at=now())
        except Invalid as refusal:
            return await _page(request, event, group=form.refused(refusal))
        return _see(request, event_id, _said(request, added))

    @get("/{registration:uuid}/baja")
    async def sure(
        self, request: Visit, event_id: FromPath[UUID], registration: FromPath[UUID]
    ) -> Template:
        """Ask why somebody is taken off."""
        return await _cancel_page(request, event_id, registration, Form())

    @post("/{registration:uuid}/baja")
    async def cancel(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        registration: FromPath[UUID],
        form: NamedDependency[Form],
    ) -> Template | Redirect:
        """Take somebody off."""
        reason = form.text("reason", most=200)
        if form.errors:
            return await _cancel_page(request, event_id, registration, form)
        by = signed_in(request)
        await seating.cancel(event_id, registration, reason, by=by, at=now())
        return _see(request, event_id, _("Inscripción dada de baja."))


async def _event(request: Visit, event_id: UUID) -> Event:
    event = await agenda.event(event_id)
    signed_in(request).need("register", event.municipality)
    return event


async def _page(
    request: Visit, event: Event, *, form: Form | None = None, group: Form | None = None
) -> Template:
    arranged, at = await seating.arrangement(event.id), now()
    queue = await seat_queue.queue(event.id, at=at) if arranged else None
    kept = seating_form.filled(arranged, event) if arranged else seating_form.blank(event)
    form, group = form or kept, group or seating_form.blank_group()
    public = arranged is not None and event.status == "published" and public_agenda.is_open(event)
    return page(
        request,
        "attendance/seating.html",
        **_about(request, event),
        status=422 if form.errors or group.errors else 200,
        arranged=arranged,
        queue=queue,
        lines=[shown(line, event.zone) for line in queue.lines] if queue else [],
        offer_note=offer_note(queue.counts) if queue else "",
        is_past=event.ends_at <= at or event.status == "cancelled",
        form=form,
        group=group,
        offers=seating_form.offers(form),
        may_change=event.status in {"draft", "published"} and event.starts_at > at,
        public=f"{settings_of(request).base_url}/agenda/{event.id}/lugar" if public else None,
    )


async def _cancel_page(
    request: Visit, event_id: UUID, registration: UUID, form: Form
) -> Template:  # fmt: skip
    event = await _event(request, event_id)
    queue = await seat_queue.queue(event_id, at=now())
    lines = [line for line in queue.lines if line.id == registration]
    if not lines:
        raise NotFound(_("Esta inscripción no existe."))
    line = shown(lines[0], event.zone)
    return page(
        request, "attendance/seating_cancel.html", **_about(request, event), line=line, form=form
    )


def _about(request: Visit, event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "span": when.span(event.starts_at, event.ends_at, event.zone),
        "tabs": event_tabs(request, event.id),
    }


def _said(request: Visit, added: Added) -> str:
    # A phone breaks a line at the hyphens, and does not mind them in a code.
    code = "-".join(added.code[start : start + 4] for start in (0, 4, 8))
    link = f"{settings_of(request).base_url.partition('//')[2]}/lugar/{code}"
    if added.status == "confirmed":
        return _("El grupo tiene lugar. Su enlace, que no se vuelve a mostrar: %(link)s", link=link)
    return _(
        "El grupo quedó en la fila. Su enlace, que no se vuelve a mostrar: %(link)s", link=link
    )  # fmt: skip


def _see(request: Visit, event_id: UUID, said: str) -> Redirect:
    return see(request, f"/eventos/{event_id}/inscripciones", said)
