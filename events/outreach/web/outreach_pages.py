"""The pages on which what came of the events is read, and taken away as a file."""

from typing import Final

from litestar import Controller, Response, get
from litestar.response import Template

from events.outreach.domain import ledgers
from events.outreach.domain.code_names import code_names
from events.outreach.domain.csv_figures import Table, csv_of
from events.outreach.domain.figure_tables import tables
from events.outreach.domain.ledgers import Dimension, Figures
from events.outreach.domain.questions import Question
from events.outreach.web import asked, shown_figures, shown_questions, shown_registers
from events.outreach.web.asked import Offered
from events.planning.domain import agenda, when
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page
from server.web.requests import Visit, settings_of, signed_in

# A neutral name: whoever sees the file on a shared computer learns nothing from it.
AS_A_FILE: Final = {
    "Content-Disposition": 'attachment; filename="convoca-alcance.csv"',
    "Cache-Control": "private, no-store",
}


class OutreachPages(Controller):
    """Contacts, unique people and headcounts, as far as one looks after them."""

    include_in_schema = False
    guards = (may("report"),)

    @get("/alcance")
    async def figures(self, request: Visit) -> Template:
        """The figures of this year, or of what the filters say."""
        form, offered = await _filters(request)
        try:
            question = _question(request, form, offered)
        except Invalid:
            return page(request, "outreach/figures.html", form=form, offered=offered, shown=None)
        figures, listed = await _counted(request, question, offered)
        shown = shown_figures.shown(figures, listed, links=_places(question, offered, form))
        return page(
            request,
            "outreach/figures.html",
            form=form,
            offered=offered,
            said=shown_questions.said(question, offered),
            shown=shown,
            file=asked.address("/alcance.csv", form),
            registers=asked.address("/alcance/abiertos", form),
        )

    @get("/alcance.csv")
    async def file(self, request: Visit) -> Response[bytes]:
        """The same figures for a spreadsheet."""
        form, offered = await _filters(request)
        _figures, listed = await _counted(request, _question(request, form, offered), offered)
        return Response(csv_of(listed.values()), media_type="text/csv", headers=AS_A_FILE)

    @get("/alcance/abiertos")
    async def registers(self, request: Visit) -> Template:
        """The events whose register nobody has closed yet, the oldest first."""
        form, offered = await _filters(request)
        question, actor = _question(request, form, offered), signed_in(request)
        counted = await ledgers.counted(question, by=actor, at=now())
        events = await agenda.events([event.id for event in counted if event.still_open])
        return page(
            request,
            "outreach/registers.html",
            registers=[shown_registers.line(event, by=actor) for event in events],
            said=shown_questions.said(question, offered),
            back=asked.address("/alcance", form),
        )


async def _filters(request: Visit) -> tuple[Form, Offered]:
    today = when.local_day(now(), settings_of(request).timezone)
    return asked.filled(request, today=today), await asked.offered_to(signed_in(request))


def _question(request: Visit, form: Form, offered: Offered) -> Question:
    return asked.question(form, offered, asked.OF_PAGES, zone=settings_of(request).timezone)


async def _counted(
    request: Visit, question: Question, offered: Offered
) -> tuple[Figures, dict[Dimension, Table]]:
    figures = await ledgers.figures(question, by=signed_in(request), at=now())
    return figures, tables(figures, await code_names(offered.within(question)))


def _places(question: Question, offered: Offered, form: Form) -> dict[str, str]:
    if question.municipality is not None:
        return {}
    places = offered.within(question)
    return {p.ine: asked.address("/alcance", form, municipio=p.ine) for p in places}
