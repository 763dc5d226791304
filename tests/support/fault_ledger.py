"""What clients were told is kept: held against the database when all is over."""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from msgspec import Struct, field

from server.foundation.database import fetch

QUESTIONS: Final[Mapping[str, str]] = {
    "check-ins": "SELECT id FROM check_in WHERE id = ANY($1)",
    "headcounts": "SELECT id FROM headcount WHERE id = ANY($1)",
    "events planned by a program": "SELECT id FROM event WHERE id = ANY($1)",
    "events published": """
        SELECT id FROM event WHERE id = ANY($1) AND status = 'published'
    """,
    "events planned on a page": "SELECT id FROM event WHERE id = ANY($1)",
    "invitations": "SELECT id FROM assignment WHERE id = ANY($1)",
    "answers": """
        SELECT a.id FROM assignment a WHERE a.id = ANY($1) AND a.status = 'accepted'
            AND EXISTS (SELECT FROM answer s WHERE s.assignment = a.id)
    """,
}
TWICE: Final = "SELECT title FROM event GROUP BY title HAVING count(*) > 1"


class Ledger(Struct):
    """By what it is, the ids of what was acknowledged; and how often clients heard what."""

    kept: dict[str, set[UUID]] = field(default_factory=lambda: {what: set() for what in QUESTIONS})
    asked: int = 0
    troubled: int = 0
    feeds: int = 0
    unchanged: int = 0
    wrong: list[str] = []

    def note(self, what: str, ids: Collection[UUID]) -> None:
        """These were acknowledged."""
        self.kept[what].update(ids)

    async def missing(self) -> dict[str, int]:
        """How many of each are not there."""
        gone = {}
        for what, query in QUESTIONS.items():
            found = {row["id"] for row in await fetch(query, list(self.kept[what]))}
            gone[what] = len(self.kept[what] - found)
        return gone


async def made_twice() -> list[str]:
    """Titles of events that were asked for once and are there twice."""
    return [row["title"] for row in await fetch(TWICE)]
