"""What would have to change so that an empty place can be filled, as data, and what it costs.

Any change for one person that lifts one rule is cheaper than one that lifts two, and anybody who
is here is cheaper than somebody new.
"""

from typing import Final
from uuid import UUID

from msgspec import Struct

from volunteers.assignments.domain.solver.instance import Role
from volunteers.assignments.domain.solver.rules import Rule

# What it takes to lift a rule: a question for a yes, then for another day, then papers, then
# learning, and last to ask somebody who said no. What is not here cannot be asked for.
COSTS: Final[dict[Rule, int]] = {
    "week_full": 10,
    "month_full": 12,
    "too_far": 20,
    "unavailable": 30,
    "away": 35,
    "not_cleared": 40,
    "not_qualified": 60,
    "novice": 70,
    "refused": 80,
}
SECOND: Final = 100  # for every rule after a person's first
NEWCOMER: Final = 1_000
MORE: Final = 500  # to ask for an assistant more, where one adult would be alone with minors


class Lack(Struct, frozen=True, kw_only=True):
    """A rule that must no longer speak against somebody.

    `needs` is what would do: the limit of a week or month, the minutes of the road, or the day
    (ordinal) through which a clearance or a qualification must hold; None with the other rules.
    `since` is the first day, of a clearance, of an absence or of a time that somebody has not;
    `needs` is then the last one. `topics` are those of which a qualification for one would do.
    """

    rule: Rule
    needs: int | None = None
    since: int | None = None
    topics: tuple[str, ...] = ()


class Join(Struct, frozen=True, kw_only=True):
    """Somebody who takes a place once nothing in `lacks` speaks against it any more.

    Without a `person` it is somebody new, and `lacks` is what they must bring.
    """

    role: Role
    person: UUID | None = None
    lacks: tuple[Lack, ...] = ()


class Change(Struct, frozen=True, kw_only=True):
    """The cheapest change that fills a place: the first to join takes it.

    There is a second one only where one adult would be alone with minors; `more` is then how many
    assistants more than planned must be asked for, to have a place for them. A first one without
    any `lacks` needs only to be placed.
    """

    joins: tuple[Join, ...]
    cost: int
    more: int = 0


def cost_of(rules: tuple[Rule, ...]) -> int | None:
    """What it takes to lift all of these; None where one of them cannot be lifted."""
    if any(rule not in COSTS for rule in rules):
        return None
    return sum(COSTS[rule] for rule in rules) + SECOND * max(0, len(rules) - 1)
