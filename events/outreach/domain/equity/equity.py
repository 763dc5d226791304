"""What each municipality got for the people who live in it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain import ledgers
from events.outreach.domain.equity import spans
from events.outreach.domain.equity.rates import Equity, ranked
from events.outreach.domain.equity.spans import Span
from events.outreach.domain.questions import Question
from events.outreach.domain.totals import Cell
from events.planning.domain import codelists, when
from events.planning.domain.codelists import Place
from server.foundation.identity import Actor


class _Got(Struct, frozen=True):
    """Events and contacts by municipality."""

    events: Mapping[str, int]
    cells: Mapping[str, Cell]

    def contacts(self, municipality: str) -> int:
        return self.cells.get(municipality, Cell()).contacts


async def equity(question: Question, *, by: Actor, at: datetime) -> list[Equity]:
    """Each municipality that is asked about and that `by` looks after, whether it got any or not.

    Those without any event stand first, then those with the least reach for their people. Raises
    NotAllowed as `ledgers.figures` does.
    """
    questions = [question]
    if (asked := earlier_question(question, at)) is not None:
        questions.append(asked)
    now, *before = await _got(questions, by, at)
    earlier = before[0] if before else None
    places = await codelists.coordinated_by(by)
    return ranked([_equity(p, now, earlier) for p in places if _asked_about(p, question)])


def earlier_question(question: Question, at: datetime) -> Question | None:
    """The same question about the days before; None where it has no beginning or no end."""
    if question.first is None or question.last is None:
        return None
    today = when.local_day(at, question.zone)
    days = spans.before(Span(question.first, question.last), today)
    return replace(question, first=days.first, last=days.last)


def _asked_about(place: Place, question: Question) -> bool:
    if question.municipality is not None:
        return place.ine == question.municipality
    return not question.places or place.ine in question.places


async def _got(questions: Sequence[Question], by: Actor, at: datetime) -> list[_Got]:
    figures = await ledgers.several(questions, dimensions=("municipality",), by=by, at=at)
    counted = [await ledgers.counted(question, by=by, at=at) for question in questions]
    return [
        _Got(Counter(event.municipality for event in events), figure.by["municipality"].cells)
        for events, figure in zip(counted, figures, strict=True)
    ]


def _equity(place: Place, now: _Got, earlier: _Got | None) -> Equity:
    return Equity(
        municipality=place.ine,
        name=place.name,
        population=place.population,
        events=now.events.get(place.ine, 0),
        contacts=now.contacts(place.ine),
        events_before=earlier.events.get(place.ine, 0) if earlier else None,
        contacts_before=earlier.contacts(place.ine) if earlier else None,
    )
