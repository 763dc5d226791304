"""Where coordinators read what people thought of an event, never what anybody thought."""

from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Template

from events.attendance.domain import doors, qr
from events.attendance.domain.learning import feedback_results, feedback_times
from events.attendance.domain.paper import poster_card
from events.attendance.web.learning import feedback_shown
from events.planning.domain import agenda, when
from events.planning.domain.event import Event
from server.foundation.clock import now
from server.web.guards import may
from server.web.pages import event_tabs, page
from server.web.requests import Visit, settings_of, signed_in


class FeedbackPages(Controller):
    """The opinions about one event."""

    path = "/eventos/{event_id:uuid}/opiniones"
    include_in_schema = False
    guards = (may("register"),)

    @get()
    async def show(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """As much as may be seen, and where people answer."""
        event, at = await agenda.event(event_id), now()
        signed_in(request).need("register", event.municipality)
        results = await feedback_results.results(event, at=at)
        address = "" if results.over else await _address(request, event)
        closing = event.ends_at + feedback_times.AFTERWARDS
        return page(
            request,
            "attendance/feedback.html",
            event=event,
            span=when.span(event.starts_at, event.ends_at, event.zone),
            tabs=event_tabs(request, event_id),
            results=results,
            aspects=feedback_shown.aspects(results),
            gains=feedback_shown.gains(results),
            address=address,
            qr=qr.svg(address) if address else "",
            until=f"{when.day(closing, event.zone)}, {when.hour(closing, event.zone)}",
        )


async def _address(request: Visit, event: Event) -> str:
    if event.status != "published":
        return ""
    door = await doors.door_of(event.id)
    return poster_card.address(settings_of(request).base_url, door.code) + "/opinion"
