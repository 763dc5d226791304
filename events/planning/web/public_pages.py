"""What anybody can see: the agenda and its events, without JavaScript."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Controller, HttpMethod, Response, get, route
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from events.planning.domain import (
    calendar_entry,
    codelists,
    feeds,
    ical,
    kind_questions,
    public_agenda,
    when,
)
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Upstairs
from events.planning.web.agenda_filter import Filter, week_of
from events.planning.web.agenda_sheet import sheet
from events.planning.web.public_face import face
from server.foundation.clock import now
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _
from server.web import conditional
from server.web.guards import ANYBODY
from server.web.pages import page
from server.web.requests import Visit, settings_of

SUFFIX = ".ics"


class PublicPages(Controller):
    """The public agenda."""

    include_in_schema = False
    guards = (ANYBODY,)

    @get("/")
    async def agenda(
        self,
        request: Visit,
        municipio: FromQuery[str] = "",
        tipo: FromQuery[str] = "",
        semana: FromQuery[str] = "",
    ) -> Template:
        """What is coming up, or a week; everywhere or in one municipality, of every kind or one."""
        settings, at = settings_of(request), now()
        today = when.local_day(at, settings.timezone)
        places, kinds = await codelists.municipalities(), await public_agenda.kinds()
        asked = Filter(
            municipality=municipio if municipio in {place.ine for place in places} else "",
            kind=tipo if tipo in {kind.slug for kind in kinds} else "",
            week=week_of(semana, today=today),
        )
        start, end = asked.span(at, settings.timezone)
        events = await public_agenda.between(start, end, municipality=asked.municipality)
        return page(
            request,
            "planning/agenda.html",
            sheet=sheet(asked, events, kinds, today=today),
            municipalities=places,
            chosen=next((place for place in places if place.ine == asked.municipality), None),
            house=settings.base_url,
        )

    # One address for both: Litestar does not tell a UUID from a UUID with an ending.
    @route("/agenda/{name:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD])
    async def event(
        self, request: Visit, name: FromPath[str], above: NamedDependency[Upstairs]
    ) -> Template | Response[bytes]:
        """One event in public words; as `<id>.ics`, to take along in a calendar."""
        event = await public_agenda.shown(_named(name.removesuffix(SUFFIX)))
        if name.endswith(SUFFIX):
            return await _calendar(request, event)
        at = now()
        shown = await _shown(request, event, at)
        seats = (await above.seats([event.id], at=at)).get(event.id)
        return page(request, "planning/public_event.html", **shown, seats=seats)


def _named(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(_("Esta actividad no existe.")) from None


async def _shown(request: Visit, event: Event, at: datetime) -> dict[str, Any]:
    audiences = [a.name for a in await codelists.audiences() if a.slug in event.audiences]
    asked = (await kind_questions.questions([event.kind])).get(event.kind, [])
    moved_from = await public_agenda.moved_from(event)
    settings = settings_of(request)
    house, home = settings.base_url, settings.timezone
    return {
        "event": event,
        "house": house,
        "face": face(event, house=house, home=home, moved_from=moved_from),
        "details": kind_questions.public_details(event, asked),
        "audiences": [] if event.discreet else audiences,
        "past": event.ends_at < at,
    }


async def _calendar(request: Visit, event: Event) -> Response[bytes]:
    house, status = settings_of(request).base_url, feeds.status_of(event)
    entry = calendar_entry.entry(event, status=status, base_url=house, public=True)
    return await conditional.content(request, ical.single(entry), media_type=feeds.MEDIA_TYPE)
