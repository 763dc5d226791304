"""The networks' log of casework: a sheet of monthly numbers for each."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_409_CONFLICT

from events.outreach.domain.beyond import action_log, action_months
from events.outreach.domain.beyond.action_log import SavedMeanwhile
from events.outreach.domain.beyond.action_months import months
from events.outreach.domain.upstairs import KnowsHelp, Network
from events.outreach.web import action_form, shown_actions
from events.planning.domain import codelists, when
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/alcance/acciones"
EARLIEST: Final = 2000


class ActionPages(Controller):
    """How many people each network counselled, referred and accompanied; never whom."""

    path = HERE
    include_in_schema = False
    guards = (may("report"),)

    @get()
    async def year(self, request: Visit, help_given: NamedDependency[KnowsHelp]) -> Template:
        """Every network that one looks after, in one year."""
        by, today = signed_in(request), _today(request, now())
        chosen = _year(request, today)
        found = await action_log.networks(help_given, by=by)
        actions = await action_log.actions(found, chosen)
        places = {place.ine: place.name for place in await codelists.municipalities()}
        own = {each.id: [a for a in actions if a.network == each.id] for each in found}
        return page(
            request,
            "outreach/actions.html",
            lines=[
                shown_actions.line(
                    each,
                    places[each.municipality],
                    own[each.id],
                    action_months.missing(own[each.id], chosen, today),
                    by=by,
                )
                for each in found
            ],
            **_frame(request, chosen, today),
        )

    @get("/{network_id:uuid}")
    async def sheet(
        self, request: Visit, network_id: FromPath[UUID], help_given: NamedDependency[KnowsHelp]
    ) -> Template:
        """A network's year month by month, to be filled in by those who keep it."""
        network = await action_log.network(network_id, help_given, by=signed_in(request))
        return await _sheet(request, network, None)

    @post("/{network_id:uuid}", guards=[may("register")])
    async def save(
        self,
        request: Visit,
        network_id: FromPath[UUID],
        form: NamedDependency[Form],
        help_given: NamedDependency[KnowsHelp],
    ) -> Template | Redirect:
        """Save the numbers that were changed."""
        by, at = signed_in(request), now()
        network = await action_log.network(network_id, help_given, by=by)
        by.need("register", network.municipality)
        today = _today(request, at)
        chosen = _year(request, today)
        try:
            changes = action_form.changes(form, months(chosen, today))
            saved = await action_log.write(network, changes, today=today, by=by, at=at)
        except Invalid as refusal:
            return await _sheet(request, network, form.refused(refusal))
        except SavedMeanwhile as refusal:
            shown = await _sheet(request, network, action_form.beside(form, refusal.now))
            shown.status_code = HTTP_409_CONFLICT
            return shown
        said = ngettext("Guardada %(n)s cifra.", "Guardadas %(n)s cifras.", saved)
        return see(request, f"{HERE}?ano={chosen}", said if saved else _("No había cambios."))


async def _sheet(request: Visit, network: Network, form: Form | None) -> Template:
    today = _today(request, now())
    chosen = _year(request, today)
    begun = months(chosen, today)
    actions = await action_log.actions([network], chosen)
    keeps = signed_in(request).may("register", network.municipality)
    return page(
        request,
        "outreach/action_sheet.html",
        network=network,
        form=form or action_form.filled(begun, actions),
        lines=shown_actions.month_lines(actions, begun, to_keepers=keeps),
        totals=shown_actions.totals(actions, to_keepers=keeps),
        keeps=keeps,
        **_frame(request, chosen, today),
    )


def _frame(request: Visit, chosen: int, today: date) -> dict[str, Any]:
    return {
        "kinds": list(action_months.kinds().values()),
        "year": chosen,
        "next_year": chosen + 1 if chosen < today.year else None,
        "tabs": section_tabs(request, "outreach"),
        "here": HERE,
    }


def _today(request: Visit, at: datetime) -> date:
    return when.local_day(at, settings_of(request).timezone)


def _year(request: Visit, today: date) -> int:
    """The year that is asked for; this year where there is none such."""
    text = request.query_params.get("ano", "")
    asked = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else today.year
    return asked if EARLIEST <= asked <= today.year else today.year
