"""The figures of some days, beside those before them and those of many stretches in a row."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain import ledgers
from events.outreach.domain.equity.spans import Span
from events.outreach.domain.ledgers import Figures
from events.outreach.domain.questions import Question
from server.foundation.identity import Actor


class Trend(Struct, frozen=True, kw_only=True):
    """`over_time` has the figures of each stretch, in order."""

    now: Figures
    before: Figures
    over_time: list[Figures]


async def trend(
    question: Question, before: Span, stretches: Sequence[Span], *, by: Actor, at: datetime
) -> Trend:
    """Ask the same of all of these days at once, as far as `by` looks after them.

    Raises NotAllowed as `ledgers.figures` does.
    """
    others = [within(question, span) for span in (before, *stretches)]
    now, earlier, *over_time = await ledgers.several(
        [question, *others], dimensions=("municipality",), by=by, at=at
    )
    return Trend(now=now, before=earlier, over_time=over_time)


def within(question: Question, span: Span) -> Question:
    """The same question about other days."""
    return replace(question, first=span.first, last=span.last)
