"""The page on which the agenda is taken out as a file."""

from datetime import date, timedelta
from typing import Any, Final

from litestar import Controller, Response, get
from litestar.response import Template

from events.planning.domain import codelists
from events.planning.domain.exports import files
from events.planning.domain.exports.selection import FORMATS, MEDIA_TYPES, Selection, file_name
from events.planning.domain.month import month_of
from events.planning.domain.when import local_day
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page
from server.web.requests import Visit, settings_of, signed_in

LONGEST: Final = timedelta(days=5 * 366)
ASKED: Final = ("municipio", "desde", "hasta", "formato", "edicion")


class ExportPages(Controller):
    """The agenda for spreadsheets, for calendars and for the wall."""

    include_in_schema = False
    guards = (may("plan"),)

    @get("/calendario/exportar")
    async def export(self, request: Visit) -> Template | Response[bytes]:
        """The choice of days, places and format; with a format in the address, the file itself."""
        asked = request.query_params
        form = Form({name: asked.getall(name) for name in ASKED if name in asked})
        places = await codelists.coordinated_by(signed_in(request))
        zone = settings_of(request).timezone
        wants_file = bool(form.value("formato"))
        if not wants_file:
            _fill(form, local_day(now(), zone))
            return _page(request, form, places)
        try:
            selection = _selection(form, {place.ine for place in places}, zone)
        except Invalid:
            return _page(request, form, places)
        return await _file(form, selection)


def _fill(form: Form, today: date) -> None:
    month = month_of(today)
    usual = {
        "desde": month.first.isoformat(),
        "hasta": (month.after.first - timedelta(days=1)).isoformat(),
        "formato": FORMATS[0],
        "edicion": "publica",
    }
    for name, value in usual.items():
        if not form.value(name):
            form.put(name, value)


def _selection(form: Form, places: set[str], zone: str) -> Selection:
    form.choice("formato", FORMATS)
    form.choice("edicion", ("publica", "interna"), required=False)
    first, last = form.day("desde"), form.day("hasta")
    if last < first:
        form.wrong("hasta", _("El último día no puede ser antes que el primero."))
    if last - first > LONGEST:
        form.wrong("hasta", _("Elegir cinco años como mucho."))
    chosen = form.choices("municipio", places, required=False) or places
    form.check()
    return Selection(first=first, last=last, zone=zone, municipalities=frozenset(chosen))


async def _file(form: Form, selection: Selection) -> Response[bytes]:
    kind = form.value("formato")
    public = form.value("edicion") != "interna"
    made = await files.agenda_file(selection, kind, public=public)
    headers = {
        "Content-Type": MEDIA_TYPES[kind],
        "Content-Disposition": f'attachment; filename="{file_name(selection, kind)}"',
        "Cache-Control": "no-store",
    }
    return Response(made, headers=headers)


def _page(request: Visit, form: Form, places: list[codelists.Place]) -> Template:
    shown: dict[str, Any] = {
        "places": [(place.ine, place.name) for place in places],
        "formats": _formats(),
        "editions": [
            ("publica", _("Para la pared: solo lo público")),
            ("interna", _("Para el equipo: todo, con borradores")),
        ],
    }
    return page(request, "planning/export.html", form=form, **shown)


def _formats() -> list[tuple[str, str, str, str]]:
    """Each format, its name, what it is good for, and its icon."""
    return [
        ("xlsx", _("Excel"), _("Con fechas y horas de verdad; se corrige y se importa."), "list"),
        ("csv", _("CSV"), _("Para cualquier otra hoja de cálculo."), "file-text"),
        ("ics", _("Calendario (.ics)"), _("Completo, para llevarlo a otro lado."), "calendar"),
        ("pdf", _("Mes para imprimir"), _("PDF: una hoja carta por mes."), "printer"),
    ]
