"""Moving an event in time or to another place: the page behind every drag, and instead of it."""

from datetime import datetime
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain import agenda, change_preview, planning, revisions
from events.planning.domain.draft import EventDraft
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Upstairs
from events.planning.domain.when import span
from events.planning.web import event_options, move_form, shown
from events.planning.web.alternative_choice import apply_alternative
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in


class CalendarMoves(Controller):
    """When and where an event is; `parte` asks for the form alone, to be shown in a dialog."""

    path = "/eventos/{event_id:uuid}/mover"
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def ask(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """The form as the event stands."""
        event = await _event(request, event_id)
        form = move_form.filled(event)
        form.put("parte", str(request.query_params.get("parte", "")))
        return await _page(request, event, form)

    @post(status_code=200)
    async def move(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        form: NamedDependency[Form],
        above: NamedDependency[Upstairs],
    ) -> Template | Redirect:
        """Say what a move would cause, or make it."""
        event = await _event(request, event_id)
        move_form.understand_drop(form, event, settings_of(request).timezone)
        chosen = apply_alternative(form)
        if chosen or form.value("intent") != "move":
            return await _page(request, event, form, above)
        seen = shown.seen(form.value("seen"))
        try:
            draft = move_form.draft(form, event)
            await planning.change(
                event_id, draft, by=signed_in(request), at=now(), seen=seen, above=above
            )
        except (Invalid, Conflict) as refusal:
            return await _refused(request, event, form, above, refusal)
        said = "" if form.value("parte") else _("Actividad movida.")
        return see(request, f"/eventos/{event_id}", said)


async def _event(request: Visit, event_id: UUID) -> Event:
    event = await agenda.event(event_id)
    signed_in(request).need("plan", event.municipality)
    return event


async def _refused(
    request: Visit, event: Event, form: Form, above: Upstairs, refusal: Invalid | Conflict
) -> Template:
    seen = shown.seen(form.value("seen"))
    if isinstance(refusal, Invalid):
        return await _page(request, event, move_form.refused(form, refusal), above)
    event = await _event(request, event.id)  # as it stands now, whoever was faster
    stale = seen is not None and seen != event.changed_at
    form.wrong("form" if stale or not form.value("venue") else "venue", refusal.sentence)
    return await _page(request, event, form, above, overtaken=seen if stale else None)


async def _page(
    request: Visit,
    event: Event,
    form: Form,
    above: Upstairs | None = None,
    *,
    overtaken: datetime | None = None,
) -> Template:
    compared = await revisions.overtaken(event, overtaken) if overtaken else None
    if compared:  # who saw both, and moves it all the same, means it
        form.put("seen", event.changed_at.isoformat())
    offered = await event_options.options(signed_in(request), event)
    moved = move_form.understood(form, event) if above else None
    return page(
        request,
        "planning/calendar_move_part.html"
        if form.value("parte")
        else "planning/calendar_move.html",
        event=event,
        form=form,
        stands=_told(event),
        becomes=_told(moved) if moved else "",
        place=move_form.place_of(moved, offered) if moved else "",
        preview=(
            await change_preview.of_a_change(event, moved, above, at=now())
            if moved and above
            else None
        ),
        overtaken=compared,
        municipalities=offered.municipalities,
        venues=offered.venues,
    )


def _told(planned: Event | EventDraft) -> str:
    return span(planned.starts_at, planned.ends_at, planned.zone)
