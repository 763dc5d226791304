"""What anybody can see: the agenda and its events, without JavaScript."""

from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from events.planning.domain import codelists, public_agenda, when
from events.planning.web import shown
from events.planning.web.weeks import weeks
from server.foundation.clock import now
from server.web.pages import page
from server.web.requests import Visit, settings_of


class PublicPages(Controller):
    """The public agenda."""

    include_in_schema = False

    @get("/")
    async def agenda(self, request: Visit, municipio: FromQuery[str] = "") -> Template | Redirect:
        """What is coming up, week by week; everywhere or in one municipality."""
        places = await codelists.municipalities()
        chosen = next((place for place in places if place.ine == municipio), None)
        events = await public_agenda.upcoming(at=now(), municipality=chosen.ine if chosen else "")
        today = when.local_day(now(), settings_of(request).timezone)
        return page(
            request,
            "planning/agenda.html",
            weeks=weeks(events, today=today),
            municipalities=places,
            chosen=chosen,
            feed=settings_of(request).base_url
            + (f"/municipios/{chosen.ine}.ics" if chosen else "/agenda.ics"),
        )

    @get("/agenda/{event_id:uuid}")
    async def event(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """One event in public words."""
        event = await public_agenda.shown(event_id)
        audiences = [a for a in await codelists.audiences() if a.slug in event.audiences]
        return page(
            request,
            "planning/public_event.html",
            event=event,
            line=shown.line(event, public=True),
            span=when.span(event.starts_at, event.ends_at, event.zone),
            audiences=[] if event.discreet else audiences,
            past=event.ends_at < now(),
        )
