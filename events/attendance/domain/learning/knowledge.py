"""Keeping the knowledge questions: adding them, changing them, and no longer asking them."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from asyncpg import Record
from msgspec import Struct

from events.attendance.domain.learning import knowledge_writing
from events.attendance.domain.learning.knowledge_writing import QuestionWritten
from events.attendance.tables import KnowledgeQuestion
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

ALL: Final = """
    SELECT q.id, q.topic, q.question_es, q.question_en, q.answers, q.right_answer AS right,
        q.retired_at, CASE WHEN $2 = 'en' THEN t.name_en ELSE t.name_es END AS topic_name,
        (SELECT count(*) FROM knowledge_answer a WHERE a.question = q.id) > 0 AS answered
    FROM knowledge_question q JOIN topic t ON t.slug = q.topic
    WHERE $1::uuid IS NULL OR q.id = $1
    ORDER BY q.retired_at IS NOT NULL, t.position, t.slug, q.made_at DESC
"""
HOLD: Final = "SELECT FROM knowledge_question WHERE id = $1 FOR UPDATE"


class Kept(Struct, frozen=True, kw_only=True):
    """A question as administrators see it; one that was `answered` keeps its words."""

    id: UUID
    topic: str
    topic_name: str
    question_es: str
    question_en: str
    answers: list[tuple[str, str]]
    right: int
    retired_at: datetime | None
    answered: bool


async def kept(*, by: Actor) -> list[Kept]:
    """Every question, by topic; those that are no longer asked come last."""
    by.need("administer")
    return [_kept(row) for row in await fetch(ALL, None, current_language())]


async def one(question: UUID, *, by: Actor) -> Kept:
    """One question; raises NotFound."""
    by.need("administer")
    return await _one(question)


async def add(written: QuestionWritten, *, by: Actor, at: datetime) -> UUID:
    """Add a question; it is asked in place of the one that its topic had. Raises Invalid."""
    by.need("administer")
    columns = await _columns(written)
    question = KnowledgeQuestion(id=new_id(), made_at=at, **columns)
    async with transaction():
        await KnowledgeQuestion.insert(question)
        await audit.record(by, "question.added", f"question:{question.id}", at=at)
    return UUID(str(question.id))


async def change(question: UUID, written: QuestionWritten, *, by: Actor, at: datetime) -> None:
    """Word a question anew; raises Invalid, and Conflict once somebody answered it."""
    by.need("administer")
    columns = await _columns(written)
    async with transaction():
        await fetch(HOLD, question)
        if (await _one(question)).answered:
            raise Conflict(_("Ya tiene respuestas: hay que retirarla y escribir otra."))
        await KnowledgeQuestion.update(**columns).where(KnowledgeQuestion.id == question)
        await audit.record(by, "question.changed", f"question:{question}", at=at)


async def retire(question: UUID, *, by: Actor, at: datetime) -> None:
    """Ask a question no more; its answers stay."""
    await _offer(question, "question.retired", by=by, at=at, retired_at=at)


async def restore(question: UUID, *, by: Actor, at: datetime) -> None:
    """Ask a question again."""
    await _offer(question, "question.restored", by=by, at=at, retired_at=None)


async def _offer(
    question: UUID, act: str, *, by: Actor, at: datetime, retired_at: datetime | None
) -> None:
    by.need("administer")
    async with transaction():
        await _one(question)
        await execute(
            "UPDATE knowledge_question SET retired_at = $2 WHERE id = $1", question, retired_at
        )
        await audit.record(by, act, f"question:{question}", at=at)


async def _columns(written: QuestionWritten) -> dict[str, Any]:
    tidied = knowledge_writing.tidy(written)
    if not await fetch("SELECT FROM topic WHERE slug = $1", tidied.topic):
        raise Invalid({"topic": _("Uno de los temas no existe.")})
    answers = msgspec.json.encode(tidied.answers).decode()
    return {**msgspec.structs.asdict(tidied), "answers": answers}


async def _one(question: UUID) -> Kept:
    rows = await fetch(ALL, question, current_language())
    if not rows:
        raise NotFound(_("Esa pregunta no existe."))
    return _kept(rows[0])


def _kept(row: Record) -> Kept:
    return msgspec.convert({**row, "answers": msgspec.json.decode(row["answers"])}, Kept)
