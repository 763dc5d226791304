"""Taking down what somebody thinks of an event, so that nothing leads back to them.

An opinion has no hour, no phone and no pass. What it is stored under is made of the number that
came with the form, so that a form sent twice counts once, but the number itself is not kept: the
parts of one form do not know of each other.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.doors import Doorway
from events.attendance.domain.learning import feedback_times
from events.attendance.domain.learning.aggregates import HANDFUL
from events.planning.domain import when
from server.accounts.domain import limits
from server.foundation.database import execute, only_one_at_a_time, transaction
from server.foundation.signing import Signer

Aspect = Literal["useful", "welcome", "share"]
ASPECTS: Final[tuple[Aspect, ...]] = ("useful", "welcome", "share")
SCALE: Final = (4, 3, 2, 1)
PURPOSE: Final = "opinion"
# A hall of a few hundred behind one address may answer within minutes.
OPINIONS: Final = 600
OPINIONS_WITHIN: Final = timedelta(minutes=10)
WRITE_OPINION: Final = f"""
    INSERT INTO feedback (id, event, day, useful, welcome, share, batch)
    SELECT $1, $2, $3, $4, $5, $6, count(*) / {HANDFUL} FROM feedback WHERE event = $2
    ON CONFLICT DO NOTHING
"""
WRITE_ANSWER: Final = f"""
    INSERT INTO knowledge_answer (id, event, day, question, moment, answer, batch)
    SELECT $1, $2, $3, $4, $5::text, $6, count(*) / {HANDFUL} FROM knowledge_answer
        WHERE event = $2 AND question = $4 AND moment = $5::text
    ON CONFLICT DO NOTHING
"""


class Opinion(Struct, frozen=True):
    """What was filled in: 1 to 4 for an aspect, the index of an answer for a question."""

    form: UUID
    aspects: Mapping[Aspect, int]
    knowledge: Mapping[UUID, int]


async def give(
    doorway: Doorway, opinion: Opinion, *, origin: str, at: datetime, signer: Signer
) -> None:
    """Take an opinion down; raises DoorShut, TooMany. Before the middle, only what is known counts.

    A handful is filled by one form at a time.
    """
    moment = feedback_times.moment(doorway, at)
    key = f"opinion:{doorway.event}:{origin}"
    await limits.at_most(OPINIONS, key, within=OPINIONS_WITHIN, at=at)
    day = when.local_day(at, doorway.zone)
    async with transaction():
        await only_one_at_a_time(f"opinions:{doorway.event}")
        if moment == "after" and opinion.aspects:
            said = [opinion.aspects.get(aspect) for aspect in ASPECTS]
            await _write(WRITE_OPINION, _id(opinion, b"", signer), doorway, day, *said)
        for question, answer in opinion.knowledge.items():
            row = _id(opinion, question.bytes + moment.encode(), signer)
            await _write(WRITE_ANSWER, row, doorway, day, question, moment, answer)


async def _write(statement: str, row: UUID, doorway: Doorway, *columns: Any) -> None:
    await execute(statement, row, doorway.event, *columns)


def _id(opinion: Opinion, part: bytes, signer: Signer) -> UUID:
    return UUID(bytes=signer.derive(PURPOSE, opinion.form.bytes + part)[:16], version=4)
