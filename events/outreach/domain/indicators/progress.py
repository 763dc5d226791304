"""How far the indicators of a project are, and what is held against their targets."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.amounts import Amount
from events.outreach.domain.cited.citing import Fact
from events.outreach.domain.indicators import quotations, reading
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.indicators.measuring import amounts
from events.outreach.domain.indicators.scope import seen_in_part
from events.outreach.domain.indicators.target import Held, Target, held
from events.outreach.domain.indicators.wanted import Asking, Wanted
from events.outreach.domain.upstairs import KnowsHelp
from server.foundation.identity import Actor


class Progress(Struct, frozen=True, kw_only=True):
    """An indicator, its actual in the days asked about, and its targets that fall in them.

    Each target has an actual of its own, over its own days and in its own place. `cited` are the
    figures that stand side by side where the measure is what somebody cites; `partial` says that
    some of it lies in places that the asker does not look after.
    """

    indicator: Indicator
    amount: Amount | None
    cited: tuple[Fact, ...] = ()
    targets: tuple[Held, ...] = ()
    partial: bool = False


async def progress(
    project: UUID | None, days: Days, *, by: Actor, at: datetime, help_given: KnowsHelp
) -> list[Progress]:
    """The indicators of a project, or of all, as far as `by` looks after their places."""
    by.need("report")
    known = await reading.indicators(project)
    return await progress_of(known, days, Asking(by=by, at=at, help_given=help_given))


async def progress_of(known: Sequence[Indicator], days: Days, asking: Asking) -> list[Progress]:
    """The same of some indicators; all that they need is loaded together."""
    targets = await _targets(known, days, asking.by)
    wanted = [Wanted(it, days) for it in known] + [
        Wanted(it, target.days, target.municipality) for it in known for target in targets[it.id]
    ]
    found = await amounts(wanted, asking)
    actuals, others = found[: len(known)], iter(found[len(known) :])
    partly = await seen_in_part(known, by=asking.by)
    cited = await quotations.by_indicator(by=asking.by) if _citing(known) else {}
    return [
        Progress(
            indicator=it,
            amount=amount,
            cited=tuple(cited.get(it.id, ())),
            targets=_held([(target, next(others)) for target in targets[it.id]], it, partly),
            partial=it.id in partly,
        )
        for it, amount in zip(known, actuals, strict=True)
    ]


async def _targets(
    known: Sequence[Indicator], days: Days, by: Actor
) -> Mapping[UUID, list[Target]]:
    every = await reading.targets([it.id for it in known], zone=days.zone)
    return {
        it.id: [
            target
            for target in every.get(it.id, [])
            if target.days.meet(days)
            and (target.municipality is None or by.reaches(target.municipality))
        ]
        for it in known
    }


def _held(
    found: Sequence[tuple[Target, Amount | None]], indicator: Indicator, partly: set[UUID]
) -> tuple[Held, ...]:
    return tuple(
        held(target, amount, partial=target.municipality is None and indicator.id in partly)
        for target, amount in found
    )


def _citing(known: Sequence[Indicator]) -> bool:
    return any(it.measure == "cited" for it in known)
