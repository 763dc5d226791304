"""The lines of a register as they are counted, each pass with one answer to each question."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from events.planning.domain.age_atoms import UNKNOWN

Answer = Literal["sex", "age_band", "audience"]
ANSWERS: Final[tuple[Answer, ...]] = ("sex", "age_band", "audience")


class Mark(Struct, frozen=True, kw_only=True):
    """One check-in that was not voided; a pseudonym means something only within its period."""

    event: UUID
    period: UUID
    pseudonym: bytes | None
    at: datetime
    sex: str
    age_band: str
    audience: str


class Tally(Struct, frozen=True, kw_only=True):
    """One line of a headcount that was not voided."""

    event: UUID
    period: UUID
    sex: str
    age_band: str
    audience: str
    count: int


Line = Mark | Tally


def settled(marks: Iterable[Mark]) -> list[Mark]:
    """Give each pass its latest known answers, on all its marks, and one mark per event.

    Whoever counts only some events of a period settles all its marks first and picks afterwards;
    settling again changes nothing.
    """
    anonymous: list[Mark] = []
    passes: defaultdict[tuple[UUID, bytes], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.pseudonym is None:
            anonymous.append(mark)
        else:
            passes[mark.period, mark.pseudonym].append(mark)
    return anonymous + [mark for trail in passes.values() for mark in _agreed(trail)]


def people_on(line: Line) -> int:
    return line.count if isinstance(line, Tally) else 1


def pass_on(line: Line) -> bytes | None:
    return line.pseudonym if isinstance(line, Mark) else None


def _agreed(trail: Sequence[Mark]) -> Iterable[Mark]:
    answers = {name: _latest_known(trail, name) for name in ANSWERS}
    latest_first = sorted(trail, key=lambda mark: mark.at, reverse=True)
    return {mark.event: replace(mark, **answers) for mark in latest_first}.values()


def _latest_known(trail: Iterable[Mark], name: Answer) -> str:
    # Two answers of one instant are told apart by their text: which comes first must not matter.
    known = [(mark.at, answer) for mark in trail if (answer := getattr(mark, name)) != UNKNOWN]
    return max(known)[1] if known else UNKNOWN
