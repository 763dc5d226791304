"""Putting the releases that share people into one problem."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from events.outreach.domain.releases.basis import Basis, Code
from events.outreach.domain.releases.problem import Membership, Problem, Row, Standing
from events.outreach.domain.releases.signatures import Numbers, Signature, Signatures


class Thresholds(Struct, frozen=True):
    """From how many people on a cell is told; `sensitive` where something must be discreet."""

    small: int
    sensitive: int


class Gathered(Struct, frozen=True, kw_only=True):
    """The problem, and the cell that each of its open rows stands for."""

    problem: Problem
    cells: dict[int, Code]


def gathered(
    earlier: Sequence[Basis], now: Basis, thresholds: Thresholds, *, few: Iterable[Code] = ()
) -> Gathered:
    """Every cell that `now` could tell, beside what became of those told earlier.

    Of `now` the cells are not decided yet; `few` are those that few people are behind.
    """
    known = _connected(earlier, now)
    numbers = Numbers(known)
    signatures = Signatures([*known, now], numbers).people()
    member = _membership(signatures, len(numbers.codes))
    problem = Problem(
        rows=[],
        member=member,
        people=np.array(list(signatures.values()), dtype=np.int64),
        sensitive=np.array([one.sensitive for one in signatures], dtype=bool),
        blocks=_blocks(signatures, numbers, thresholds),
        small=thresholds.small,
        small_sensitive=thresholds.sensitive,
    )
    return _decidable(problem, numbers, known, set(few))


def _connected(earlier: Sequence[Basis], now: Basis) -> list[Basis]:
    """Those that share an event with this release, or with another of which that is true."""
    reached = {event.id for event in now.events}
    waiting = [(basis, {event.id for event in basis.events}) for basis in earlier]
    while near := [pair for pair in waiting if pair[1] & reached]:
        waiting = [pair for pair in waiting if not pair[1] & reached]
        reached |= {event for _basis, events in near for event in events}
    apart = {id(basis) for basis, _events in waiting}
    return [basis for basis in earlier if id(basis) not in apart]


def _membership(signatures: Counter[Signature], height: int) -> Membership:
    member = np.zeros((height, len(signatures)), dtype=bool)
    for column, signature in enumerate(signatures):
        member[list(signature.rows), column] = True
    return member


def _blocks(signatures: Counter[Signature], numbers: Numbers, thresholds: Thresholds) -> Membership:
    """The people of each cell who were counted in the same releases, where they are few."""
    found: defaultdict[tuple[frozenset[int], int], list[int]] = defaultdict(list)
    for column, signature in enumerate(signatures):
        releases = frozenset(numbers.codes[number][0] for number in signature.rows)
        for number in signature.rows:
            if numbers.codes[number][0] == max(releases):
                found[releases, number].append(column)
    people = list(signatures.values())
    few = [
        columns for columns in found.values()
        if sum(people[column] for column in columns) < thresholds.sensitive
    ]  # fmt: skip
    blocks = np.zeros((len(few), len(people)), dtype=bool)
    for at, columns in enumerate(few):
        blocks[at, columns] = True
    return blocks


def _decidable(
    problem: Problem, numbers: Numbers, known: Sequence[Basis], few: set[Code]
) -> Gathered:  # fmt: skip
    before = [
        Row(standing=Standing.TOLD if cell.told else Standing.KEPT, small=cell.small, few=cell.few)
        for basis in known for cell in basis.cells
    ]  # fmt: skip
    values, small = problem.values, problem.threshold(problem.member)
    cells = {
        number: numbers.codes[number][1] for number in range(numbers.earlier, len(numbers.codes))
    }
    fresh = [
        Row(
            standing=Standing.OPEN,
            worth=(-len(code[0]), int(values[number])),
            small=int(small[number]),
            few=code in few,
        )
        for number, code in cells.items()
    ]
    problem = Problem(
        rows=[*before, *fresh],
        member=problem.member,
        people=problem.people,
        sensitive=problem.sensitive,
        blocks=problem.blocks,
        small=problem.small,
        small_sensitive=problem.small_sensitive,
    )
    return Gathered(problem=problem, cells=cells)
