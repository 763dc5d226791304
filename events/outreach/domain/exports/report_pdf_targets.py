"""Indicators and their targets as the PDF shows them."""

from collections.abc import Iterator
from typing import Any

from events.outreach.domain.exports import aim_words, wording
from events.outreach.domain.exports.report import Aim, Found, Goal, Report
from events.outreach.domain.indicators.target import Share
from server.foundation.translation import gettext as _


def targets(report: Report) -> dict[str, Any] | None:
    """A row for each target, and for each indicator that has none; None without indicators."""
    if not report.aims:
        return None
    headings = [_("Indicador"), _("Dónde y cuándo"), _("Meta"), _("Logro"), _("Avance")]
    return {
        "title": _("Indicadores y metas"),
        "headings": headings,
        "aims": [_aim(aim, report) for aim in report.aims],
        "none": _("Sin meta"),
    }


def _aim(aim: Aim, report: Report) -> dict[str, Any]:
    return {
        "code": aim.code,
        "name": wording.name_of(aim),
        "measure": wording.measures()[aim.measure],
        "rows": list(_rows(aim, report)),
        "cited": list(aim.cited),
    }


def _rows(aim: Aim, report: Report) -> Iterator[dict[str, Any]]:
    own = aim_words.own_days(aim, report)
    if not any(goal.days == report.days and not goal.municipality for goal in aim.goals):
        yield _row(own, "", _said(aim, aim.found), None)
    for goal in aim.goals:
        least = _("exactamente %(n)s", n=f"{goal.value:,}") if goal.exact else f"{goal.value:,}"
        where = " · ".join(part for part in (goal.place, aim_words.goal_days(aim, goal)) if part)
        yield _row(where, least, _said(aim, goal.found), goal)


def _row(where: str, target: str, found: str, goal: Goal | None) -> dict[str, Any]:
    low, high = (goal.share or (0.0, 0.0)) if goal else (0.0, 0.0)
    return {
        "where": where,
        "target": target,
        "found": found,
        "share": Share(*goal.share).text if goal and goal.share else "",
        "why": aim_words.partly() if goal and goal.partial else "",
        "low": min(low, 1.0),
        "high": min(high, 1.0),
    }


def _said(aim: Aim, found: Found) -> str:
    if aim.measure == "milestone" and found.known:
        return _("Cumplido") if found.low else _("Todavía no")
    return found.text
