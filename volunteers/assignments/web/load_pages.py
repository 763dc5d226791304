"""Everybody's load beside the median of their network."""

from typing import Final
from urllib.parse import urlencode

from litestar import Controller, get
from litestar.response import Template

from events.planning.domain import codelists
from server.foundation.clock import now
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain import load_report
from volunteers.assignments.web.load_shown import load_line

PAGE: Final = 50


class LoadPages(Controller):
    """«Carga»."""

    include_in_schema = False
    guards = (may("staff"),)

    @get("/turnos/carga")
    async def load(self, request: Visit) -> Template:
        """Twelve weeks behind and four ahead, who carries most first."""
        by = signed_in(request)
        form = Form({"municipality": request.query_params.getall("municipality", [])})
        place = form.value("municipality")
        carried = await load_report.carried(by=by, at=now(), municipality=place)
        most = max((max(one.ahead + one.pending, one.median) for one in carried), default=0)
        last = max(1, -(-len(carried) // PAGE))
        number = _number(request.query_params.get("pagina", ""), last)
        shown = carried[(number - 1) * PAGE : number * PAGE]
        return page(
            request,
            "assignments/load.html",
            form=form,
            tabs=section_tabs(request, "rota"),
            municipalities=[(one.ine, one.name) for one in await codelists.coordinated_by(by)],
            lines=[load_line(one, most) for one in shown],
            number=number,
            previous=_address(place, number - 1) if number > 1 else None,
            next=_address(place, number + 1) if number < last else None,
        )


def _number(said: str, last: int) -> int:
    """The page asked for, or the nearest that there is."""
    return min(max(int(said), 1), last) if said.isdecimal() and len(said) < len("1000") else 1


def _address(place: str, number: int) -> str:
    return f"/turnos/carga?{urlencode({'municipality': place, 'pagina': number})}"
