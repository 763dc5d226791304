"""Noting what became known of a closed period."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from events.outreach.domain.periods import adjusting, book, kept
from events.outreach.domain.periods.adjustments import made
from events.outreach.web import adjustment_form, figure_words, shown_adjustments, shown_periods
from events.outreach.web.adjustment_form import Choices
from events.outreach.web.period_pages import HERE
from server.foundation.clock import now
from server.foundation.errors import Invalid, NotFound
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in

PAGE: Final = "outreach/adjustment_form.html"


class AdjustmentPages(Controller):
    """For whoever looks after the register of the event."""

    path = f"{HERE}/{{period_id:uuid}}/ajustes"
    include_in_schema = False
    guards = (may("register"),)

    @get("/nuevo")
    async def blank(
        self, request: Visit, period_id: FromPath[UUID], actividad: FromQuery[str] = ""
    ) -> Template:
        """An empty form, or that of an event that is named."""
        given = await _given(request, period_id, actividad)
        return await _page(request, period_id, adjustment_form.blank(actividad), given)

    @post("/nuevo")
    async def adjust(
        self, request: Visit, period_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Note it."""
        given = await _given(request, period_id, form.value("event"))
        try:
            said = adjustment_form.noted(form, given)
            await adjusting.adjust(period_id, said, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _page(request, period_id, form.refused(refusal), given)
        return see(request, f"{HERE}/{period_id}", _("Ajuste anotado."))

    @get("/{adjustment_id:uuid}")
    async def look(
        self, request: Visit, period_id: FromPath[UUID], adjustment_id: FromPath[UUID]
    ) -> Template:
        """One adjustment, and what can still be done about it."""
        return await _one(request, period_id, adjustment_id, Form())

    @post("/{adjustment_id:uuid}/retiro")
    async def take_back(
        self,
        request: Visit,
        period_id: FromPath[UUID],
        adjustment_id: FromPath[UUID],
        form: NamedDependency[Form],
    ) -> Template | Redirect:
        """Say that it was wrong."""
        try:
            by, reason = signed_in(request), form.value("reason")
            await adjusting.take_back(adjustment_id, reason, by=by, at=now())
        except Invalid as refusal:
            return await _one(request, period_id, adjustment_id, form.refused(refusal))
        return see(request, f"{HERE}/{period_id}", _("Ajuste retirado."))

    @post("/{adjustment_id:uuid}/informado")
    async def told(
        self,
        request: Visit,
        period_id: FromPath[UUID],
        adjustment_id: FromPath[UUID],
        form: NamedDependency[Form],
    ) -> Template | Redirect:
        """Say when the donor was told."""
        try:
            day = form.day("told_on")
            form.check()
            await adjusting.told(adjustment_id, day, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _one(request, period_id, adjustment_id, form.refused(refusal))
        return see(request, f"{HERE}/{period_id}", _("Anotado."))


async def _given(request: Visit, period_id: UUID, chosen: str) -> Choices:
    return adjustment_form.choices(
        (await kept.kept(period_id)).events,
        await figure_words.names(),
        chosen,
        by=signed_in(request),
        zone=settings_of(request).timezone,
    )


async def _page(request: Visit, period_id: UUID, form: Form, given: Choices) -> Template:
    zone = settings_of(request).timezone
    line = shown_periods.line(await book.period(period_id), now(), zone)
    back = f"{HERE}/{period_id}"
    return page(request, PAGE, form=form, given=given, line=line, back=back)


async def _one(request: Visit, period_id: UUID, adjustment_id: UUID, form: Form) -> Template:
    by, zone = signed_in(request), settings_of(request).timezone
    found = [one for one in await made(period_id) if one.id == adjustment_id]
    events = {one.event: one for one in await kept.events_of(period_id)}
    if not found:
        raise NotFound(_("Este ajuste no existe."))
    by.need("register", events[found[0].event].municipality)
    called = await figure_words.names()
    (line,) = shown_adjustments.lines(found, events, called, by=by, zone=zone)
    return page(
        request, "outreach/adjustment.html", form=form, line=line, back=f"{HERE}/{period_id}",
        here=f"{HERE}/{period_id}/ajustes/{adjustment_id}",
    )  # fmt: skip
