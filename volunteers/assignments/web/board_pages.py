"""The staffing board: what is ahead in one's municipalities, and where people are missing."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Stream, Template

from events.planning.domain import codelists, when
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, settings_of, signed_in
from server.web.streams import changes
from volunteers.assignments.domain import invitations, lapses, load_report
from volunteers.assignments.domain.board import Week, board
from volunteers.assignments.domain.invitations import ROLES
from volunteers.assignments.domain.openings import Opening, objection, openings
from volunteers.assignments.domain.risks import at_risk
from volunteers.assignments.web import board_shown

SPAN: Final = timedelta(weeks=4)


class BoardPages(Controller):
    """«Turnos»."""

    path = "/turnos"
    include_in_schema = False
    guards = (may("staff"),)

    @get()
    async def board(self, request: Visit) -> Template:
        """Four weeks from today on, or from the day asked for."""
        form, at, by = _asked(request), now(), signed_in(request)
        first, today = _first(request, form), _today(request)
        weeks = await _weeks(request, form, first)
        place = form.value("municipality")
        near = await load_report.carried(by=by, at=at, municipality=place)
        rest = await load_report.elsewhere(by=by, at=at, municipality=place)
        return page(
            request,
            "assignments/board.html",
            form=form,
            tabs=section_tabs(request, "rota"),
            municipalities=[(one.ine, one.name) for one in await codelists.coordinated_by(by)],
            people=[
                *(board_shown.person_chip(one) for one in near),
                *(board_shown.person_chip(one, far=True) for one in rest),
            ],
            previous=_address(max(today, first - SPAN), place) if first > today else None,
            next=_address(first + SPAN, place),
            **await _sheet(request, weeks, at),
        )

    @get("/tablero")
    async def sheet(self, request: Visit) -> Template:
        """Only what changes of the board, to be put in the place of what stood there."""
        form = _asked(request)
        weeks = await _weeks(request, form, _first(request, form))
        return page(request, "assignments/_board.html", **await _sheet(request, weeks, now()))

    @get("/cambios")
    async def live(self, request: Visit) -> Stream:
        """Tells of every change of a team."""
        return changes(request, "team")

    @post("/lugares")
    async def place(self, request: Visit, form: NamedDependency[Form]) -> Response[dict[str, str]]:
        """Ask somebody to take an empty place.

        Why it is refused comes back as `wrong`; where saying why would do, `against` is what
        speaks against it.
        """
        event, person = form.reference("event"), form.reference("volunteer")
        role, why = form.choice("role", ROLES), form.text("why", most=300, required=False)
        try:
            form.check()
            assert event is not None  # checked just now
            assert person is not None  # so was this
            by = signed_in(request)
            await invitations.invite(event, person, role, by=by, at=now(), why=why)
        except Invalid as refusal:
            against = ""
            if event and person and "why" in refusal.fields:
                against = await objection(person, event, role, by=signed_in(request))
            return Response({"wrong": refusal.sentence, "against": against}, status_code=409)
        except Conflict as refusal:
            return Response({"wrong": refusal.sentence}, status_code=409)
        return Response({}, status_code=200)

    @get("/personas/{volunteer:uuid}/lugares")
    async def openings(
        self, request: Visit, volunteer: FromPath[UUID], evento: FromQuery[list[UUID]]
    ) -> list[Opening]:
        """Which of the empty places shown somebody could take."""
        return await openings(volunteer, evento, by=signed_in(request))


async def _weeks(request: Visit, form: Form, first: date) -> list[Week]:
    start = datetime.combine(first, time.min, ZoneInfo(settings_of(request).timezone))
    place = form.value("municipality")
    return await board(start, start + SPAN, by=signed_in(request), municipality=place)


async def _sheet(request: Visit, weeks: list[Week], at: datetime) -> dict[str, Any]:
    staffed = [one for week in weeks for one in week.events]
    lapsing = await lapses.lapses(by=signed_in(request), at=at)
    return {
        "weeks": [board_shown.board_week(week, at) for week in weeks],
        "headings": [board_shown.heading(week) for week in weeks],
        "summary": board_shown.summary(weeks),
        "risks": [board_shown.risk_line(one) for one in at_risk(staffed, lapsing, at)],
    }


def _asked(request: Visit) -> Form:
    return Form({name: request.query_params.getall(name, []) for name in ("municipality", "from")})


def _first(request: Visit, form: Form) -> date:
    return form.day("from") if form.value("from") else _today(request)


def _today(request: Visit) -> date:
    return when.local_day(now(), settings_of(request).timezone)


def _address(first: date, municipality: str) -> str:
    asked = {"from": first.isoformat(), "municipality": municipality}
    return "/turnos?" + urlencode({name: value for name, value in asked.items() if value})
