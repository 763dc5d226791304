"""The actual of an indicator in some days.

Without an actual nothing was reported, which is never zero. There is one once an event within the
filters has begun (contacts, unique people, headcount, events, hours), once such a programme was
finished (completions), once there is a replica (indirect), once somebody cited a figure and nobody
another one (cited), and once its days have begun (milestone: «not yet»).
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from events.outreach.domain import ledgers
from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.beyond.indirect import indirect
from events.outreach.domain.indicators import milestones, quotations
from events.outreach.domain.indicators.completions import completions
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import OF_PEOPLE, Indicator
from events.outreach.domain.indicators.wanted import Asking, Wanted
from events.outreach.domain.ledgers import Figures
from events.outreach.domain.totals import Cell
from events.outreach.domain.upstairs import KnowsHelp
from events.planning.domain import when
from server.foundation.identity import Actor

HOUR: Final = 60
PEOPLE: Final = "people"

Several = list[Amount | None]


class Measured(Struct, frozen=True, kw_only=True):
    """An actual, and the figures behind it where it was counted of people."""

    amount: Amount | None
    figures: Figures | None = None


async def measured(
    indicator: Indicator,
    days: Days,
    *,
    municipality: str | None = None,
    by: Actor,
    at: datetime,
    help_given: KnowsHelp,
) -> Measured:
    """Measure an indicator, as far as `by` looks after its places, with its breakdowns.

    Raises NotAllowed for who may not see figures, or not those of the municipality asked about.
    """
    wanted = Wanted(indicator, days, municipality)
    if indicator.measure not in OF_PEOPLE:
        (amount,) = await amounts([wanted], Asking(by=by, at=at, help_given=help_given))
        return Measured(amount=amount)
    figures = await ledgers.figures(
        wanted.question, dimensions=indicator.breakdowns, bands=indicator.compiled, by=by, at=at
    )
    return Measured(amount=_amount(indicator, figures), figures=figures)


async def amounts(wanted: Sequence[Wanted], asking: Asking) -> Several:
    """The actual of each, in their order; what they need together is loaded once."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(wanted):
        measure = one.indicator.measure
        groups[PEOPLE if measure in OF_PEOPLE else measure].append(number)
    found: dict[int, Amount | None] = {}
    for group, numbers in groups.items():
        measuring = MEASURING[group]([wanted[number] for number in numbers], asking)
        found |= zip(numbers, await measuring, strict=True)
    return [found[number] for number in range(len(wanted))]


def amount_in(indicator: Indicator, cell: Cell) -> Amount:
    """What the indicator counts of a cell."""
    match indicator.measure:
        case "unique":
            return Amount(cell.unique_from, cell.unique_to)
        case "headcount":
            return exactly(cell.headcount)
    return exactly(cell.contacts)


def _amount(indicator: Indicator, figures: Figures) -> Amount | None:
    return amount_in(indicator, figures.total) if figures.events else None


async def _of_people(wanted: Sequence[Wanted], asking: Asking) -> Several:
    questions = [one.question for one in wanted]
    several = await ledgers.several(questions, by=asking.by, at=asking.at)
    return [_amount(one.indicator, figures) for one, figures in zip(wanted, several, strict=True)]


async def _events_held(wanted: Sequence[Wanted], asking: Asking) -> Several:
    held = [len(await _events(one, asking)) for one in wanted]
    return [exactly(number) if number else None for number in held]


async def _hours_given(wanted: Sequence[Wanted], asking: Asking) -> Several:
    found: Several = []
    for one in wanted:
        events = await _events(one, asking)
        minutes = await asking.help_given.minutes_given([event.id for event in events])
        found.append(exactly(sum(minutes.values()) // HOUR) if events else None)
    return found


async def _events(one: Wanted, asking: Asking) -> list[ledgers.Counted]:
    return await ledgers.counted(one.question, by=asking.by, at=asking.at)


async def _completed(wanted: Sequence[Wanted], asking: Asking) -> Several:
    return [await completions(one.question, by=asking.by, at=asking.at) for one in wanted]


async def _indirect(wanted: Sequence[Wanted], asking: Asking) -> Several:
    reached = [(await indirect(it.question, by=asking.by, at=asking.at)).total for it in wanted]
    return [None if total is None else exactly(total) for total in reached]


async def _cited(wanted: Sequence[Wanted], asking: Asking) -> Several:
    facts = await quotations.by_indicator(by=asking.by)
    return [
        quotations.agreed(quotations.of_place(facts.get(one.indicator.id, []), one.municipality))
        for one in wanted
    ]


async def _milestones(wanted: Sequence[Wanted], asking: Asking) -> Several:
    for one in wanted:
        asking.by.need("report", one.municipality)
    standing = await milestones.milestones([one.indicator.id for one in wanted], by=asking.by)
    return [
        milestones.reached(
            one.indicator,
            standing.get(one.indicator.id, []),
            one.days,
            municipality=one.municipality,
            today=when.local_day(asking.at, one.days.zone),
        )
        for one in wanted
    ]


MEASURING: Final[dict[str, Callable[[Sequence[Wanted], Asking], Awaitable[Several]]]] = {
    PEOPLE: _of_people,
    "events": _events_held,
    "hours": _hours_given,
    "completions": _completed,
    "indirect": _indirect,
    "cited": _cited,
    "milestone": _milestones,
}
