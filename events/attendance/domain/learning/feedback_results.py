"""What an event's crowd thought and learnt, as far as it may be seen."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from asyncpg import Record
from msgspec import Struct

from events.attendance.domain.learning import aggregates, feedback_times, knowledge_asked
from events.attendance.domain.learning.aggregates import Shown
from events.attendance.domain.learning.feedback import ASPECTS, Aspect
from events.attendance.domain.learning.knowledge_asked import Asked
from events.planning.domain.event import Event
from server.foundation.database import fetch

OPINIONS: Final = "SELECT batch, useful, welcome, share FROM feedback WHERE event = $1"
ANSWERS: Final = "SELECT question, moment, batch, answer FROM knowledge_answer WHERE event = $1"


class Learnt(Struct, frozen=True):
    """A question, and what was answered before and after."""

    asked: Asked
    before: Shown
    after: Shown


class Results(Struct, frozen=True, kw_only=True):
    """What may be seen: nothing below `threshold` answers. `over` when no more can come."""

    aspects: dict[Aspect, Shown]
    learnt: list[Learnt]
    threshold: int
    over: bool


async def results(event: Event, *, at: datetime) -> Results:
    """The opinions about an event."""
    least = aggregates.threshold(sensitive=event.discreet)
    over = feedback_times.over(event, at)
    opinions, answers = await fetch(OPINIONS, event.id), await fetch(ANSWERS, event.id)

    def seen(said: Iterable[tuple[int, int]]) -> Shown:
        return aggregates.shown(_handfuls(said), least=least, over=over)

    def known(asked: Asked, moment: str) -> Shown:
        return seen(_said(answers, question=asked.id, moment=moment))

    aspects = {
        aspect: seen((row["batch"], row[aspect]) for row in opinions if row[aspect] is not None)
        for aspect in ASPECTS
    }
    learnt = [
        Learnt(asked, known(asked, "before"), known(asked, "after"))
        for asked in await knowledge_asked.answered(event.id)
    ]
    return Results(aspects=aspects, learnt=learnt, threshold=least, over=over)


def _said(answers: Iterable[Record], **wanted: object) -> list[tuple[int, int]]:
    return [
        (row["batch"], row["answer"])
        for row in answers
        if all(row[name] == value for name, value in wanted.items())
    ]


def _handfuls(said: Iterable[tuple[int, int]]) -> list[dict[int, int]]:
    """How often each answer was given, handful by handful."""
    handfuls: dict[int, dict[int, int]] = {}
    for batch, answer in said:
        counts = handfuls.setdefault(batch, {})
        counts[answer] = counts.get(answer, 0) + 1
    return [handfuls[batch] for batch in sorted(handfuls)]
