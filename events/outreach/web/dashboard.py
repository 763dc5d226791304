"""The page that says how outreach is going: figures, targets, places, time and gaps."""

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.response import Template

from events.outreach.domain.upstairs import KnowsHelp
from events.outreach.web import asked, dashboard_asked
from events.outreach.web.shown_dashboard import board
from events.planning.domain import when
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, settings_of, signed_in


class DashboardPage(Controller):
    """What a coordinator, an evaluator or an administrator sees first of outreach."""

    include_in_schema = False
    guards = (may("report"),)

    @get("/alcance")
    async def dashboard(self, request: Visit, help_given: NamedDependency[KnowsHelp]) -> Template:
        """The figures of this quarter, or of what the filters say."""
        at, zone, actor = now(), settings_of(request).timezone, signed_in(request)
        today = when.local_day(at, zone)
        form, offered = dashboard_asked.filled(request, today=today), await asked.offered_to(actor)
        shown = None
        try:
            wanted = dashboard_asked.wanted(form, offered, today=today, zone=zone)
        except Invalid:
            pass
        else:
            shown = await board(wanted, offered, form, by=actor, at=at, help_given=help_given)
        return page(
            request,
            "outreach/dashboard.html",
            form=form,
            offered=offered,
            tabs=section_tabs(request, "outreach"),
            stretches=dashboard_asked.stretch_names(),
            board=shown,
        )
