"""The calendar that coordinators plan in."""

from typing import Any

from litestar import Controller, get
from litestar.response import Template
from msgspec.structs import replace

from events.planning.domain import codelists
from events.planning.domain.calendar_events import Shown
from events.planning.domain.month import month_of
from events.planning.web import calendar_words, shown
from events.planning.web.calendar_asking import Asked, asked
from server.web.guards import may
from server.web.pages import page
from server.web.requests import Visit


class CalendarPages(Controller):
    """Everything that this coordinator looks after, month by month."""

    include_in_schema = False
    guards = (may("plan"),)

    @get("/calendario")
    async def month(self, request: Visit) -> Template:
        """The sheet of a month; where there is JavaScript, the view that the address names."""
        wanted = await asked(request)
        sheet = month_of(wanted.address.day)
        events = await wanted.between(*sheet.bounds(wanted.zone))
        days = shown.sheet(sheet, events, today=wanted.today)
        more = {"days": days, "weekdays": shown.weekdays(), "views": calendar_words.views()}
        return await _page(request, "planning/calendar.html", wanted, events, month=sheet, **more)

    @get("/calendario/lista")
    async def table(self, request: Visit) -> Template:
        """The events of a month as a table that needs neither a mouse nor JavaScript."""
        wanted = await asked(request)
        wanted = replace(wanted, address=replace(wanted.address, view="agenda", scale=""))
        events = await wanted.among(wanted.address.span)
        lines = [shown.line(event, today=wanted.today) for event in events]
        return await _page(request, "planning/calendar_list.html", wanted, events, lines=lines)


async def _page(
    request: Visit, name: str, wanted: Asked, events: list[Shown], **more: Any
) -> Template:
    address = wanted.address
    return page(
        request,
        name,
        address=address,
        title=calendar_words.title(address),
        lead=calendar_words.lead(events, address, wanted.zone),
        municipalities=wanted.places,
        kinds=await codelists.kinds(),
        projects=await codelists.projects(retired=True),
        statuses=calendar_words.statuses(),
        today=wanted.today,
        nothing=not events,
        **more,
    )
