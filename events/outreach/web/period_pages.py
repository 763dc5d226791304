"""The pages of periods: which are closed, and what became known of them since."""

from typing import Any, Final
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from events.outreach.domain.periods import book
from events.outreach.domain.periods.asking import Asking
from events.outreach.domain.periods.book import Period
from events.outreach.domain.periods.readiness import readiness
from events.outreach.domain.periods.reported import Reported, reported
from events.outreach.domain.upstairs import KnowsHelp
from events.outreach.web import figure_words, shown_adjustments, shown_periods, shown_reported
from events.outreach.web.shown_registers import line as register_line
from events.planning.domain import when
from server.foundation.clock import now
from server.foundation.identity import Actor
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/alcance/periodos"


class PeriodPages(Controller):
    """Periods, as far as one looks after their places."""

    path = HERE
    include_in_schema = False
    guards = (may("report"),)

    @get()
    async def periods(self, request: Visit) -> Template:
        """Every project with its periods."""
        zone = settings_of(request).timezone
        return page(
            request,
            "outreach/periods.html",
            projects=shown_periods.by_project(await book.periods(), now(), zone),
            tabs=section_tabs(request, "outreach"),
        )

    @get("/{period_id:uuid}")
    async def show(
        self,
        request: Visit,
        period_id: FromPath[UUID],
        help_given: NamedDependency[KnowsHelp],
        municipio: FromQuery[str] = "",
    ) -> Template:
        """One of them: both columns where it is closed, or what is missing until then."""
        period, by, zone = await book.period(period_id), signed_in(request), _zone(request)
        line = shown_periods.line(period, now(), zone)
        if period.closed_at is None:
            return page(
                request, "outreach/period_open.html", line=line, back=HERE,
                **await missing(period, by, zone),
            )  # fmt: skip
        found = await reported(period_id, Asking(by, now(), zone, help_given))
        shown = await _shown(found, by, zone, municipio)
        return page(request, "outreach/period.html", line=line, back=HERE, **shown)


async def missing(period: Period, by: Actor, zone: str) -> dict[str, Any]:
    """What an open period still lacks, as far as one looks after it."""
    found = await readiness(period, at=now(), zone=zone)
    registers = [one for one in found.open_registers if by.reaches(one.municipality)]
    drafts = [one for one in found.drafts if by.reaches(one.municipality)]
    return {
        "found": found,
        "registers": [register_line(one, by=by) for one in registers],
        "elsewhere": len(found.open_registers) - len(registers),
        "drafts": drafts,
    }


async def _shown(found: Reported, by: Actor, zone: str, place: str) -> dict[str, Any]:
    called = await figure_words.names()
    asked = [one for one in found.compared if place and one.asked.municipality == place]
    whole = next(iter(asked or found.compared), None)
    told = shown_adjustments.lines(found.adjustments, found.events, called, by=by, zone=zone)
    others = [one for one in found.compared if one is not whole and not asked]
    return {
        "taken": found.taken,
        "taken_on": when.day(found.taken.at, zone),
        "place": place,
        "places": [
            (one.asked.municipality, called["municipality"].get(one.asked.municipality or "", ""))
            for one in found.compared
            if one.asked.municipality
        ],
        "totals": shown_reported.totals(whole) if whole else [],
        "breakdowns": shown_reported.breakdowns(whole, called) if whole else [],
        "stretches": shown_reported.stretches(others, called),
        "indicators": shown_reported.indicators(found.indicators),
        "adjustments": [one for one in told if not asked or one.municipality == place],
        "may_adjust": any(by.may("register", one.municipality) for one in found.events.values()),
    }


def _zone(request: Visit) -> str:
    return settings_of(request).timezone
