"""Indicators and their targets as the page of targets shows them."""

from collections.abc import Iterable
from uuid import UUID

from markupsafe import Markup
from msgspec import Struct

from events.outreach.domain.charts_targets import goal_svg
from events.outreach.domain.cited.citing import Fact
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.indicators.progress import Progress
from events.outreach.domain.indicators.target import Held
from events.outreach.web import figure_words, goal_words


class TargetLine(Struct, frozen=True, kw_only=True):
    """A target: where and when, what is to be reached, how far it is, and the same as a bar."""

    id: UUID
    about: str
    meant: str
    figure: str
    share: str
    verdict: str
    tone: str
    how: str
    bar: Markup
    note: str


class GoalSheet(Struct, frozen=True, kw_only=True):
    """An indicator with its figure of the days asked about, and its targets."""

    id: UUID
    name: str
    code: str
    measure: str
    figure: str
    how: str
    partial: bool
    lines: list[TargetLine]
    cited: list[Fact]


def sheets(found: Iterable[Progress], days: Days) -> list[GoalSheet]:
    """The indicators in their order."""
    return [sheet(progress, days) for progress in found]


def sheet(found: Progress, days: Days) -> GoalSheet:
    """An indicator as its part of the page shows it."""
    indicator = found.indicator
    return GoalSheet(
        id=indicator.id,
        name=indicator.name,
        code=indicator.code,
        measure=figure_words.measure(indicator.measure),
        figure=goal_words.figure(indicator.measure, found.amount),
        how=goal_words.how(indicator, days, found.amount),
        partial=found.partial,
        lines=[_line(indicator, held) for held in found.targets],
        cited=list(found.cited),
    )


def _line(indicator: Indicator, held: Held) -> TargetLine:
    target = held.target
    return TargetLine(
        id=target.id,
        about=goal_words.about(target),
        meant=goal_words.meant(indicator.measure, target),
        figure=goal_words.figure(indicator.measure, held.amount),
        share=held.share.text if held.share else "",
        verdict=goal_words.verdict(held),
        tone=goal_words.tone(held),
        how=goal_words.how(indicator, target.days, held.amount, target.municipality),
        bar=goal_svg(held.amount, target=target.value, exact=target.exact),
        note=target.note,
    )
