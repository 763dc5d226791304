"""Figures from elsewhere, side by side, and never in a total."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.outreach.domain.cited import citing, keeping_facts
from events.outreach.domain.cited.citing import Fact
from events.outreach.domain.cited.side_by_side import subjects
from events.outreach.domain.keeping import need_to_keep
from events.outreach.web import cited_form, shown_facts
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/alcance/citas"


class CitedListPages(Controller):
    """What is cited, by subject."""

    include_in_schema = False
    guards = (may("report"),)

    @get(HERE)
    async def listed(self, request: Visit) -> Template:
        """All that stands; below it what was withdrawn."""
        by = signed_in(request)
        known = await citing.facts(by=by, withdrawn=True)
        standing = [fact for fact in known if fact.withdrawn_at is None]
        withdrawn = [fact for fact in known if fact.withdrawn_at is not None]
        return page(
            request,
            "outreach/cited.html",
            subjects=[shown_facts.subject(each, by=by) for each in subjects(standing)],
            withdrawn=[shown_facts.line(fact, by=by) for fact in withdrawn],
            tabs=section_tabs(request, "outreach"),
            may_write=by.may("register"),
        )


class CitedPages(Controller):
    """The form of a citation, and what withdraws it."""

    path = HERE
    include_in_schema = False
    guards = (may("register"),)

    @get("/nueva")
    async def blank(self, request: Visit) -> Template:
        """An empty form, or one about a subject that is spoken of already."""
        by = signed_in(request)
        given, beside = await cited_form.choices(by), request.query_params.get("junto", "")
        subjects_by_id = {str(fact.id): fact.subject for fact in await citing.facts(by=by)}
        form = cited_form.blank(given, subjects_by_id.get(beside, ""))
        return _form_page(request, form, given)

    @post("/nueva")
    async def cite(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Put it beside the others."""
        by, zone = signed_in(request), settings_of(request).timezone
        given = await cited_form.choices(by)
        try:
            written = cited_form.written(form, given)
            await keeping_facts.cite(written, zone=zone, by=by, at=now())
        except Invalid as refusal:
            return _form_page(request, form.refused(refusal), given)
        return see(request, HERE, _("Cita guardada."))

    @get("/{fact_id:uuid}")
    async def edit(self, request: Visit, fact_id: FromPath[UUID]) -> Template:
        """The form of one that is kept."""
        fact = await _kept(request, fact_id)
        given = await cited_form.choices(signed_in(request), fact)
        return _form_page(request, cited_form.filled(fact), given, fact)

    @post("/{fact_id:uuid}")
    async def correct(
        self, request: Visit, fact_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write it anew."""
        by, zone = signed_in(request), settings_of(request).timezone
        fact = await _kept(request, fact_id)
        given = await cited_form.choices(by, fact)
        try:
            written = cited_form.written(form, given)
            await keeping_facts.correct(fact_id, written, zone=zone, by=by, at=now())
        except Invalid as refusal:
            return _form_page(request, form.refused(refusal), given, fact)
        return see(request, HERE, _("Cita corregida."))

    @get("/{fact_id:uuid}/retiro")
    async def doubt(self, request: Visit, fact_id: FromPath[UUID]) -> Template:
        """Ask why it stands no longer."""
        return _withdrawal(request, await _kept(request, fact_id), Form())

    @post("/{fact_id:uuid}/retiro")
    async def withdraw(
        self, request: Visit, fact_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Let it stand no longer."""
        fact = await _kept(request, fact_id)
        try:
            reason = form.text("reason")
            form.check()
            await keeping_facts.withdraw(fact_id, reason, by=signed_in(request), at=now())
        except Invalid as refusal:
            return _withdrawal(request, fact, form.refused(refusal))
        return see(request, HERE, _("Cita retirada."))


async def _kept(request: Visit, fact_id: UUID) -> Fact:
    by = signed_in(request)
    fact = await citing.fact(fact_id, by=by)
    need_to_keep(by, fact.municipality)
    return fact


def _form_page(
    request: Visit, form: Form, given: cited_form.Choices, fact: Fact | None = None
) -> Template:
    return page(request, "outreach/cited_form.html", form=form, given=given, fact=fact, back=HERE)


def _withdrawal(request: Visit, fact: Fact, form: Form) -> Template:
    line = shown_facts.line(fact, by=signed_in(request))
    return page(request, "outreach/cited_withdraw.html", form=form, line=line, back=HERE)
