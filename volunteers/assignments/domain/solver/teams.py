"""What people at one event decide among each other: languages, novices, and who goes with whom."""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.instance import Instance, Place
from volunteers.assignments.domain.solver.weights import Weights

ASSISTANT: Final = 1
Column = NDArray[Any]


class Teams:
    """Who is at which event; `parting` is what each person's pairs cost who comes alone."""

    def __init__(self, instance: Instance, places: Collection[Place], weights: Weights) -> None:
        self._instance, self._weights = instance, weights
        people = instance.people
        self._novice = np.array([person.novice for person in people], dtype=bool)
        self._speaks = _speakers(instance)
        self._apart, self._together = _partners(instance, wanted=False), _partners(instance)
        self.parting = np.zeros(len(people), dtype=np.int64)
        for person, others in self._together.items():
            self.parting[person] = weights.apart * len(others)
        self.members: dict[int, list[int]] = defaultdict(list)
        self._heard = Counter[tuple[int, str]]()
        self._spare = Counter[int]()  # experienced leads less novices
        for place in sorted(places, key=lambda it: (it.task, it.person)):
            self.change(place, 1)

    def change(self, place: Place, by: int) -> None:
        """Add somebody to a team, or take them out of it."""
        person = self._instance.people[place.person]
        if by > 0:
            self.members[place.task].append(place.person)
        else:
            self.members[place.task].remove(place.person)
        for language in set(person.languages):
            self._heard[place.task, language] += by
        if person.novice:
            self._spare[place.task] -= by
        elif place.role == "lead":
            self._spare[place.task] += by

    def alone(self, task: int) -> bool:
        """Whether one adult only is there where there are minors."""
        return self._instance.tasks[task].minors and len(self.members[task]) == 1

    def unspoken(self, task: int) -> list[str]:
        """The languages that nobody there speaks."""
        needed = self._instance.tasks[task].languages
        return [language for language in needed if not self._heard[task, language]]

    def speaking(self, language: str, people: Column) -> Column:
        """Which of some people speak it."""
        return np.asarray(self._speaks[language][people])

    def weigh(self, costs: Column, task: int, role: int, people: Column, never: int) -> Column:
        """The costs of taking some people, with regard to who is there."""
        for language in self.unspoken(task):
            costs -= self._weights.language * self.speaking(language, people)
        for member in self.members[task]:
            for other in self._together.get(member, ()):
                costs[people == other] -= 2 * self._weights.apart
        for member in self.members[task]:
            for other in self._apart.get(member, ()):
                costs[people == other] = never
        if role == ASSISTANT and self._spare[task] <= 0:
            costs[self._novice[people]] = never
        return costs

    def plain(self, task: int, person: int) -> bool:
        """Whether a place costs anybody else the same whether or not this person is there."""
        return not (
            self._instance.tasks[task].languages
            or self._novice[person]
            or person in self._together
            or person in self._apart
        )

    def difference(self, place: Place) -> int:
        """What somebody's presence adds to the costs, beside what it costs by itself."""
        there = self.members[place.task]
        others = [it for it in self._together.get(place.person, ()) if it in there]
        own = place.person in there
        languages = self._instance.people[place.person].languages
        alone = sum(
            language in languages and self._heard[place.task, language] == own
            for language in self._instance.tasks[place.task].languages
        )
        return -self._weights.language * alone - 2 * self._weights.apart * len(others)


def _speakers(instance: Instance) -> dict[str, Column]:
    needed = {language for task in instance.tasks for language in task.languages}
    return {
        language: np.array([language in person.languages for person in instance.people])
        for language in sorted(needed)
    }


def _partners(instance: Instance, *, wanted: bool = True) -> dict[int, list[int]]:
    partners: dict[int, list[int]] = defaultdict(list)
    for pair in instance.pairs:
        if pair.together is wanted and pair.one != pair.other:
            partners[pair.one].append(pair.other)
            partners[pair.other].append(pair.one)
    return dict(partners)
