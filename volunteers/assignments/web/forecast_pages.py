"""What will go wrong if nobody does anything: what lapses, and where people run short."""

from litestar import Controller, Response, get
from litestar.response import Template

from events.planning.domain.exports.tables import csv_lines
from server.foundation.clock import now
from server.foundation.translation import gettext as _
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain import lapses, shortages, supplies
from volunteers.assignments.web.forecast_shown import lapse_line, lesson, training_rows


class ForecastPages(Controller):
    """«Pronósticos»."""

    path = "/turnos/pronosticos"
    include_in_schema = False
    guards = (may("staff"),)

    @get()
    async def ahead(self, request: Visit) -> Template:
        """Lapses before events, shortages, and what to teach."""
        by, at = signed_in(request), now()
        short = shortages.short(await supplies.supplies(by=by, at=at))
        return page(
            request,
            "assignments/forecasts.html",
            tabs=section_tabs(request, "rota"),
            lapses=[lapse_line(one) for one in await lapses.lapses(by=by, at=at)],
            lessons=[lesson(*group) for group in shortages.training(short)],
            days=supplies.AHEAD.days,
        )

    @get("/capacitacion.csv")
    async def training(self, request: Visit) -> Response[bytes]:
        """The list of what to teach where, for a spreadsheet."""
        short = shortages.short(await supplies.supplies(by=signed_in(request), at=now()))
        headings = [
            _("Tema o idioma"), _("Municipio"), _("Actividades"), _("Faltan"), _("Hay"),
            _("Se les vence"), _("Podrían formarse"),
        ]  # fmt: skip
        headers = {
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": 'attachment; filename="capacitacion.csv"',
            "Cache-Control": "no-store",
        }
        return Response(csv_lines(headings, training_rows(short)), headers=headers)
