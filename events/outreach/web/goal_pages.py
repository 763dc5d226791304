"""The pages on which what was promised is held against what was reached."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template

from events.outreach.domain.indicators import reading
from events.outreach.domain.indicators.progress import progress
from events.outreach.domain.upstairs import KnowsHelp
from events.outreach.web import goal_asked, goal_sheet, goal_words, indicator_sheet
from events.outreach.web.offered import project_name
from events.planning.domain import codelists, when
from events.planning.domain.codelists import Funded
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/alcance/metas"


class GoalPages(Controller):
    """Targets by project, and one indicator in full."""

    path = HERE
    include_in_schema = False
    guards = (may("report"),)

    @get()
    async def goals(self, request: Visit, help_given: NamedDependency[KnowsHelp]) -> Template:
        """The indicators of a project in some days, and their targets that fall in them."""
        projects = await codelists.projects(retired=True)
        form = goal_asked.filled(request, projects, await _usual(projects))
        try:
            asked = goal_asked.wanted(form, projects, today=_today(request), zone=_zone(request))
        except Invalid:
            return _page(request, form, projects)
        found = await progress(
            asked.project.id, asked.days, by=signed_in(request), at=now(), help_given=help_given
        )
        return _page(
            request,
            form,
            projects,
            goals=goal_sheet.sheets(found, asked.days),
            said=f"{asked.project.name} · {goal_words.stretch(asked.days)}",
            retired=await reading.retired(asked.project.id),
        )

    @get("/{indicator_id:uuid}")
    async def indicator(
        self,
        request: Visit,
        indicator_id: FromPath[UUID],
        help_given: NamedDependency[KnowsHelp],
    ) -> Template:
        """An indicator: what it counts, its parts, its history, its targets and milestones."""
        by = signed_in(request)
        asking = indicator_sheet.Asking(by=by, at=now(), help_given=help_given)
        known = await reading.indicator(indicator_id)
        return page(
            request,
            "outreach/indicator.html",
            shown=await indicator_sheet.sheet(known, asking, _zone(request)),
            may_set=by.may("administer"),
            may_reach=by.may("register"),
        )


async def _usual(projects: Sequence[Funded]) -> str:
    """The first project that promised something; those that are over come last."""
    promised = {it.project for it in await reading.indicators()}
    return next((it.slug for it in projects if it.id in promised), "")


def _page(request: Visit, form: Form, projects: Sequence[Funded], **shown: Any) -> Template:
    usual: dict[str, Any] = {"goals": None, "said": "", "retired": []}
    return page(
        request,
        "outreach/goals.html",
        form=form,
        projects=[(it.slug, project_name(it)) for it in projects],
        stretches=goal_asked.stretch_names(),
        tabs=section_tabs(request, "outreach"),
        may_set=signed_in(request).may("administer"),
        **{**usual, **shown},
    )


def _zone(request: Visit) -> str:
    return settings_of(request).timezone


def _today(request: Visit) -> date:
    return when.local_day(now(), _zone(request))
