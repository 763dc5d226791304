"""The part of a register that keeps itself current while people arrive."""

from typing import Any
from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Stream, Template

from events.attendance.domain import summary
from events.attendance.domain.review import inbox, margin
from events.attendance.web import shown_register
from events.planning.domain import agenda, codelists
from events.planning.domain.event import Event
from server.foundation.translation import ngettext
from server.web.guards import may
from server.web.pages import page
from server.web.requests import Visit, signed_in
from server.web.streams import changes


class RegisterLive(Controller):
    """What a page that shows a register asks for while it is open."""

    path = "/eventos/{event_id:uuid}/registro"
    include_in_schema = False
    guards = (may("register"),)

    @get("/en-vivo")
    async def follow(self, request: Visit, event_id: FromPath[UUID]) -> Stream:
        """Whether anything changed, for as long as somebody looks."""
        await looked_after(request, event_id)
        return changes(request, "register", about=str(event_id))

    @get("/cifras")
    async def figures(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """What it says now."""
        event = await looked_after(request, event_id)
        return page(request, "attendance/register_parts.html", **await shown(event))

    @get("/pantalla")
    async def screen(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """One large number, for everybody in the room to see."""
        event = await looked_after(request, event_id)
        return page(request, "attendance/register_screen.html", **await shown(event))


async def looked_after(request: Visit, event_id: UUID) -> Event:
    """An event whose register is the visitor's; raises NotFound, NotAllowed."""
    event = await agenda.event(event_id)
    signed_in(request).need("register", event.municipality)
    return event


async def shown(event: Event, *, cursor: str = "") -> dict[str, Any]:
    """Totals, their margin, and a page of lines."""
    totals, beside = await summary.totals_of(event.id), await margin.margin_of(event.id)
    found = await summary.lines_of(event.id, cursor=cursor)
    doubts = await inbox.open_at(event.id)
    said = ngettext(
        "Va %(n)s persona registrada.", "Van %(n)s personas registradas.", totals.people
    )
    return {
        "event": event,
        "totals": totals,
        "said": said,
        "tiles": shown_register.tiles(totals, beside, recognised=not event.period_closed),
        "remarks": shown_register.remarks(totals, beside, event.zone),
        "cautions": shown_register.cautions(beside, doubts),
        "doubts": doubts,
        "table": shown_register.table(totals),
        "lines": shown_register.lines(found.lines, event.zone, await codelists.audiences()),
        "earlier": found.next,
    }
