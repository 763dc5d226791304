"""The calendar that coordinators plan in."""

from litestar import Controller, get
from litestar.params import FromQuery
from litestar.response import Template

from events.planning.domain import agenda, codelists
from events.planning.domain.month import month_from
from events.planning.domain.when import local_day
from events.planning.web import shown
from server.foundation.clock import now
from server.web.guards import may
from server.web.pages import page
from server.web.requests import Visit, settings_of, signed_in


class CalendarPages(Controller):
    """A month of everything that this coordinator looks after."""

    include_in_schema = False
    guards = (may("plan"),)

    @get("/calendario")
    async def month(
        self, request: Visit, mes: FromQuery[str] = "", municipio: FromQuery[str] = ""
    ) -> Template:
        """The sheet of one month, of all one's municipalities or of one."""
        zone = settings_of(request).timezone
        today = local_day(now(), zone)
        month = month_from(mes, otherwise=today)
        places = await codelists.coordinated_by(signed_in(request))
        chosen = [place for place in places if place.ine == municipio] or places
        events = await agenda.between(
            *month.bounds(zone), municipalities={place.ine for place in chosen}
        )
        days = shown.sheet(month, events, today=today)
        return page(
            request,
            "planning/calendar.html",
            month=month,
            month_name=shown.month_name(month),
            lead=shown.month_lead(days),
            days=days,
            weekdays=shown.weekdays(),
            municipalities=places,
            municipality=chosen[0].ine if len(chosen) == 1 else "",
            this_month=month == month_from("", otherwise=today),
            nothing=not events,
        )
