"""The pages on which what came of the events is read in full, and taken away as a file."""

from typing import Any, Final

from litestar import Controller, Response, get
from litestar.response import Template

from events.outreach.domain import ledgers
from events.outreach.domain.csv_figures import csv_of
from events.outreach.web import (
    figures_asked,
    shown_crossing,
    shown_figures,
    shown_questions,
    shown_registers,
    shown_state,
)
from events.planning.domain import agenda
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, signed_in

# A neutral name: whoever sees the file on a shared computer learns nothing from it.
AS_A_FILE: Final = {
    "Content-Disposition": 'attachment; filename="convoca-alcance.csv"',
    "Cache-Control": "private, no-store",
}


class OutreachPages(Controller):
    """Contacts, unique people and headcounts, as far as one looks after them."""

    include_in_schema = False
    guards = (may("report"),)

    @get("/alcance/cifras")
    async def figures(self, request: Visit) -> Template:
        """The figures of this quarter, or of what the filters say."""
        filters = await figures_asked.filters(request)
        frame: dict[str, Any] = {
            "form": filters.form,
            "offered": filters.offered,
            "bands": filters.bands.options,
            "tabs": section_tabs(request, "outreach"),
        }
        try:
            asked_for = filters.read()
        except Invalid:
            return page(request, "outreach/figures.html", shown=None, **frame)
        at = now()
        found = await figures_asked.counted(asked_for, by=signed_in(request), at=at)
        return page(
            request,
            "outreach/figures.html",
            **frame,
            said=shown_questions.said(asked_for.question, filters.offered),
            shown=shown_figures.shown(found, links=filters.places(asked_for)),
            crossed=shown_crossing.both(found),
            fresh=shown_state.fresh(found.figures.fresh, at=at, zone=filters.zone),
            file=filters.address("/alcance.csv"),
            export=filters.export(),
            registers=filters.address("/alcance/abiertos"),
        )

    @get("/alcance.csv")
    async def file(self, request: Visit) -> Response[bytes]:
        """The same figures for a spreadsheet."""
        asked_for = (await figures_asked.filters(request)).read()
        found = await figures_asked.counted(asked_for, by=signed_in(request), at=now())
        return Response(csv_of(found.tables.values()), media_type="text/csv", headers=AS_A_FILE)

    @get("/alcance/abiertos")
    async def registers(self, request: Visit) -> Template:
        """The events whose register nobody has closed yet, the oldest first."""
        actor, filters = signed_in(request), await figures_asked.filters(request)
        frame: dict[str, Any] = {"form": filters.form, "offered": filters.offered}
        try:
            question = filters.read().question
        except Invalid:
            blank: dict[str, Any] = {"registers": None, "said": "", "back": "/alcance/cifras"}
            return page(request, "outreach/registers.html", **blank, **frame)
        counted = await ledgers.counted(question, by=actor, at=now())
        events = await agenda.events([event.id for event in counted if event.still_open])
        return page(
            request,
            "outreach/registers.html",
            registers=[shown_registers.line(event, by=actor) for event in events],
            said=shown_questions.said(question, filters.offered),
            back=filters.address("/alcance/cifras"),
            **frame,
        )
