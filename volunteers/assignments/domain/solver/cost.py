"""What a rota costs, counted the plain way; the solver's own sums are held against this."""

from collections import Counter
from collections.abc import Collection

from volunteers.assignments.domain.solver.instance import ROLES, Instance, Person, Place
from volunteers.assignments.domain.solver.weights import Weights


def cost(instance: Instance, places: Collection[Place], weights: Weights) -> int:
    """The sum of all shortcomings; less is better, and nothing can be less than 0."""
    taken = frozenset(places)
    return (
        _empty(instance, taken, weights)
        + _unspoken(instance, taken, weights)
        + _dropped(instance, taken, weights)
        + sum(_burden(person, number, weights) for person, number in _loads(instance, taken))
        + sum(place_cost(instance, place, weights) for place in taken)
        + _parted(instance, taken, weights)
    )


def step_cost(person: Person, number: int, weights: Weights) -> int:
    """What somebody's place costs that is their `number`-th of this rota, from 1 on."""
    level = (person.past + number) * 100 // person.share
    return weights.load * min(weights.load_steps, level)


def place_cost(instance: Instance, place: Place, weights: Weights) -> int:
    """What a place costs by itself: the road there, and not knowing when they are away."""
    person, stay = instance.people[place.person], instance.tasks[place.task].stay
    away = 0 if stay.virtual else road(instance, person.home, stay.municipality)
    return weights.travel * away + (0 if person.told else weights.untold)


def road(instance: Instance, one: str, other: str) -> int:
    """The minutes between two municipalities; none where the road is not known."""
    if one == other:
        return 0
    known = {frozenset((it.one, it.other)): it.minutes for it in instance.roads}
    return known.get(frozenset((one, other)), 0)


def _empty(instance: Instance, taken: frozenset[Place], weights: Weights) -> int:
    filled = Counter((place.task, place.role) for place in taken)
    return sum(
        weights.empty(role) * max(0, task.needs(role) - filled[number, role])
        for number, task in enumerate(instance.tasks)
        for role in ROLES
    )


def _unspoken(instance: Instance, taken: frozenset[Place], weights: Weights) -> int:
    spoken = {
        (place.task, language)
        for place in taken
        for language in instance.people[place.person].languages
    }
    return sum(
        weights.language
        for number, task in enumerate(instance.tasks)
        for language in task.languages
        if (number, language) not in spoken
    )


def _dropped(instance: Instance, taken: frozenset[Place], weights: Weights) -> int:
    prices = {"invited": weights.drop_invited, "proposed": weights.drop_proposed, "accepted": 0}
    return sum(prices[held.status] for held in instance.held if held.place not in taken)


def _loads(instance: Instance, taken: frozenset[Place]) -> list[tuple[Person, int]]:
    numbers = Counter(place.person for place in taken)
    return [(instance.people[person], number) for person, number in numbers.items()]


def _burden(person: Person, number: int, weights: Weights) -> int:
    return sum(step_cost(person, step, weights) for step in range(1, number + 1))


def _parted(instance: Instance, taken: frozenset[Place], weights: Weights) -> int:
    at = {(place.person, place.task) for place in taken}
    return sum(
        weights.apart
        for pair in instance.pairs
        if pair.together
        for task in range(len(instance.tasks))
        if ((pair.one, task) in at) != ((pair.other, task) in at)
    )
