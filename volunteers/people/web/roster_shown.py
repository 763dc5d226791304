"""What became, or would become, of the rows of a table of helpers, as pages show it."""

from collections import Counter
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from msgspec import Struct

from server.foundation.translation import gettext as _
from volunteers.people.domain.roster.judging import OUTCOMES, Judged
from volunteers.people.web.roster_written import Names, written

LOOKS: Final = {
    "new": ("good", "plus"),
    "changed": ("waiting", "pencil"),
    "same": ("neutral", "check"),
    "refused": ("bad", "x"),
}


class RosterLine(Struct, frozen=True, kw_only=True):
    """One row of the table."""

    number: int
    label: str
    tone: str
    mark: str
    name: str
    email: str
    volunteer: UUID | None
    changes: list[str]
    written: str
    wrong: list[str]


def tally(judged: Iterable[Judged]) -> dict[str, int]:
    """How many rows came to which outcome."""
    counted = Counter(one.outcome for one in judged)
    return {outcome: counted[outcome] for outcome in OUTCOMES}


def roster_lines(judged: Iterable[Judged], called: Names) -> list[RosterLine]:
    """The rows as in the file, except that those that need a look come first."""
    ordered = sorted(judged, key=lambda one: one.outcome != "refused")
    return [_line(one, called) for one in ordered]


def _line(one: Judged, called: Names) -> RosterLine:
    tone, mark = LOOKS[one.outcome]
    return RosterLine(
        number=one.row.number,
        label=_labels()[one.outcome],
        tone=tone,
        mark=mark,
        name=one.row.name,
        email=one.row.email,
        volunteer=one.volunteer,
        changes=list(one.changes),
        written=written(one.row, called) if one.outcome == "new" else "",
        wrong=list(one.wrong),
    )


def _labels() -> dict[str, str]:
    return {
        "new": _("Nueva"),
        "changed": _("Se completa"),
        "same": _("Ya está igual"),
        "refused": _("No entra"),
    }
