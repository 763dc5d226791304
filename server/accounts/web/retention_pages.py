"""Where administrators see how long what is kept, and change it within limits."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from server.accounts.domain.retention import Cutoff, Rule
from server.accounts.domain.retention.periods import change, periods
from server.accounts.domain.retention.standing import runs, standing
from server.foundation.clock import now
from server.foundation.errors import Invalid, NotFound
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import lately, may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/ajustes/retencion"
RUNS: Final = 10


class RetentionPages(Controller):
    """Every rule, its period, what it would forget now and what it forgot last."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"),)

    @get()
    async def all(self, request: Visit) -> Template:
        """The rules; nothing is forgotten by looking."""
        zone = ZoneInfo(settings_of(request).timezone)
        past = await runs(RUNS)
        return page(
            request,
            "accounts/retention.html",
            standing=await standing(rules_of(request), at=now()),
            runs=[(run, _moment(run.began_at, zone)) for run in past],
            tabs=section_tabs(request, "settings"),
        )

    @get("/{rule:str}", guards=[lately])
    async def one(self, request: Visit, rule: FromPath[str]) -> Template:
        """The form with the period of one rule."""
        named = _named(request, rule)
        period = (await periods([named]))[rule]
        form = Form({"days": [str(period.days)]})
        return page(request, "accounts/retention_rule.html", form=form, rule=named)

    @post("/{rule:str}", guards=[lately])
    async def keep(
        self, request: Visit, rule: FromPath[str], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Keep something for longer or shorter; how much goes is said before it is for shorter."""
        named = _named(request, rule)
        at = now()
        try:
            days = form.whole("days")
            form.check()
            if days is not None and await _is_unseen(named, days, form):
                going = await named.what.due(Cutoff(at, at - timedelta(days=days)))
                return page(
                    request, "accounts/retention_rule.html", form=form, rule=named, days=days,
                    going=going,
                )  # fmt: skip
            await change(named, days, by=signed_in(request), at=at)
        except Invalid as refusal:
            said = form.refused(refusal)
            return page(request, "accounts/retention_rule.html", form=said, rule=named)
        return see(request, HERE, _("Guardado. Vale desde esta noche."))


def rules_of(request: Visit) -> Sequence[Rule]:
    """The rules of this installation, as all its rooms gave them."""
    rules: Sequence[Rule] = request.app.state.retention
    return rules


async def _is_unseen(rule: Rule, days: int, form: Form) -> bool:
    """Whether this would shorten a period, and nobody was told yet how much goes."""
    shortens = rule.least <= days < (await periods([rule]))[rule.name].days
    return shortens and form.value("seen") != str(days)


def _named(request: Visit, name: str) -> Rule:
    found = [rule for rule in rules_of(request) if rule.name == name]
    if not found:
        raise NotFound(_("Esa regla no existe."))
    return found[0]


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%d/%m/%Y %H:%M")
