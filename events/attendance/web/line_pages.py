"""Putting single lines of a register right: taken out, put back, or written anew."""

from typing import Literal
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.attendance.domain import correcting, summary, voiding
from events.attendance.domain.summary import RegisterLine
from events.attendance.web import line_form, register_live, shown_register
from events.planning.domain import codelists
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, signed_in


class LinePages(Controller):
    """One line of one event's register, for whoever coordinates there."""

    path = "/eventos/{event_id:uuid}/registro/{line_id:uuid}"
    include_in_schema = False
    guards = (may("register"),)

    @get("/anulacion")
    async def doubt(
        self, request: Visit, event_id: FromPath[UUID], line_id: FromPath[UUID]
    ) -> Template:
        """Ask why a line is wrong."""
        return await _page(request, event_id, line_id, "void", Form())

    @post("/anulacion")
    async def void(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        line_id: FromPath[UUID],
        form: NamedDependency[Form],
    ) -> Template | Redirect:
        """Take a line out of the count."""
        kind = _kind(await summary.line_of(event_id, line_id))
        by, reason = signed_in(request), form.value("reason")
        try:
            voided = await voiding.void(kind, line_id, reason, by=by, at=now())
        except Invalid as refusal:
            return await _page(request, event_id, line_id, "void", form.refused(refusal))
        still = _("Línea anulada. La misma tarjeta se leyó otra vez: esa lectura cuenta ahora.")
        said = still if voided.still_counts else _("Línea anulada.")
        return see(request, f"/eventos/{event_id}/registro", said)

    @get("/restauracion")
    async def reconsider(
        self, request: Visit, event_id: FromPath[UUID], line_id: FromPath[UUID]
    ) -> Template:
        """Ask why a voided line was right after all."""
        return await _page(request, event_id, line_id, "restore", Form())

    @post("/restauracion")
    async def restore(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        line_id: FromPath[UUID],
        form: NamedDependency[Form],
    ) -> Template | Redirect:
        """Let a voided line count again."""
        kind = _kind(await summary.line_of(event_id, line_id))
        by, reason = signed_in(request), form.value("reason")
        try:
            await voiding.restore(kind, line_id, reason, by=by, at=now())
        except Invalid as refusal:
            return await _page(request, event_id, line_id, "restore", form.refused(refusal))
        return see(request, f"/eventos/{event_id}/registro", _("La línea cuenta de nuevo."))

    @get("/correccion")
    async def ask(
        self, request: Visit, event_id: FromPath[UUID], line_id: FromPath[UUID]
    ) -> Template:
        """Ask what a line should have said."""
        form = line_form.filled(await summary.line_of(event_id, line_id))
        return await _page(request, event_id, line_id, "correction", form)

    @post("/correccion")
    async def correct(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        line_id: FromPath[UUID],
        form: NamedDependency[Form],
    ) -> Template | Redirect:
        """Write a line anew; the wrong one stays, voided."""
        found, audiences = await summary.line_of(event_id, line_id), await codelists.audiences()
        by, reason, kind = signed_in(request), form.value("reason"), _kind(found)
        try:
            said = line_form.correction(form, audiences, many=kind == "headcount")
            await correcting.correct(kind, line_id, said, reason, by=by, at=now())
        except Invalid as refusal:
            return await _page(request, event_id, line_id, "correction", form.refused(refusal))
        return see(request, f"/eventos/{event_id}/registro", _("Línea corregida."))


def _kind(line: RegisterLine) -> Literal["check_in", "headcount"]:
    return "headcount" if line.source == "headcount" else "check_in"


async def _page(request: Visit, event_id: UUID, line_id: UUID, name: str, form: Form) -> Template:
    event = await register_live.looked_after(request, event_id)
    found, audiences = await summary.line_of(event_id, line_id), await codelists.audiences()
    (line,) = shown_register.lines([found], event.zone, audiences)
    many = found.source == "headcount"
    return page(
        request,
        f"attendance/{name}.html",
        event=event,
        line=line,
        form=form,
        many=many,
        **line_form.options(audiences, many=many),
    )
