"""The coordinator's page of one register, and the poster that leads people to it."""

import asyncio
from typing import Final
from uuid import UUID

from litestar import Controller, Response, get
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from events.attendance.domain import doors
from events.attendance.domain.paper import poster_card
from events.attendance.domain.paper.poster import poster
from events.attendance.web import register_live
from events.planning.domain import when
from server.foundation.clock import now
from server.foundation.translation import LANGUAGES, current_language
from server.web.guards import may
from server.web.pages import event_tabs, page
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
        """Totals, what they are held against, and the lines."""
        event = await register_live.looked_after(request, event_id)
        door = await doors.door_of(event_id) if event.status == "published" else None
        base_url = settings_of(request).base_url
        return page(
            request,
            "attendance/register.html",
            span=when.span(event.starts_at, event.ends_at, event.zone),
            tabs=event_tabs(request, event_id),
            address=poster_card.address(base_url, door.code) if door else "",
            begun=event.starts_at <= now(),
            latest=not cursor,
            **await register_live.shown(event, cursor=cursor),
        )

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
