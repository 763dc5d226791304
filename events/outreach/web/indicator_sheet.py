"""An indicator in full: its definition, figure, parts, history, targets and milestones."""

from datetime import date
from typing import Final
from uuid import UUID

from markupsafe import Markup
from msgspec import Struct

from events.outreach.domain import stretches
from events.outreach.domain.amounts import Amount
from events.outreach.domain.charts import Bar, bars_svg
from events.outreach.domain.code_names import Names
from events.outreach.domain.indicators import measuring, milestones
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.indicators.measuring import amount_in
from events.outreach.domain.indicators.milestones import Milestone
from events.outreach.domain.indicators.progress import progress_of
from events.outreach.domain.indicators.wanted import Asking, Wanted
from events.outreach.domain.indicators.writing import WITHOUT_EVENTS
from events.outreach.domain.keeping import may_keep
from events.outreach.domain.ledgers import Dimension, Figures
from events.outreach.domain.totals import Breakdown
from events.outreach.web import figure_words, goal_sheet, goal_words, indicator_words
from events.outreach.web.goal_sheet import GoalSheet
from events.planning.domain import when
from server.foundation.translation import gettext as _

__all__ = ["Asking", "IndicatorSheet", "sheet"]

QUARTERS: Final = 8


class PartLine(Struct, frozen=True):
    """A part and its figure in digits."""

    name: str
    figure: str


class Part(Struct, frozen=True, kw_only=True):
    """A breakdown: its lines, the total below them, and both as bars."""

    title: str
    lines: list[PartLine]
    total: str
    overlapping: bool
    adds_up: bool
    bars: Markup


class History(Struct, frozen=True, kw_only=True):
    """Quarter by quarter, as lines and as bars."""

    lines: list[PartLine]
    bars: Markup


class IndicatorSheet(Struct, frozen=True, kw_only=True):
    """Everything that its page says; `own` are the milestones that the reader may take back."""

    indicator: Indicator
    goal: GoalSheet
    definition: list[tuple[str, str]]
    parts: list[Part]
    history: History | None
    milestones: list[Milestone]
    days: dict[UUID, str]
    own: set[UUID]


async def sheet(indicator: Indicator, asking: Asking, zone: str) -> IndicatorSheet:
    """The indicator over all the life of its project, as far as the asker looks after it."""
    life = Days(zone=zone)
    names = await figure_words.names()
    (found,) = await progress_of([indicator], life, asking)
    by_indicator = await milestones.milestones([indicator.id], by=asking.by, withdrawn=True)
    reached = by_indicator.get(indicator.id, [])
    return IndicatorSheet(
        indicator=indicator,
        goal=goal_sheet.sheet(found, life),
        definition=await indicator_words.definition(indicator, names),
        parts=await _parts(indicator, life, asking, names),
        history=await _history(indicator, asking, zone),
        milestones=reached,
        days={it.id: goal_words.day(it.reached_on) for it in reached},
        own={it.id for it in reached if may_keep(asking.by, it.municipality)},
    )


async def _parts(
    indicator: Indicator, life: Days, asking: Asking, names: dict[Dimension, Names]
) -> list[Part]:
    if not indicator.breakdowns:
        return []
    whole = await measuring.measured(
        indicator, life, by=asking.by, at=asking.at, help_given=asking.help_given
    )
    figures = whole.figures
    if figures is None or not figures.events:
        return []
    return [
        _part(indicator, name, figures, _codes(indicator, name, figures, names), names)
        for name in indicator.breakdowns
    ]


def _codes(
    indicator: Indicator, name: Dimension, figures: Figures, names: dict[Dimension, Names]
) -> list[str]:
    """The codes of a breakdown in the order in which they are listed, as far as they have cells."""
    bands = indicator.compiled
    order = list(bands) if name == "age_band" and bands else list(names[name])
    cells = figures.by[name].cells
    return [code for code in order if code in cells] + [it for it in cells if it not in order]


def _part(
    indicator: Indicator,
    name: Dimension,
    figures: Figures,
    codes: list[str],
    names: dict[Dimension, Names],
) -> Part:
    broken: Breakdown = figures.by[name]
    bars = [
        Bar(
            label=figure_words.part(names, name, code),
            amount=amount_in(indicator, broken.cells[code]),
            css=f"muni muni-{code}" if name == "municipality" else "",
        )
        for code in codes
    ]
    title = figure_words.dimension(name)
    return Part(
        title=title,
        lines=[PartLine(bar.label, bar.amount.text if bar.amount else "") for bar in bars],
        total=amount_in(indicator, figures.total).text,
        overlapping=broken.overlapping,
        adds_up=indicator.measure != "unique" and not broken.overlapping,
        bars=bars_svg(bars, title=title),
    )


async def _history(indicator: Indicator, asking: Asking, zone: str) -> History | None:
    if indicator.measure in WITHOUT_EVENTS:
        return None
    today = when.local_day(asking.at, zone)
    spans = stretches.latest(today, QUARTERS, stretches.QUARTER)
    several = [Days(span.first, span.last, zone) for span in spans]
    found = await measuring.amounts([Wanted(indicator, days) for days in several], asking)
    begun = _from_the_first(list(zip(several, found, strict=True)))
    bars = [Bar(label=_quarter(days.first), amount=amount) for days, amount in begun]
    return History(
        lines=[
            PartLine(bar.label, goal_words.figure(indicator.measure, bar.amount)) for bar in bars
        ],
        bars=bars_svg(bars, title=_("Por trimestre")),
    )


def _from_the_first(found: list[tuple[Days, Amount | None]]) -> list[tuple[Days, Amount | None]]:
    """Without the quarters before anything was reported, but for the present one."""
    first = next((n for n, (_days, amount) in enumerate(found) if amount), len(found) - 1)
    return found[first:]


def _quarter(first: date | None) -> str:
    """Such as «T3 2026»."""
    if first is None:
        return ""
    return _("T%(n)s %(year)s", n=(first.month + 2) // 3, year=first.year)
