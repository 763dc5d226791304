"""Those who could be asked to take a place, in the groups that the page of the team shows."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from volunteers.assignments.domain.candidates import Candidate

BEST: Final = 12
MOST: Final = 100  # of those against whom something speaks


class Group(Struct, frozen=True):
    """Some people, and how many more there are."""

    people: Sequence[Candidate]
    more: int = 0


class Candidates(Struct, frozen=True, kw_only=True):
    """Who can take the place, the `best` first, who could `despite` something, and who cannot.

    `addables` are those who may be added by name to a team that is under way.
    """

    best: Sequence[Candidate]
    others: Sequence[Candidate]
    despite: Group
    impossible: Group
    addables: list[tuple[str, str]]


def grouped(ranked: Sequence[Candidate]) -> Candidates:
    """The groups, each in the order of the ranking."""
    free = [one for one in ranked if not one.reasons]
    despite = [one for one in ranked if one.reasons and one.possible]
    impossible = [one for one in ranked if not one.possible]
    # Whoever came is not away, whatever they had said.
    came = (one for one in ranked if {it.rule for it in one.reasons if it.hard} <= {"away"})
    return Candidates(
        best=free[:BEST],
        others=free[BEST:],
        despite=_some(despite),
        impossible=_some(impossible),
        addables=[
            (str(one.volunteer), f"{one.name} ({one.home_name})")
            for one in sorted(came, key=lambda one: (one.name, one.volunteer))
        ],
    )


def _some(people: Sequence[Candidate]) -> Group:
    return Group(people[:MOST], max(0, len(people) - MOST))
