"""What is asked about a period when it is closed, and again whenever it is looked at."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain import ledgers
from events.outreach.domain.indicators import measuring, reading
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.ledgers import DIMENSIONS
from events.outreach.domain.periods.book import Period
from events.outreach.domain.periods.kept import KeptFigure
from events.outreach.domain.periods.parts import parts
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts.answers import answered_in, asked_in
from events.outreach.domain.upstairs import KnowsHelp
from server.foundation.identity import Actor

# The figures of an indicator are asked for these stretches, and for its life so far.
OF_INDICATORS: Final = frozenset({"period", "quarter"})


class Asking(Struct, frozen=True):
    """Who looks at what happened, when, and who knows what helpers gave."""

    by: Actor
    at: datetime
    zone: str
    help_given: KnowsHelp


def questions(period: Period, places: Collection[str], *, zone: str) -> list[Question]:
    """The whole period and its quarters and months, then the whole in each of these places."""
    whole, *shorter = [
        Question(zone=zone, project=period.slug, first=part.first, last=part.last)
        for part in parts(period.starts_on, period.ends_on)
    ]
    by_place = [msgspec.structs.replace(whole, municipality=place) for place in sorted(places)]
    return [whole, *by_place, *shorter]


async def figures(questions: list[Question], asking: Asking) -> list[KeptFigure]:
    """Each question and its answer with every breakdown, as it is kept."""
    found = await ledgers.several(questions, dimensions=DIMENSIONS, by=asking.by, at=asking.at)
    return [
        KeptFigure(indicator=None, asked=asked_in(question), figures=answered_in(answer))
        for question, answer in zip(questions, found, strict=True)
    ]


async def indicators(period: Period, asking: Asking) -> list[KeptFigure]:
    """Every indicator of the project, for the period, its quarters, and its life so far."""
    stretches = [
        Days(part.first, part.last, asking.zone)
        for part in parts(period.starts_on, period.ends_on)
        if part.length in OF_INDICATORS
    ]
    life = Days(None, period.ends_on, asking.zone)
    return [
        await measured(indicator, days, asking)
        for indicator in await reading.indicators(period.project, retired=True)
        for days in (*stretches, life)
    ]


async def measured(indicator: Indicator, days: Days, asking: Asking) -> KeptFigure:
    """What an indicator amounts to in some days, as it is kept."""
    found = await measuring.measured(
        indicator, days, by=asking.by, at=asking.at, help_given=asking.help_given
    )
    amount = [found.amount.low, found.amount.high] if found.amount else None
    figures = answered_in(found.figures) if found.figures else None
    return KeptFigure(
        indicator=indicator.id,
        asked=_asked(indicator, days),
        figures={"amount": amount, "figures": figures},
    )


def _asked(indicator: Indicator, days: Days) -> dict[str, Any]:
    """What the indicator was then: its name and filters may be changed later."""
    said: dict[str, Any] = msgspec.to_builtins(
        {
            "code": indicator.code, "name": indicator.name_es, "measure": indicator.measure,
            "filters": indicator.filters, "accumulates": indicator.accumulates,
            "first": days.first, "last": days.last, "zone": days.zone,
        }
    )  # fmt: skip
    return said


def indicator_of(figure: KeptFigure) -> UUID:
    """Which indicator a figure is of."""
    assert figure.indicator is not None, "a plain figure is of no indicator"
    return figure.indicator
