"""What is kept of what became of a row: enough to tell it, nothing more."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.planning.domain import casework
from events.planning.domain.imports.meaning import Meaning
from events.planning.domain.imports.rows import Row
from events.planning.domain.imports.verdict import Verdict, place_of
from server.foundation.translation import gettext as _


class Outcome(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row's outcome; `cells` are kept of a refused one, so that it can be corrected.

    Of one that tells of somebody's case nothing is kept but its number and why it was refused.
    """

    number: int
    outcome: str
    key: str
    title: str = ""
    municipality: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    zone: str = ""
    event: UUID | None = None
    place: str = ""
    wrong: dict[str, str] = {}
    notes: list[str] = []
    cells: list[str] = []

    @property
    def occupies(self) -> bool:
        """Whether it takes up a venue."""
        return bool(self.place) and self.outcome in {"new", "changed"}


def outcome(row: Row, meaning: Meaning, ruled: Verdict, key: str) -> Outcome:
    """What is kept of a row and what is to become of it."""
    given, refused = meaning.given, ruled.outcome == "refused"
    if refused and any(map(casework.wrongly_a_case, row.cells)):
        why = _("Parece trabajo sobre el caso de una persona, y Convoca no guarda casos.")
        return Outcome(number=row.number, outcome="refused", key="", wrong={"row": why})
    return Outcome(
        number=row.number,
        outcome=ruled.outcome,
        key=key,
        title=given.get("title", ""),
        municipality=given.get("municipality", ""),
        starts_at=given.get("starts_at"),
        ends_at=given.get("ends_at"),
        zone=given.get("zone", ""),
        event=ruled.event.id if ruled.event else None,
        place=place_of(meaning, ruled),
        wrong=ruled.wrong,
        notes=[*meaning.notes, *([ruled.left] if ruled.left else [])],
        cells=row.cells if refused else [],
    )
