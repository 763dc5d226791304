"""Rows of the programme: of events that clash, and of the roles at one, somebody takes one."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from volunteers.assignments.domain.solver.choice import Choice
from volunteers.assignments.domain.solver.clashes import Clashes, bits
from volunteers.assignments.domain.solver.sheet import Sheet


def enter_clashes(sheet: Sheet, chosen: Choice, clashes: Clashes) -> None:
    """Add a row for each person and clique of events; the candidates are the first columns."""
    rows: list[int] = []
    candidates: list[int] = []
    number = sheet.height
    for _person, places in places_of(chosen, clashes):
        for clique in cliques_of(places, clashes):
            found = [row for position in bits(clique) for row in places[position]]
            candidates += found
            rows += [number] * len(found)
            number += 1
    sheet.rows(-np.inf, 1, number - sheet.height)
    sheet.enter(rows, candidates)


def places_of(chosen: Choice, clashes: Clashes) -> Iterator[tuple[int, dict[int, list[int]]]]:
    """For each person the candidates at each position in the order of events."""
    order = np.argsort(chosen.person, kind="stable")
    position = clashes.position[chosen.task[order]].tolist()
    bounds = np.flatnonzero(np.diff(chosen.person[order], prepend=-1, append=-1)).tolist()
    order_, person = order.tolist(), chosen.person[order]
    for first, last in pairwise(bounds):
        at: dict[int, list[int]] = defaultdict(list)
        for place in range(first, last):
            at[position[place]].append(order_[place])
        yield int(person[first]), at


def cliques_of(places: dict[int, list[int]], clashes: Clashes) -> Iterator[int]:
    """The person's cliques, and each event by itself that clashes with none but has two roles."""
    seen = 0
    for clique in clashes.cliques(sum(1 << position for position in places)):
        seen |= clique
        yield clique
    for position, candidates in places.items():
        if len(candidates) > 1 and not seen >> position & 1:
            yield 1 << position
