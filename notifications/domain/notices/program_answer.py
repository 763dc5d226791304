"""Somebody accepted or declined an invitation, and programs want to hear of it."""

from datetime import datetime
from typing import Final
from uuid import UUID

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices.programs import fact_of, hears
from notifications.domain.office import Office
from notifications.domain.webhooks import facts
from server.foundation.database import fetch

# The latest word counts. Nothing is looked at for nobody: each program looks for itself.
OWED: Final = hears(
    "assignment.answered", at="n.at", again="n.id",
    of="""JOIN LATERAL (
            SELECT DISTINCT ON (latest.assignment) latest.id, latest.at, latest.assignment
            FROM answer latest
            WHERE latest.at > greatest(w.made_at, $1::timestamptz - interval '7 days')
            ORDER BY latest.assignment, latest.at DESC, latest.id DESC
        ) n ON true
        JOIN assignment a ON a.id = n.assignment
        JOIN event e ON e.id = a.event WHERE true""",
)  # fmt: skip
ANSWER: Final = """
    SELECT n.assignment, a.event, n.answer, n.at FROM answer n
        JOIN assignment a ON a.id = n.assignment
    WHERE n.id = $1
"""


async def write(notice: Notice, _office: Office, _at: datetime) -> Letter:
    """Which invitation, and yes or no; neither who nor why."""
    answer = UUID(notice.key.split(":")[3])
    said = (await fetch(ANSWER, answer))[0]
    data = facts.about_answer(said["assignment"], said["event"], said["answer"], at=said["at"])
    return Letter(subject=fact_of(notice.key), opening="", data=data)


program_answer: Final = Kind(
    name="program_answer", owed=OWED, write=write, to="webhook", until_start=False
)  # fmt: skip
