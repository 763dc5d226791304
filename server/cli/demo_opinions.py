"""What people of the demonstration thought of past events, and what they knew before and after."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from piccolo.table import Table

from events.attendance.domain.learning.aggregates import HANDFUL
from events.attendance.tables import Feedback, KnowledgeAnswer, KnowledgeQuestion
from server.cli.demo_calendar import local_day
from server.cli.demo_chance import Chance
from server.cli.demo_storage import store
from server.foundation.database import fetch

TOPIC: Final = "emotion-management"
QUESTION: Final = "Cuando alguien está enojado, ¿qué ayuda primero?"
ENGLISH: Final = "When somebody is angry, what helps first?"
ANSWERS: Final = (
    ("Respirar y escuchar", "Breathing and listening"),
    ("Responder de inmediato", "Answering at once"),
    ("No hablar más del asunto", "Never speaking of it again"),
)
PAST: Final = """
    SELECT id, starts_at, EXISTS (SELECT FROM event_topic t WHERE t.event = e.id AND t.topic = $2)
        AS asked
    FROM event e WHERE municipality = $1 AND status = 'closed' ORDER BY starts_at DESC LIMIT 12
"""
LIKED: Final = {"4": 12, "3": 6, "2": 2, "1": 1}
KNEW: Final = {"before": {"0": 4, "1": 4, "2": 3, "-1": 2}, "after": {"0": 10, "1": 2, "2": 1}}


async def thought(municipality: str, *, seed: int, at: datetime) -> None:
    """Opinions of the last dozen events, and one question about a topic of theirs."""
    if not await fetch("SELECT FROM topic WHERE slug = $1", TOPIC):
        return
    chance, question = Chance(seed), Chance(seed).id(at)
    rows = await fetch(PAST, municipality, TOPIC)
    await store([_question(question, at), *_given(chance, [dict(row) for row in rows], question)])


def _question(question: UUID, at: datetime) -> Table:
    return KnowledgeQuestion(
        id=question, topic=TOPIC, question_es=QUESTION, question_en=ENGLISH, right=0, made_at=at,
        answers=msgspec.json.encode(ANSWERS).decode(),
    )  # fmt: skip


def _given(chance: Chance, events: list[dict[str, Any]], question: UUID) -> Iterator[Table]:
    for event in events:
        number = chance.randint(7, 19)
        yield from (_opinion(chance, event, place) for place in range(number))
        if event["asked"]:
            yield from _answers(chance, event, question, number)


def _opinion(chance: Chance, event: dict[str, Any], place: int) -> Table:
    return Feedback(
        id=chance.id(event["starts_at"]), event=event["id"], day=local_day(event["starts_at"]),
        batch=place // HANDFUL, useful=int(chance.drawn(LIKED)),
        welcome=int(chance.drawn(LIKED)), share=int(chance.drawn(LIKED)),
    )  # fmt: skip


def _answers(chance: Chance, event: dict[str, Any], question: UUID, number: int) -> Iterator[Table]:
    for moment, weights in KNEW.items():
        for place in range(number):
            yield KnowledgeAnswer(
                id=chance.id(event["starts_at"]), event=event["id"], question=question,
                moment=moment, day=local_day(event["starts_at"]), batch=place // HANDFUL,
                answer=int(chance.drawn(weights)),
            )  # fmt: skip
