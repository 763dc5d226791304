"""Where coordinators see who came to a programme, and print what those who completed it get."""

import asyncio
from uuid import UUID

from litestar import Controller, Response, get
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from events.attendance.domain.learning import certificate_sheet, certificates, completion_records
from events.attendance.web.learning import certificate_paper, cohort_sheet
from events.planning.domain import programmes, when
from events.planning.domain.programmes import Programme
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, settings_of, signed_in, signer_of


class CohortPages(Controller):
    """The cohort of one programme."""

    path = "/programas/{programme_id:uuid}"
    include_in_schema = False
    guards = (may("register"),)

    @get("/asistencia")
    async def show(self, request: Visit, programme_id: FromPath[UUID]) -> Template:
        """Session by session, and how many completed it."""
        programme, at = await _own(request, programme_id), now()
        cohort = await completion_records.cohort(programme, at=at)
        return page(
            request,
            "attendance/cohort.html",
            programme=programme,
            sheet=cohort_sheet.sheet(programme, cohort),
            cohort=cohort,
            most=min(cohort.completed.most, certificate_sheet.MOST_COPIES),
            form=Form({"n": [str(cohort.completed.least or 1)]}),
            tabs=section_tabs(request, "programme", id=programme_id),
        )

    @get("/diplomas.pdf")
    async def print(
        self, request: Visit, programme_id: FromPath[UUID], n: FromQuery[str] = ""
    ) -> Response[bytes]:
        """As many certificates as asked for, with a line to write a name on by hand."""
        programme, at = await _own(request, programme_id), now()
        completed = (await completion_records.cohort(programme, at=at)).completed
        copies = _copies(n, most=min(completed.most, certificate_sheet.MOST_COPIES))
        course = await certificates.course(programme_id, at=at)
        base_url, signer = settings_of(request).base_url, signer_of(request)
        issued = when.local_day(at, course.zone)
        address = certificate_paper.proof(base_url, course, issued, signer=signer)
        made = await asyncio.to_thread(
            certificate_sheet.sheet, course, issued=issued, address=address, copies=copies
        )
        return certificate_paper.answer(made)


async def _own(request: Visit, programme_id: UUID) -> Programme:
    programme = await programmes.programme(programme_id)
    signed_in(request).need("register", programme.municipality)
    return programme


def _copies(text: str, *, most: int) -> int:
    """How many were asked for; raises Invalid beyond those who completed it."""
    if not most:
        raise Invalid({"n": _("Todavía nadie ha completado el programa.")})
    form = Form({"n": [text]})
    copies = form.whole("n", least=1, most=most)
    form.check()
    return copies or 1
