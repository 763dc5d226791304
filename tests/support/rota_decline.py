"""A published rota, and what remains of it when one person says no."""

from msgspec.structs import replace

from volunteers.assignments.domain.solver.instance import Held, Instance, Place, Refused
from volunteers.assignments.domain.solver.result import Rota


def declined(world: Instance, rota: Rota, number: int) -> Instance:
    """Everything in the rota was published; who has the `number`-th free place declines it."""
    fixed = {held.place for held in world.held if held.status == "accepted"}
    free = [place for place in rota.places if place not in fixed]
    gone = free[number % len(free)]
    held = [_held(place, accepted=place in fixed) for place in rota.places if place != gone]
    refused = (*world.refused, Refused(gone.person, gone.task))
    return replace(world, held=tuple(held), refused=refused)


def moved(world: Instance, rota: Rota) -> int:
    """How many places that somebody held are taken from them."""
    return len({held.place for held in world.held} - set(rota.places))


def _held(place: Place, *, accepted: bool) -> Held:
    return Held(place.person, place.task, place.role, "accepted" if accepted else "invited")
