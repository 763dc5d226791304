"""Whether somebody can take a place at an event, with every reason why not.

Who leads must hold a valid lead qualification for at least one of the event's topics; who assists,
a valid one of either role. A qualification for a topic covers its sub-topics. An event without
topics asks for none. What is `hard` nobody can override; everything else whoever invites may, and
says why.
"""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from volunteers.assignments.domain import eligible_people as people
from volunteers.assignments.domain import eligible_times as times
from volunteers.assignments.domain.eligible_people import TAKEN
from volunteers.assignments.domain.helper_facts import (
    Away,
    Beside,
    Engagement,
    Held,
    Helper,
    Limits,
    Place,
    Verified,
)

__all__ = [
    "HARD", "RULES", "TAKEN", "Away", "Beside", "Engagement", "Held", "Helper",
    "Limits", "Place", "Reason", "Verified", "reasons_against",
]  # fmt: skip

# Each says its sentence where it speaks against it, in the order in which they are read.
RULES: Final[dict[str, Callable[[Helper, Place], str]]] = {
    "already": people.already,
    "busy": times.busy,
    "travel": times.on_the_road,
    "away": times.away,
    "not_cleared": people.not_cleared,
    "not_qualified": people.not_qualified,
    "novice": people.novice,
    "apart": people.apart,
    "refused": people.refused,
    "unavailable": times.unavailable,
    "week_full": times.week_full,
    "month_full": times.month_full,
    "too_far": people.too_far,
}
HARD: Final = frozenset({"already", "busy", "travel", "away", "not_cleared"})


class Reason(Struct, frozen=True):
    """Why not; `hard` is what nobody can override."""

    rule: str
    hard: bool
    sentence: str


def reasons_against(helper: Helper, place: Place) -> tuple[Reason, ...]:
    """Every reason why the helper cannot or should not take the place; none means eligible."""
    told = ((rule, speaks(helper, place)) for rule, speaks in RULES.items())
    return tuple(Reason(rule, rule in HARD, sentence) for rule, sentence in told if sentence)
