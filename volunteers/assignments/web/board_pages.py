"""The staffing board: what is ahead in one's municipalities, and where people are missing."""

from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from litestar import Controller, get
from litestar.response import Template

from events.planning.domain import codelists, when
from server.foundation.clock import now
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page
from server.web.requests import Visit, settings_of, signed_in
from volunteers.assignments.domain.board import board
from volunteers.assignments.web.shown import board_week

SPAN: Final = timedelta(weeks=4)


class BoardPages(Controller):
    """«Turnos»."""

    include_in_schema = False
    guards = (may("staff"),)

    @get("/turnos")
    async def board(self, request: Visit) -> Template:
        """Four weeks from today on, or from the day asked for."""
        zone, at = settings_of(request).timezone, now()
        form = Form(
            {name: request.query_params.getall(name, []) for name in ("municipality", "from")}
        )
        today = when.local_day(at, zone)
        first = form.day("from") if form.value("from") else today
        start = datetime.combine(first, time.min, ZoneInfo(zone))
        place = form.value("municipality")
        by = signed_in(request)
        weeks = await board(start, start + SPAN, by=by, municipality=place)
        return page(
            request,
            "assignments/board.html",
            form=form,
            municipalities=[
                (place.ine, place.name) for place in await codelists.coordinated_by(by)
            ],
            weeks=[board_week(week, at) for week in weeks],
            previous=_address(max(today, first - SPAN), place) if first > today else None,
            next=_address(first + SPAN, place),
        )


def _address(first: date, municipality: str) -> str:
    asked = {"from": first.isoformat(), "municipality": municipality}
    return "/turnos?" + urlencode({name: value for name, value in asked.items() if value})
