"""An indicator as a result of an IATI activity, with its periods, targets and actuals."""

from datetime import date
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from events.outreach.domain.answered import Dimension
from events.outreach.domain.exports import aim_words, wording
from events.outreach.domain.exports.iati_text import in_every_language, narrated
from events.outreach.domain.exports.report import Aim, Found, Goal, Report
from events.outreach.domain.indicators.days import Days
from server.foundation.translation import gettext as _

OUTPUT: Final = "1"
UNIT: Final = "1"
QUALITATIVE: Final = "5"
OWN_VOCABULARY: Final = "99"

Of = tuple[tuple[Dimension, str], ...]
Stretch = tuple[date, date]


def result(report: Report, aim: Aim) -> Element:
    """The result, whose only indicator is this one."""
    adds_up = "true" if aim.counts else "false"
    whole = Element("result", {"type": OUTPUT, "aggregation-status": adds_up})
    _titled(whole, aim)
    measure = QUALITATIVE if aim.measure == "milestone" else UNIT
    indicator = SubElement(whole, "indicator", {"measure": measure, "ascending": "true"})
    indicator.set("aggregation-status", adds_up)
    _titled(indicator, aim)
    if aim.definition:
        narrated(SubElement(indicator, "description"), aim.definition)
    SubElement(indicator, "reference", {"vocabulary": OWN_VOCABULARY, "code": aim.code})
    for days, goals in _stretches(report, aim).items():
        _period(indicator, report, aim, (days, goals))
    return whole


def _titled(parent: Element, aim: Aim) -> None:
    title = SubElement(parent, "title")
    narrated(title, aim.name_es)
    narrated(title, aim.name_en, "en")


def _stretches(report: Report, aim: Aim) -> dict[Stretch, list[Goal]]:
    """The days of the report, and those of each target, with what is to be reached in them."""
    found: dict[Stretch, list[Goal]] = {}
    own = _whole(report, aim)
    if own:
        found[own] = []
    for goal in aim.goals:
        days = _bounded(goal.days, report)
        if days:
            found.setdefault(days, []).append(goal)
    return dict(sorted(found.items()))


def _whole(report: Report, aim: Aim) -> Stretch | None:
    """What accumulates counts from the beginning of the project."""
    first = report.work.first if aim.accumulates else report.days.first
    return _bounded(Days(first, report.days.last), report)


def _bounded(days: Days, report: Report) -> Stretch | None:
    """The life of a project runs from its first day to its last; None where that is not known."""
    first, last = days.first or report.work.first, days.last or report.work.last
    return (first, last) if first and last else None


def _period(indicator: Element, report: Report, aim: Aim, told: tuple[Stretch, list[Goal]]) -> None:
    (first, last), goals = told
    period = SubElement(indicator, "period")
    SubElement(period, "period-start", {"iso-date": first.isoformat()})
    SubElement(period, "period-end", {"iso-date": last.isoformat()})
    for goal in goals:
        target = _valued(period, "target", aim, Found(goal.value, goal.value))
        _about(target, report, _of(goal))
        _commented(target, goal)
    actuals = {_of(goal): (goal.found, goal.until) for goal in goals}
    if (first, last) == _whole(report, aim):
        actuals |= {cell: (found, None) for cell, found in {(): aim.found, **_parted(aim)}.items()}
    for cell, (found, until) in actuals.items():
        if found.certain is not None:
            actual = _actual(period, report, aim, (cell, found))
            _explained(actual, aim, found, until)


def _parted(aim: Aim) -> dict[Of, Found]:
    return {
        tuple(zip(part.dimensions, codes, strict=True)): found
        for part in aim.parts
        for codes, found in part.cells.items()
    }


def _of(goal: Goal) -> Of:
    return (("municipality", goal.municipality),) if goal.municipality else ()


def _actual(period: Element, report: Report, aim: Aim, told: tuple[Of, Found]) -> Element:
    cell, found = told
    actual = _valued(period, "actual", aim, found)
    _about(actual, report, cell)
    return actual


def _explained(actual: Element, aim: Aim, found: Found, until: date | None) -> None:
    """Both ends of an interval, and how far a period was counted that is not over."""
    if found.low != found.high or aim.measure == "milestone" or until:
        said = SubElement(actual, "comment")
        in_every_language(said, lambda: "; ".join([_said(aim, found), *aim_words.counted(until)]))


def _valued(parent: Element, name: str, aim: Aim, found: Found) -> Element:
    has_value = aim.measure != "milestone"
    return SubElement(parent, name, {"value": str(found.low)} if has_value else {})


def _about(parent: Element, report: Report, cell: Of) -> None:
    """Locations come before dimensions."""
    places = [code for name, code in cell if name == "municipality" and code in report.work.places]
    for place in places:
        SubElement(parent, "location", {"ref": f"INE-{place}"})
    for name, code in cell:
        if code not in places:
            SubElement(parent, "dimension", {"name": name, "value": code})


def _commented(target: Element, goal: Goal) -> None:
    comment = SubElement(target, "comment")
    in_every_language(
        comment, lambda: _("Exactamente esta cifra") if goal.exact else _("Al menos esta cifra")
    )


def _said(aim: Aim, found: Found) -> str:
    if aim.measure == "milestone":
        return _("Cumplido") if found.low else _("Todavía no")
    return f"{wording.measures()[aim.measure]}: {found.text}"
