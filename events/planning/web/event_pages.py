"""The pages on which an event is planned, changed, published and called off."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain import agenda, planning, safeguards
from events.planning.domain.upstairs import Upstairs
from events.planning.web import (
    change_preview_page,
    event_form,
    event_form_page,
    event_prefill,
    event_sheet,
    shown,
    undo_offer,
)
from events.planning.web.alternative_choice import apply_alternative
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.language import local
from server.web.pages import event_tabs, page, see
from server.web.requests import Visit, settings_of, signed_in


class EventPages(Controller):
    """One event, from the first idea to the closed register."""

    path = "/eventos"
    include_in_schema = False
    guards = (may("plan"),)

    @get("/nuevo")
    async def blank(self, request: Visit) -> Template:
        """An empty form, or one filled in with what the address says (see event_prefill)."""
        actor, zone = signed_in(request), settings_of(request).timezone
        offered = await event_form.options(actor)
        form = await event_prefill.prefilled(request.query_params, offered, actor, zone=zone)
        return await event_form_page.show(request, form)

    @post("/nuevo")
    async def plan(
        self, request: Visit, form: NamedDependency[Form], above: NamedDependency[Upstairs]
    ) -> Template | Redirect:
        """Plan the event that the form describes."""
        actor = signed_in(request)
        if apply_alternative(form):
            return await event_form_page.show(request, form)
        offered = await event_form.options(actor)
        try:
            draft = event_form.draft(form, offered, settings_of(request).timezone)
            event = await planning.plan(draft, by=actor, at=now())
        except (Invalid, Conflict) as refusal:
            return await event_form_page.refused(request, form, refusal, above)
        return see(request, f"/eventos/{event}", _("Guardada como borrador."))

    @get("/{event_id:uuid}")
    async def show(
        self, request: Visit, event_id: FromPath[UUID], above: NamedDependency[Upstairs]
    ) -> Template:
        """The event and what can be done with it."""
        return await _event_page(request, event_id, Form(), above)

    @get("/{event_id:uuid}/editar")
    async def edit(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """The form of an event that exists."""
        event = await agenda.event(event_id)
        signed_in(request).need("plan", event.municipality)
        return await event_form_page.show(request, event_form.filled(event), event)

    @post("/{event_id:uuid}/editar")
    async def change(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        form: NamedDependency[Form],
        above: NamedDependency[Upstairs],
    ) -> Template | Redirect:
        """Write the event down anew."""
        actor, event = signed_in(request), await agenda.event(event_id)
        # Before the form is read: where that fails, the page names the event.
        actor.need("plan", event.municipality)
        offered, seen = await event_form.options(actor, event), shown.seen(form.value("seen"))
        form = event_form_page.settled(form, event, offered)
        if apply_alternative(form):
            return await event_form_page.show(request, form, event)
        try:
            draft = event_form.draft(form, offered, event.zone, event)
            if await change_preview_page.due(form, event, draft, above):
                return await change_preview_page.show(request, form, event, above)
            await planning.change(event_id, draft, by=actor, at=now(), seen=seen, above=above)
        except (Invalid, Conflict) as refusal:
            return await event_form_page.refused(request, form, refusal, above, event_id)
        return see(request, f"/eventos/{event_id}", _("Cambios guardados."))

    @get("/{event_id:uuid}/publicacion")
    async def after_refusal(self, request: Visit, event_id: FromPath[UUID]) -> Redirect:
        """Where a refusal to publish was shown: loading it again shows the event."""
        return see(request, f"/eventos/{event_id}")

    @post("/{event_id:uuid}/publicacion")
    async def publish(
        self, request: Visit, event_id: FromPath[UUID], above: NamedDependency[Upstairs]
    ) -> Template | Redirect:
        """Publish the event."""
        try:
            await planning.publish(event_id, by=signed_in(request), at=now(), above=above)
        except safeguards.Unguarded as refusal:
            missing = safeguards.sentence(refusal.missing)
            return await _event_page(request, event_id, Form(), above, unguarded=missing)
        return see(request, f"/eventos/{event_id}", _("Actividad publicada."))

    @post("/{event_id:uuid}/cancelacion")
    async def cancel(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        form: NamedDependency[Form],
        above: NamedDependency[Upstairs],
    ) -> Template | Redirect:
        """Call the event off."""
        actor, reason = signed_in(request), form.value("reason")
        try:
            await planning.cancel(event_id, reason, by=actor, at=now(), above=above)
        except Invalid as refusal:
            return await _event_page(request, event_id, form.refused(refusal), above)
        return see(request, f"/eventos/{event_id}", _("Actividad cancelada."), kind="info")

    @post("/{event_id:uuid}/cierre")
    async def close(self, request: Visit, event_id: FromPath[UUID]) -> Redirect:
        """State that the register is complete."""
        await planning.close(event_id, by=signed_in(request), at=now())
        return see(request, f"/eventos/{event_id}/registro", _("Registro cerrado."))

    @post("/{event_id:uuid}/reapertura")
    async def reopen(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Redirect:
        """Take that statement back, and return to where it stood in the way."""
        await planning.reopen(event_id, by=signed_in(request), at=now())
        back = local(form.value("next") or f"/eventos/{event_id}/registro")
        return see(request, back, _("Registro abierto de nuevo."))


async def _event_page(
    request: Visit, event_id: UUID, form: Form, above: Upstairs, *, unguarded: str = ""
) -> Template:
    """The page; `unguarded` is why the event could not be published."""
    event = await agenda.event(event_id)
    signed_in(request).need("plan", event.municipality)
    return page(
        request,
        "planning/event.html",
        status=409 if unguarded else 200,
        unguarded=unguarded,
        lacks_adults=await _lacks_adults(event, above),
        event=event,
        sheet=await event_sheet.sheet(event, home=settings_of(request).timezone),
        reasons=shown.cancellation_reasons(),
        tabs=event_tabs(request, event_id),
        form=form,
        started=event.starts_at <= now(),
        undoable=await undo_offer.offer(event_id, signed_in(request), now()),
    )


async def _lacks_adults(event: agenda.Event, above: Upstairs) -> bool:
    """Whether it cannot be published yet for want of adults."""
    if event.status != "draft" or not event.minors or event.ends_at <= now():
        return False
    return bool(await above.missing_adults([event.id]))
