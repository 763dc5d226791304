"""The progress of a project as far as the last day of a release, and nothing that came later."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from events.outreach.domain.amounts import Amount
from events.outreach.domain.indicators import quotations
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.measuring import amounts
from events.outreach.domain.indicators.progress import Progress, progress
from events.outreach.domain.indicators.target import Held, held
from events.outreach.domain.indicators.wanted import Asking, Wanted

Later = dict[UUID, Amount | None]


async def progress_until(project: UUID, first: date, last: date, asking: Asking) -> list[Progress]:
    """Its indicators in these days; of a target that goes on what there was on the last of them."""
    known = await progress(
        project, Days(first, last), by=asking.by, at=asking.at, help_given=asking.help_given
    )
    later = await _of_later(known, last, asking)
    return [_dated(_until(it, later), last) for it in known]


def ended(days: Days, last: date) -> Days:
    """The days as far as the last one."""
    return replace(days, last=last) if goes_on(days, last) else days


def goes_on(days: Days, last: date) -> bool:
    """Whether there are days after the last one."""
    return days.last is None or days.last > last


async def _of_later(known: Iterable[Progress], last: date, asking: Asking) -> Later:
    """By target, the actuals of those that go on after the last day."""
    wanted = {
        it.target.id: Wanted(told.indicator, ended(it.target.days, last), it.target.municipality)
        for told in known
        for it in told.targets
        if goes_on(it.target.days, last)
    }
    return dict(zip(wanted, await amounts([*wanted.values()], asking), strict=True))


def _until(told: Progress, later: Later) -> Progress:
    targets = [_held(it, later.get(it.target.id, it.amount)) for it in told.targets]
    return replace(told, targets=tuple(targets))


def _dated(told: Progress, last: date) -> Progress:
    """Without the citations of sources that are younger."""
    if told.indicator.measure != "cited":
        return told
    cited = tuple(fact for fact in told.cited if fact.dated is None or fact.dated <= last)
    said = {
        place: quotations.agreed(quotations.of_place(cited, place))
        for place in (None, *(it.target.municipality for it in told.targets))
    }
    targets = [_held(it, said[it.target.municipality]) for it in told.targets]
    return replace(told, amount=said[None], cited=cited, targets=tuple(targets))


def _held(it: Held, amount: Amount | None) -> Held:
    return held(it.target, amount, partial=it.partial)
