"""What a row of a file means as an event, or why it means none."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from msgspec import Struct

from events.planning.domain.imports import amounts, moments, wordings
from events.planning.domain.imports.lexicon import Vocabulary
from events.planning.domain.imports.plan import ReadingPlan
from events.planning.domain.imports.reader import Reader
from events.planning.domain.imports.rows import Row
from server.foundation.plain_text import one_line, paragraphs
from server.foundation.translation import gettext as _


class Revision(Struct, frozen=True, kw_only=True):
    """How an event of ours stood where it was exported."""

    status: str = ""
    reason: str = ""
    sequence: int = 0
    created_at: datetime | None = None
    changed_at: datetime | None = None
    published_at: datetime | None = None

    @property
    def moments(self) -> tuple[datetime | None, ...]:
        """When it was written down, last changed and published."""
        return self.created_at, self.changed_at, self.published_at


class Meaning(Struct, frozen=True, kw_only=True):
    """What a row says of an event; `given` are fields of its draft, only those that were filled.

    `new_venue` and `new_project` are to be written down first. `ours` tells an event that was
    exported from a house like this one.
    """

    number: int
    uid: str
    given: dict[str, Any]
    wrong: dict[str, str]
    notes: list[str]
    revision: Revision
    new_venue: dict[str, Any] | None = None
    new_project: str = ""
    project_name: str = ""
    ours: bool = False


TEXTS: Final[dict[str, Callable[[str], str]]] = {
    "title": one_line,
    "public_title": one_line,
    "travel_note": one_line,
    "notes": paragraphs,
}
LONGEST: Final = {"title": 200, "public_title": 200, "travel_note": 300, "notes": 8000}


def meaning(row: Row, plan: ReadingPlan, words: Vocabulary) -> Meaning:
    """What the row means; a row that cannot stand says why in `wrong`."""
    reader = Reader(row, plan, words)
    if row.wrong:
        reader.wrong["row"] = " ".join(row.wrong)
    _texts(reader)
    wordings.read(reader)
    moments.read(reader)
    amounts.read(reader)
    return Meaning(
        number=row.number,
        uid=one_line(reader.cell("uid")),
        given=reader.given,
        wrong=reader.wrong,
        notes=reader.notes,
        revision=_revision(reader),
        new_venue=reader.new_venue,
        new_project=reader.new_project,
        project_name=one_line(reader.cell("project_name"))[:120],
        ours=reader.ours,
    )


def _texts(reader: Reader) -> None:
    for field, clean in TEXTS.items():
        if not reader.has(field):
            continue
        text = clean(reader.cell(field))
        reader.given[field] = text
        if len(text) > LONGEST[field]:
            reader.wrong[field] = _("Tiene más de %(n)s caracteres.", n=LONGEST[field])
    if not reader.given.get("title"):
        reader.wrong["title"] = _("Falta el título.")


def _revision(reader: Reader) -> Revision:
    sequence = reader.cell("sequence")
    return Revision(
        status=wordings.status(reader.cell("status")),
        reason=reader.cell("reason"),
        # Python refuses to read thousands of digits, with an error of its own.
        sequence=int(sequence) if re.fullmatch("[0-9]{1,9}", sequence) else 0,
        created_at=moments.instant(reader.cell("created_at")),
        changed_at=moments.instant(reader.cell("changed_at")),
        published_at=moments.instant(reader.cell("published_at")),
    )
