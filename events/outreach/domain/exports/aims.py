"""The indicators of a project with everything that is known of them."""

from uuid import UUID

from events.outreach.domain.amounts import Amount
from events.outreach.domain.answered import Figures
from events.outreach.domain.cited.citing import Fact
from events.outreach.domain.exports.report import Aim, Found, Goal, Part
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import OF_PEOPLE, Indicator
from events.outreach.domain.indicators.measuring import amount_in, measured
from events.outreach.domain.indicators.progress import Progress, progress
from events.outreach.domain.indicators.target import Held
from events.outreach.domain.indicators.wanted import Asking


async def aims(project: UUID, days: Days, asking: Asking) -> tuple[Aim, ...]:
    """Each indicator with its actual, its targets and its breakdowns."""
    known = await progress(project, days, by=asking.by, at=asking.at, help_given=asking.help_given)
    return tuple([aim_of(it, await _parts(it.indicator, days, asking)) for it in known])


def aim_of(told: Progress, parts: tuple[Part, ...] = ()) -> Aim:
    """What the report says of an indicator."""
    indicator = told.indicator
    return Aim(
        code=indicator.code,
        name_es=indicator.name_es,
        name_en=indicator.name_en,
        definition=indicator.definition,
        measure=indicator.measure,
        accumulates=indicator.accumulates,
        dhis2=indicator.dhis2,
        found=found_in(told.amount),
        goals=tuple(goal_of(held) for held in told.targets),
        parts=parts,
        cited=tuple(_cited(fact) for fact in told.cited),
    )


def goal_of(held: Held) -> Goal:
    """What the report says of a target."""
    target, share = held.target, held.share
    return Goal(
        municipality=target.municipality,
        place=target.municipality_name,
        days=target.days,
        value=target.value,
        exact=target.exact,
        found=found_in(held.amount),
        share=(share.low, share.high) if share else None,
        partial=held.partial,
    )


def found_in(amount: Amount | None) -> Found:
    """No amount is nothing reported."""
    return Found(amount.low, amount.high) if amount else Found()


async def _parts(indicator: Indicator, days: Days, asking: Asking) -> tuple[Part, ...]:
    if indicator.measure not in OF_PEOPLE or not indicator.breakdowns:
        return ()
    found = await measured(
        indicator, days, by=asking.by, at=asking.at, help_given=asking.help_given
    )
    return _parted(indicator, found.figures) if found.figures else ()


def _parted(indicator: Indicator, figures: Figures) -> tuple[Part, ...]:
    return tuple(
        Part(
            dimensions=(dimension,),
            cells={
                (code,): found_in(amount_in(indicator, cell)) for code, cell in part.cells.items()
            },
        )
        for dimension, part in figures.by.items()
    )


def _cited(fact: Fact) -> str:
    """Such as «más de 30» (2018), Informe anual: El Refugio."""
    about = f" ({fact.about})" if fact.about else ""
    return f"«{fact.said}»{about}, {fact.source}: {fact.whose}"
