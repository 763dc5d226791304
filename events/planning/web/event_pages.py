"""The pages on which an event is planned, changed, published and called off."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from events.planning.domain import agenda, codelists, planning, when
from events.planning.domain.month import month_of
from events.planning.web import event_form, shown
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import event_tabs, page, see
from server.web.requests import Visit, settings_of, signed_in


class EventPages(Controller):
    """One event, from the first idea to the closed register."""

    path = "/eventos"
    include_in_schema = False
    guards = (may("plan"),)

    @get("/nuevo")
    async def blank(
        self, request: Visit, dia: FromQuery[str] = "", municipio: FromQuery[str] = ""
    ) -> Template:
        """An empty form, on a day if one was pointed at."""
        offered = await event_form.options(signed_in(request))
        return await _form_page(request, event_form.blank(offered, day=dia, municipality=municipio))

    @post("/nuevo")
    async def plan(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Plan the event that the form describes."""
        actor = signed_in(request)
        offered = await event_form.options(actor)
        try:
            draft = event_form.draft(form, offered, settings_of(request).timezone)
            event = await planning.plan(draft, by=actor, at=now())
        except (Invalid, Conflict) as refusal:
            return await _form_page(request, _refused(form, refusal))
        return see(request, f"/eventos/{event}", _("Guardada como borrador."))

    @get("/{event_id:uuid}")
    async def show(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """The event and what can be done with it."""
        return await _event_page(request, event_id, Form())

    @get("/{event_id:uuid}/editar")
    async def edit(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """The form of an event that exists."""
        event = await agenda.event(event_id)
        signed_in(request).need("plan", event.municipality)
        return await _form_page(request, event_form.filled(event), event)

    @post("/{event_id:uuid}/editar")
    async def change(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write the event down anew."""
        actor, event = signed_in(request), await agenda.event(event_id)
        # Before the form is read: where that fails, the page names the event.
        actor.need("plan", event.municipality)
        offered = await event_form.options(actor)
        seen = shown.seen(form.value("seen"))
        try:
            draft = event_form.draft(form, offered, event.zone)
            await planning.change(event_id, draft, by=actor, at=now(), seen=seen)
        except (Invalid, Conflict) as refusal:
            stale = isinstance(refusal, Conflict) and seen not in {None, event.changed_at}
            if stale:  # who was told, and saves again, means it
                form.put("seen", event.changed_at.isoformat())
            return await _form_page(request, _refused(form, refusal, stale=stale), event)
        return see(request, f"/eventos/{event_id}", _("Cambios guardados."))

    @post("/{event_id:uuid}/publicacion")
    async def publish(self, request: Visit, event_id: FromPath[UUID]) -> Redirect:
        """Publish the event."""
        await planning.publish(event_id, by=signed_in(request), at=now())
        return see(request, f"/eventos/{event_id}", _("Actividad publicada."))

    @post("/{event_id:uuid}/cancelacion")
    async def cancel(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Call the event off."""
        try:
            await planning.cancel(event_id, form.value("reason"), by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _event_page(request, event_id, form.refused(refusal))
        return see(request, f"/eventos/{event_id}", _("Actividad cancelada."), kind="info")

    @post("/{event_id:uuid}/cierre")
    async def close(self, request: Visit, event_id: FromPath[UUID]) -> Redirect:
        """State that the register is complete."""
        await planning.close(event_id, by=signed_in(request), at=now())
        return see(request, f"/eventos/{event_id}/registro", _("Registro cerrado."))

    @post("/{event_id:uuid}/reapertura")
    async def reopen(self, request: Visit, event_id: FromPath[UUID]) -> Redirect:
        """Take that statement back."""
        await planning.reopen(event_id, by=signed_in(request), at=now())
        return see(request, f"/eventos/{event_id}/registro", _("Registro abierto de nuevo."))


async def _event_page(request: Visit, event_id: UUID, form: Form) -> Template:
    event = await agenda.event(event_id)
    signed_in(request).need("plan", event.municipality)
    return page(
        request,
        "planning/event.html",
        event=event,
        month=month_of(when.local_day(event.starts_at, event.zone)),
        span=when.span(event.starts_at, event.ends_at, event.zone),
        topics=[topic for topic in await codelists.topics() if topic.slug in event.topics],
        audiences=[a for a in await codelists.audiences() if a.slug in event.audiences],
        project=next(p.name for p in await codelists.projects() if p.slug == event.project_slug),
        reasons=shown.cancellation_reasons(),
        called_off=dict(shown.cancellation_reasons()).get(event.cancellation_reason or ""),
        tabs=event_tabs(request, event_id),
        form=form,
        started=event.starts_at <= now(),
    )


async def _form_page(request: Visit, form: Form, event: agenda.Event | None = None) -> Template:
    offered = await event_form.options(signed_in(request))
    return page(request, "planning/event_form.html", form=form, options=offered, event=event)


def _refused(form: Form, refusal: Invalid | Conflict, *, stale: bool = False) -> Form:
    """The form with what is wrong; a conflict is about the venue unless the event moved on."""
    if isinstance(refusal, Invalid):
        return event_form.refused(form, refusal)
    form.wrong("form" if stale or not form.value("venue") else "venue", refusal.sentence)
    return form
