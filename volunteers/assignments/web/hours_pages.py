"""What helpers gave: added up for coordinators, and as a certificate for each."""

from datetime import date
from uuid import UUID

from litestar import Controller, Response, get
from litestar.params import FromPath
from litestar.response import Template

from events.planning.domain import when
from events.planning.domain.exports.tables import csv_lines
from server.accounts.domain import audit
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, settings_of, signed_in
from volunteers.assignments.domain import hours
from volunteers.assignments.domain.hours_given import Days, OwnHours
from volunteers.assignments.domain.hours_grouped import BY, grouped
from volunteers.assignments.domain.hours_sheet import certificate
from volunteers.assignments.web import hours_shown


class HoursPages(Controller):
    """«Horas»."""

    path = "/turnos/horas"
    include_in_schema = False
    guards = (may("staff"),)

    @get()
    async def sums(self, request: Visit) -> Template:
        """Added up by person, network or project, for the days asked for."""
        form, by = _asked(request), _by(request)
        try:
            found = await hours.served(_days(form), by=signed_in(request), at=now())
        except Invalid as refusal:
            form, found = form.refused(refusal), []
        await audit.read(signed_in(request), "hours.read", "volunteers", at=now())
        return page(
            request,
            "assignments/hours.html",
            form=form,
            tabs=section_tabs(request, "rota"),
            ways=hours_shown.ways(form, by),
            by=by,
            total=hours_shown.total(found),
            awaited=hours_shown.awaited(found),
            lines=[hours_shown.line(one, by, form) for one in grouped(found, by)],
            address=hours_shown.address("/turnos/horas/horas.csv", form, by=by),
        )

    @get("/horas.csv")
    async def table(self, request: Visit) -> Response[bytes]:
        """Every place of those days, for a spreadsheet."""
        found = await hours.served(_days(_asked(request)), by=signed_in(request), at=now())
        await audit.read(signed_in(request), "hours.read", "volunteers", at=now())
        made = csv_lines(hours_shown.headings(), [hours_shown.row(one) for one in found])
        return _file(made, "text/csv; charset=utf-8", "horas.csv")

    @get("/{volunteer:uuid}/constancia.pdf")
    async def of_person(self, request: Visit, volunteer: FromPath[UUID]) -> Response[bytes]:
        """Somebody's certificate."""
        days = _days(_asked(request))
        given = await hours.of_person(volunteer, days, by=signed_in(request), at=now())
        await audit.read(signed_in(request), "hours.read", f"volunteer:{volunteer}", at=now())
        return _certificate(request, given)


class OwnHoursPages(Controller):
    """One's own."""

    include_in_schema = False
    guards = (may("serve"),)

    @get("/mis-turnos/constancia.pdf")
    async def own(self, request: Visit) -> Response[bytes]:
        """One's own certificate, of this year unless asked otherwise."""
        given = await hours.own(_days(_asked(request)), by=signed_in(request), at=now())
        return _certificate(request, given)


def _asked(request: Visit) -> Form:
    """The days asked for; this year up to today where nothing was."""
    form = Form({name: request.query_params.getall(name, []) for name in ("from", "to")})
    today = when.local_day(now(), settings_of(request).timezone)
    if not form.value("from"):
        form.put("from", date(today.year, 1, 1).isoformat())
    if not form.value("to"):
        form.put("to", max(today.isoformat(), form.value("from")))
    return form


def _days(form: Form) -> Days:
    days = Days(form.day("from"), form.day("to"))
    form.check()
    return days


def _by(request: Visit) -> str:
    asked = request.query_params.get("por", "")
    return asked if asked in BY else next(iter(BY))


def _certificate(request: Visit, given: OwnHours) -> Response[bytes]:
    today = when.local_day(now(), settings_of(request).timezone)
    return _file(certificate(given, issued=today), "application/pdf", "constancia.pdf")


def _file(made: bytes, kind: str, name: str) -> Response[bytes]:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(made, media_type=kind, headers=headers)
