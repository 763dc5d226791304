"""The indicators of a project as a release tells of them.

Nothing in it is later than the last day of the release. A target is held against the release of its
own days, as far as that day; for its whole life, and for what accumulates, against one that begins
with the project. Events, hours, milestones, citations and what was reached
through others are not about people who were counted: they are told as they are. How many completed
something is told rounded down, from as many on as the strictest threshold.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain.amounts import Amount
from events.outreach.domain.exports import released_cells
from events.outreach.domain.exports.aims import aim_of
from events.outreach.domain.exports.released_until import ended, goes_on
from events.outreach.domain.exports.report import Aim, Found, Goal, Work
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import OF_PEOPLE, Indicator
from events.outreach.domain.indicators.progress import Progress
from events.outreach.domain.indicators.questions import days_of
from events.outreach.domain.indicators.target import share
from events.outreach.domain.releases.released import Released

WITHHELD: Final = Found(withheld=True)


class Telling(Struct, frozen=True, kw_only=True):
    """The release that a report is made from, others to the same readers, and the project.

    `small` is the strictest threshold that holds for it.
    """

    release: Released
    others: tuple[Released, ...]
    work: Work
    small: int


def told(known: Sequence[Progress], telling: Telling) -> tuple[Aim, ...]:
    """Each indicator, with nothing in it that was not released."""
    return tuple(_told(progress, telling) for progress in known)


def _told(progress: Progress, telling: Telling) -> Aim:
    indicator, release = progress.indicator, telling.release
    aim = aim_of(progress)
    days = days_of(indicator, Days(release.first, release.last))
    covering = _covering(days, telling)
    parts = released_cells.parts_in(covering, indicator) if covering else ()
    return replace(
        aim,
        found=_found(indicator, aim.found, days, telling),
        goals=tuple(_goal(indicator, goal, telling) for goal in aim.goals),
        parts=parts if indicator.measure in OF_PEOPLE else (),
    )


def _goal(indicator: Indicator, goal: Goal, telling: Telling) -> Goal:
    last = telling.release.last
    days = days_of(indicator, ended(goal.days, last))
    found = _found(indicator, goal.found, days, telling, goal.municipality)
    until = last if goes_on(goal.days, last) else None
    if found.low is None or found.high is None:
        return replace(goal, found=found, share=None, until=until)
    reached = share(Amount(found.low, found.high), goal.value)
    part = (reached.low, reached.high) if reached else None
    return replace(goal, found=found, share=part, until=until)


def _found(
    indicator: Indicator, known: Found, days: Days, telling: Telling, place: str | None = None
) -> Found:
    """What was not reported stays so: nobody is found by there being nobody."""
    if not known.known:
        return known
    if indicator.measure == "completions":
        return _at_least(known, telling.small)
    if indicator.measure not in OF_PEOPLE:
        return known
    covering = _covering(days, telling)
    return released_cells.found_in(covering, indicator, place) if covering else WITHHELD


def _at_least(known: Found, small: int) -> Found:
    low = (known.low or 0) // small * small
    return Found(low, None) if low else WITHHELD


def _covering(days: Days, telling: Telling) -> Released | None:
    """The release of exactly these days; without a first day, one that begins with the project."""
    for release in (telling.release, *telling.others):
        if days.last != release.last:
            continue
        begins = telling.work.first
        early = begins is not None and release.first <= begins
        if days.first == release.first or (days.first is None and early):
            return release
    return None
