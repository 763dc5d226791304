"""What those who come to an event are asked to see what they learn."""

from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch

NOT_SURE: Final = -1
# The newest question of each topic, so that everybody is asked the same.
ASKED: Final = """
    SELECT * FROM (
        SELECT DISTINCT ON (q.topic) q.id, q.question_es, q.question_en, q.answers,
            q.right_answer AS right, t.position
        FROM knowledge_question q
            JOIN event_topic e ON e.topic = q.topic JOIN topic t ON t.slug = q.topic
        WHERE e.event = $1 AND q.retired_at IS NULL
        ORDER BY q.topic, q.made_at DESC, q.id DESC
    ) newest ORDER BY position, id
"""
ANSWERED: Final = """
    SELECT q.id, q.question_es, q.question_en, q.answers, q.right_answer AS right
    FROM knowledge_question q JOIN topic t ON t.slug = q.topic
    WHERE q.id IN (SELECT question FROM knowledge_answer WHERE event = $1)
    ORDER BY t.position, q.made_at, q.id
"""


class Asked(Struct, frozen=True, kw_only=True):
    """A question, its answers as (Spanish, English), and which one is right."""

    id: UUID
    question_es: str
    question_en: str
    answers: tuple[tuple[str, str], ...]
    right: int

    def question(self, language: str) -> str:
        """The question in a language."""
        return self.question_en if language == "en" else self.question_es

    def choices(self, language: str) -> list[str]:
        """The answers in a language."""
        return [en if language == "en" else es for es, en in self.answers]


async def asked(event: UUID) -> tuple[Asked, ...]:
    """One question for each topic of an event that has any."""
    return await _read(ASKED, event)


async def answered(event: UUID) -> tuple[Asked, ...]:
    """Every question that somebody answered at an event."""
    return await _read(ANSWERED, event)


async def _read(query: str, event: UUID) -> tuple[Asked, ...]:
    return tuple(
        msgspec.convert({**row, "answers": msgspec.json.decode(row["answers"])}, Asked)
        for row in await fetch(query, event)
    )
