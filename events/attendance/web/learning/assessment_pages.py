"""Where coordinators write down what passes reached in the assessment of a programme."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from events.attendance.domain.learning import assessments, completion_records
from events.attendance.domain.learning.assessments import Result
from events.attendance.domain.learning.completion_records import Cohort
from events.attendance.web.cards.pass_end_pages import POLICY
from events.attendance.web.learning import assessment_form
from events.attendance.web.learning.assessment_form import Row
from events.planning.domain import programmes
from events.planning.domain.programmes import Programme
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, signed_in, signer_of


class AssessmentPages(Controller):
    """The results of one programme, pass by pass and without showing any."""

    path = "/programas/{programme_id:uuid}/evaluacion"
    include_in_schema = False
    guards = (may("register"),)

    @get()
    async def sheet(
        self, request: Visit, programme_id: FromPath[UUID], filas: FromQuery[str] = ""
    ) -> Template:
        """An empty sheet."""
        programme, rows = await _own(request, programme_id), assessment_form.asked(filas)
        return await _page(request, programme, Form(), rows=rows)

    @post()
    async def record(
        self,
        request: Visit,
        programme_id: FromPath[UUID],
        form: NamedDependency[Form],
        filas: FromQuery[str] = "",
    ) -> Template | Redirect:
        """Write down every row that can stand; the others stay to be corrected."""
        programme, at = await _own(request, programme_id), now()
        rows = assessment_form.asked(filas)
        said = [
            sentence
            for row in assessment_form.rows(form)
            if (sentence := await _recorded(request, programme, row, form, at))
        ]
        if form.errors:
            left = assessment_form.remaining(form)
            return await _page(request, programme, left, said, rows=rows)
        if not said:
            form.wrong("code_1", _("Falta el código de la tarjeta."))
            return await _page(request, programme, form, rows=rows)
        more = f"?filas={rows}" if rows > assessment_form.ROWS else ""
        return see(request, f"/programas/{programme_id}/evaluacion{more}", " ".join(said))


async def _own(request: Visit, programme_id: UUID) -> Programme:
    programme = await programmes.programme(programme_id)
    signed_in(request).need("register", programme.municipality)
    if not programme.assessment:
        raise Conflict(_("Este programa no tiene evaluación."))
    return programme


async def _recorded(
    request: Visit, programme: Programme, row: Row, form: Form, at: datetime
) -> str:
    """What is said of a row; empty when it cannot stand, which is noted in the form."""
    by, signer = signed_in(request), signer_of(request)
    try:
        if row.score is None:
            await assessments.look(programme.id, row.typed, by=by, at=at, signer=signer)
            return ""
        result = Result(row.typed, row.score)
        known = await assessments.record(programme.id, result, by=by, at=at, signer=signer)
    except Invalid as refusal:
        form.wrong(f"code_{row.number}", refusal.fields["code"])
        return ""
    if known:
        return _("Corregido: %(score)s.", score=row.score)
    return _("Anotado: %(score)s.", score=row.score)


async def _page(
    request: Visit, programme: Programme, form: Form, said: Sequence[str] = (), *, rows: int
) -> Template:
    cohort: Cohort = await completion_records.cohort(programme, at=now())
    rows = max(rows, assessment_form.last(form))
    shown = page(
        request,
        "attendance/assessment.html",
        programme=programme,
        cohort=cohort,
        form=form,
        said=said,
        rows=rows,
        more=min(rows + assessment_form.ROWS, assessment_form.MOST_ROWS),
        labels=assessment_form.labels(),
        tabs=section_tabs(request, "programme", id=programme.id),
    )
    shown.headers["Content-Security-Policy"] = POLICY
    return shown
