"""The pages that say what a change or a cancellation would cause, before it is made."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template

from events.planning.domain import agenda, change_preview
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Upstairs
from events.planning.web import change_preview_page, shown
from events.planning.web.alternative_choice import apply_alternative
from server.foundation.clock import now
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page
from server.web.requests import Visit, signed_in


class PreviewPages(Controller):
    """Looking before one leaps."""

    path = "/eventos/{event_id:uuid}/consecuencias"
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def of_a_cancellation(
        self, request: Visit, event_id: FromPath[UUID], above: NamedDependency[Upstairs]
    ) -> Template:
        """What calling the event off would cause, with the reason to choose."""
        event = await _event(request, event_id)
        return page(
            request,
            "planning/cancellation_preview.html",
            event=event,
            preview=await change_preview.of_a_cancellation(event, above, at=now()),
            stands=await change_preview_page.stands(event),
            reasons=shown.cancellation_reasons(),
            form=Form(),
        )

    @post(status_code=200)
    async def of_a_change(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        form: NamedDependency[Form],
        above: NamedDependency[Upstairs],
    ) -> Template:
        """What the event's form, as it is filled in, would cause."""
        event = await _event(request, event_id)
        apply_alternative(form)
        return await change_preview_page.show(request, form, event, above)


async def _event(request: Visit, event_id: UUID) -> Event:
    event = await agenda.event(event_id)
    signed_in(request).need("plan", event.municipality)
    return event
