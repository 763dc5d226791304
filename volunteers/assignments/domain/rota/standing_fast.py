"""Whom the solver must not move, though they have not accepted: to it they count as if they had.

What only speaks against a place and does not forbid it was overlooked on purpose by whoever gave
it: a machine does not undo that. And nobody who was asked loses their place because somebody else,
perhaps at another event, called off: a repair moves only those who know nothing yet.
"""

from collections.abc import Collection

from msgspec import structs

from volunteers.assignments.domain.rota.checking import HARD
from volunteers.assignments.domain.solver.instance import Held, Instance
from volunteers.assignments.domain.solver.rules import Rule, SoFar, reasons


def standing_fast(instance: Instance, *, repair: bool) -> Instance:
    """The instance as the solver is to see it; what a rule forbids by now stays movable."""
    so_far = SoFar(instance, [held.place for held in instance.held])

    def seen(held: Held) -> Held:
        rules = _against(so_far, held)
        fast = HARD.isdisjoint(rules) and (bool(rules) or (repair and held.status == "invited"))
        return structs.replace(held, status="accepted") if fast else held

    return structs.replace(instance, held=tuple(seen(held) for held in instance.held))


def _against(so_far: SoFar, held: Held) -> Collection[Rule]:
    """What speaks against a place beside all others that stand."""
    stay = so_far.instance.tasks[held.task].stay
    so_far.teams[held.task].remove(held.place)
    so_far.stays[held.person].remove(stay)
    try:
        return reasons(so_far, held.person, held.task, held.role)
    finally:
        so_far.teams[held.task].append(held.place)
        so_far.stays[held.person].append(stay)
