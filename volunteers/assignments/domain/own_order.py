"""In which order a helper reads what is ahead: today, what waits for an answer, then the rest."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from volunteers.assignments.domain.shifts import Shift

GIVEN_UP: Final = frozenset({"declined", "substituted"})


class Ahead(Struct, frozen=True):
    """What is ahead; `without` is where one does not help any more, or never wanted to."""

    today: list[Shift]
    waiting: list[Shift]
    coming: list[Shift]
    without: list[Shift]


def in_order(shifts: Sequence[Shift], *, at: datetime) -> Ahead:
    """Each place once, the order among those of one kind kept."""
    kinds = [(kind(shift, at), shift) for shift in shifts]
    return Ahead(
        *([one for is_kind, one in kinds if is_kind == name] for name in Ahead.__struct_fields__)
    )


def kind(shift: Shift, at: datetime) -> str:
    """Under which heading a place stands."""
    if shift.status in GIVEN_UP:
        return "without"
    if shift.waits(at):
        return "waiting"
    return "today" if shift.mine and shift.today(at) else "coming"
