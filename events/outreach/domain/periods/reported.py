"""What was reported of a closed period beside what is known now."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain import ledgers
from events.outreach.domain.amounts import Amount
from events.outreach.domain.indicators import reading
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import OF_PEOPLE, Filters, Measure
from events.outreach.domain.indicators.questions import question_of as question_asked
from events.outreach.domain.ledgers import DIMENSIONS, Dimension, Figures
from events.outreach.domain.periods import adjustments, asking, kept
from events.outreach.domain.periods.adjustments import Made
from events.outreach.domain.periods.asking import Asking
from events.outreach.domain.periods.behind import Numbers, Part, behind
from events.outreach.domain.periods.kept import KeptEvent, KeptFigure, Taken
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts.answers import answered_in, question_of
from events.outreach.domain.totals import Cell
from events.planning.domain import codelists


class Both(Struct, frozen=True):
    """A figure of each ledger as it was reported, and as it is known now.

    `behind` are the numbers of the adjustments that changed it.
    """

    then: Cell
    now: Cell
    behind: Numbers = ()

    @property
    def differs(self) -> bool:
        """Whether anything became known."""
        return self.then != self.now


class Compared(Struct, frozen=True, kw_only=True):
    """The answer to one question, as a whole and part by part; `events` then and now."""

    asked: Question
    total: Both
    by: dict[Dimension, dict[str, Both]]
    events: tuple[int, int]


class IndicatorThen(Struct, frozen=True, kw_only=True):
    """What an indicator was called and what it asked then; `first` is None for a whole life."""

    code: str
    name: str
    measure: Measure
    filters: Filters
    accumulates: bool
    first: date | None
    last: date
    zone: str


class ComparedIndicator(Struct, frozen=True, kw_only=True):
    """An indicator in some days; an amount that is None was not reported."""

    id: UUID
    asked: IndicatorThen
    then: Amount | None
    now: Amount | None
    behind: Numbers


class Reported(Struct, frozen=True, kw_only=True):
    """A closed period as far as somebody looks after it: the widest question comes first.

    `indicators` are of all places together: only who looks after all of them sees them.
    """

    taken: Taken
    compared: list[Compared]
    indicators: list[ComparedIndicator]
    adjustments: list[Made]
    events: dict[UUID, KeptEvent]


class _Known(Struct, frozen=True):
    """What became known, of the events that somebody looks after."""

    made: list[Made]
    events: dict[UUID, KeptEvent]

    def behind(self, question: Question, part: Part | None = None) -> Numbers:
        return behind(question, self.made, self.events, part)


async def reported(period: UUID, looking: Asking) -> Reported:
    """Everything that was kept, beside the same asked now; raises NotFound, NotAllowed."""
    looking.by.need("report")
    snapshot = await kept.kept(period)
    theirs = {one.event: one for one in snapshot.events if looking.by.reaches(one.municipality)}
    everything = len(theirs) == len(snapshot.events)
    everywhere = await _looks_after_everywhere(looking)
    made = [one for one in await adjustments.made(period) if one.event in theirs]
    known = _Known(made, theirs)
    plain = [one for one in snapshot.figures if one.indicator is None]
    seen = [one for one in plain if everything or _is_theirs(one, looking)]
    of_indicators = [one for one in snapshot.figures if one.indicator is not None and everywhere]
    return Reported(
        taken=snapshot.taken,
        compared=await _compared(seen, known, looking),
        indicators=[await _compared_indicator(one, known, looking) for one in of_indicators],
        adjustments=made,
        events=theirs,
    )


def as_known(question: Question, figures: Figures) -> Compared:
    """Figures beside themselves: what would be reported now."""
    return _both(question, answered_in(figures), figures, _Known([], {}))


async def _looks_after_everywhere(looking: Asking) -> bool:
    """An indicator may be of other periods, too: the events of this one do not tell whose it is."""
    return all(looking.by.reaches(place.ine) for place in await codelists.municipalities())


def _is_theirs(figure: KeptFigure, looking: Asking) -> bool:
    place = figure.asked.get("municipality")
    return place is not None and looking.by.reaches(place)


async def _compared(seen: Sequence[KeptFigure], known: _Known, looking: Asking) -> list[Compared]:
    asked = [question_of(figure.asked) for figure in seen]
    found = await ledgers.several(asked, dimensions=DIMENSIONS, by=looking.by, at=looking.at)
    return [
        _both(question, figure.figures, now, known)
        for question, figure, now in zip(asked, seen, found, strict=True)
    ]


def _both(question: Question, then: dict[str, Any], figures: Figures, known: _Known) -> Compared:
    now = answered_in(figures)
    return Compared(
        asked=question,
        total=_cells(then["total"], now["total"], known.behind(question)),
        by={
            name: {
                code: _cells(
                    before.get(code), after.get(code), known.behind(question, (name, code))
                )
                for code in sorted({*before, *after})
            }
            for name in DIMENSIONS
            for before, after in [(then["by"].get(name, {}), now["by"][name])]
        },
        events=(then["events"], now["events"]),
    )


def _cells(then: Any, now: Any, behind: Numbers) -> Both:
    return Both(msgspec.convert(then or {}, Cell), msgspec.convert(now or {}, Cell), behind)


async def _compared_indicator(
    figure: KeptFigure, known: _Known, looking: Asking
) -> ComparedIndicator:
    asked = msgspec.convert(figure.asked, IndicatorThen)
    indicator = await reading.indicator(asking.indicator_of(figure))
    then = msgspec.structs.replace(
        indicator, measure=asked.measure, filters=asked.filters, accumulates=asked.accumulates
    )
    days = Days(asked.first, asked.last, asked.zone)
    now = await asking.measured(then, days, looking)
    question = question_asked(then, indicator.project_slug, days, asked.zone)
    return ComparedIndicator(
        id=indicator.id,
        asked=asked,
        then=_amount(figure.figures),
        now=_amount(now.figures),
        behind=known.behind(question) if asked.measure in OF_PEOPLE else (),
    )


def _amount(figures: dict[str, Any]) -> Amount | None:
    amount = figures["amount"]
    return Amount(*amount) if amount is not None else None
