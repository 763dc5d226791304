"""Where coordinators say that a milestone was reached, or that it was not after all."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.outreach.domain.indicators import milestones, reading
from events.outreach.domain.indicators.milestones import LONGEST, Milestone, Reached
from events.outreach.domain.keeping import may_keep, need_to_keep
from events.planning.domain import codelists, when
from server.foundation.clock import now
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/alcance/metas"
EVERYWHERE: Final = "todo"


class MilestonePages(Controller):
    """The form of a milestone, and what takes it back."""

    path = HERE
    include_in_schema = False
    guards = (may("register"),)

    @get("/{indicator_id:uuid}/hitos/nuevo")
    async def blank(self, request: Visit, indicator_id: FromPath[UUID]) -> Template:
        """An empty form."""
        today = when.local_day(now(), settings_of(request).timezone)
        offered = await _places(signed_in(request))
        here = offered[0][0] if len(offered) == 1 else ""
        form = Form({"reached_on": [today.isoformat()], "municipality": [here]})
        return await _form_page(request, form, indicator_id)

    @post("/{indicator_id:uuid}/hitos/nuevo")
    async def reach(
        self, request: Visit, indicator_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write down that it was reached."""
        try:
            done = await _reached(form, signed_in(request))
            await milestones.reach(indicator_id, done, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _form_page(request, form.refused(refusal), indicator_id)
        return see(request, f"{HERE}/{indicator_id}", _("Hito guardado."))

    @get("/{indicator_id:uuid}/hitos/{milestone_id:uuid}")
    async def doubt(
        self, request: Visit, indicator_id: FromPath[UUID], milestone_id: FromPath[UUID]
    ) -> Template:
        """Ask why it was not reached after all."""
        milestone = await _own(request, indicator_id, milestone_id)
        return await _withdraw_page(request, Form(), milestone)

    @post("/{indicator_id:uuid}/hitos/{milestone_id:uuid}")
    async def withdraw(
        self,
        request: Visit,
        indicator_id: FromPath[UUID],
        milestone_id: FromPath[UUID],
        form: NamedDependency[Form],
    ) -> Template | Redirect:
        """Take it back, with the reason."""
        milestone = await _own(request, indicator_id, milestone_id)
        try:
            reason = form.text("reason", most=LONGEST["reason"])
            form.check()
            await milestones.withdraw(milestone_id, reason, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _withdraw_page(request, form.refused(refusal), milestone)
        return see(request, f"{HERE}/{indicator_id}", _("Hito retirado."))


async def _places(by: Actor) -> list[tuple[str, str]]:
    everywhere = [(EVERYWHERE, _("Todo el proyecto"))] if may_keep(by, None) else []
    return everywhere + [(it.ine, it.name) for it in await codelists.coordinated_by(by)]


async def _reached(form: Form, by: Actor) -> Reached:
    place = form.choice("municipality", dict(await _places(by)))
    done = Reached(
        reached_on=form.day("reached_on"),
        evidence=form.text("evidence", most=LONGEST["evidence"]),
        municipality=None if place == EVERYWHERE else place,
    )
    form.check()
    return done


async def _own(request: Visit, indicator_id: UUID, milestone_id: UUID) -> Milestone:
    by = signed_in(request)
    known = await milestones.milestones([indicator_id], by=by)
    found = [it for it in known.get(indicator_id, []) if it.id == milestone_id]
    if not found:
        raise NotFound(_("Ese hito no existe."))
    need_to_keep(by, found[0].municipality)
    return found[0]


async def _form_page(request: Visit, form: Form, indicator_id: UUID) -> Template:
    indicator = await reading.indicator(indicator_id)
    if indicator.measure != "milestone":
        raise NotFound(_("No es un hito."))
    return page(
        request,
        "outreach/milestone_form.html",
        form=form,
        indicator=indicator,
        places=await _places(signed_in(request)),
        back=f"{HERE}/{indicator_id}",
    )


async def _withdraw_page(request: Visit, form: Form, milestone: Milestone) -> Template:
    indicator = await reading.indicator(milestone.indicator)
    return page(
        request,
        "outreach/milestone_withdrawal.html",
        form=form,
        indicator=indicator,
        milestone=milestone,
        back=f"{HERE}/{indicator.id}",
    )
