"""What became of an event, on its own page."""

from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from events.planning.domain import agenda, history, zones
from server.web.guards import may
from server.web.pages import event_tabs, page
from server.web.requests import Visit, signed_in

LAST_PAGE = 10_000


class HistoryPages(Controller):
    """The changes of one event, in words."""

    path = "/eventos/{event_id:uuid}/historia"
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def show(
        self, request: Visit, event_id: FromPath[UUID], pagina: FromQuery[str] = ""
    ) -> Template:
        """The newest changes, or those of an older page."""
        event = await agenda.event(event_id)
        signed_in(request).need("plan", event.municipality)
        number = _number(pagina)
        told = await history.of_event(event, page=number)
        here = request.url.path
        return page(
            request,
            "planning/history.html",
            event=event,
            zone=zones.name(event.zone),
            tabs=event_tabs(request, event_id),
            entries=told.entries,
            newer=f"{here}?pagina={number - 1}" if number > 1 else None,
            older=f"{here}?pagina={number + 1}" if told.more else None,
        )


def _number(text: str) -> int:
    number = int(text) if len(text) < 6 and text.isascii() and text.isdecimal() else 1
    return min(max(number, 1), LAST_PAGE)
