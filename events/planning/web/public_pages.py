"""What anybody can see: the agenda and its events, without JavaScript."""

from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from events.planning.domain import codelists, public_agenda, when
from events.planning.web import shown
from server.foundation.clock import now
from server.web.pages import page
from server.web.requests import Visit, settings_of


class PublicPages(Controller):
    """The public agenda."""

    include_in_schema = False

    @get("/")
    async def agenda(self, request: Visit, municipio: FromQuery[str] = "") -> Template | Redirect:
        """What is coming up."""
        events = await public_agenda.upcoming(at=now(), municipality=municipio)
        return page(
            request,
            "planning/agenda.html",
            events=[shown.line(event, public=True) for event in events],
            municipalities=await codelists.municipalities(),
            municipality=municipio,
        )

    @get("/agenda/{event_id:uuid}")
    async def event(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """One event in public words."""
        event = await public_agenda.shown(event_id)
        return page(
            request,
            "planning/public_event.html",
            event=event,
            line=shown.line(event, public=True),
            span=when.span(event.starts_at, event.ends_at, event.zone),
            cancelled=event.status == "cancelled",
            base_url=settings_of(request).base_url,
        )
