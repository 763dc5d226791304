"""Between how few and how many people can have left these lines.

A register knows people only by passes and by number. With U distinct passes over the events, uₑ of
them at event e, and hₑ people at e who are only a number (headcounts, and check-ins without a
pass), the unique people are

    [max(U, maxₑ(uₑ + hₑ)), U + Σhₑ]

What is taken as true:

- Whoever is counted at an event is counted there once, and a pass is one person.
- Within a period a person has one sex and one age band. So the fewest people of a whole are at
  least the fewest of its known sexes together, of its known age bands together, and of both.
  Nothing of the kind holds for the audience (a teacher at one event is a mother at the next) nor
  for anything that belongs to the event (place, kind, topic): one person stands in several cells.
- Pseudonyms of different uniqueness periods cannot be compared, so a person of one period may be
  anybody, or nobody, of another: the most people are the sum over the periods, the fewest those of
  the fullest period. Sex still tells people apart across periods, age does not: people grow older.

Whoever an adjustment took back was not there, but may have been anybody of the same answers at that
event: so each event has exactly so many people fewer, and the most people are never more than the
contacts; of the passes, as many may be gone as were taken from a cell, and no more than it had.

The upper end is always attained by some world that leaves these lines, where nobody was taken
back. So is the lower end where
all answers of sex and age are known, and where those missing are all of one of the two and from
people without a pass. Elsewhere it may lie below the fewest possible people, never above.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.counted_lines import Line, pass_on, people_on
from events.outreach.domain.taken_back import taken_back
from events.planning.domain.age_atoms import UNKNOWN

LASTING_ANSWERS: Final = frozenset({"sex", "age_band"})


class _Group(Struct):
    """Those of one period who gave the same lasting answers; `present` counts them by event.

    As many of their passes as are `doubtful` may stand for nobody who came.
    """

    period: UUID
    sex: str
    age_band: str
    passes: set[bytes]
    present: Counter[UUID]
    doubtful: int = 0


def fewest(lines: Sequence[Line]) -> int:
    """Expects settled lines, as does `most`."""
    groups = _groups(lines)
    each_sex = _known_parts(groups, "sex")
    return max(_fewest_of_fullest_period(groups), sum(map(_fewest_of_fullest_period, each_sex)))


def most(lines: Sequence[Line]) -> int:
    passes: set[tuple[UUID, bytes]] = set()
    # Where passes may be among those taken back, so many others may have stayed.
    without = sum(taken.with_pass for taken in taken_back(lines).values())
    for line in lines:
        code = pass_on(line)
        if code is None:
            without += people_on(line)
        else:
            passes.add((line.period, code))
    return min(len(passes) + without, sum(map(people_on, lines)))


def _groups(lines: Sequence[Line]) -> list[_Group]:
    """Settled passes give one sex and one age band, so each stands in one group of its period."""
    groups: dict[tuple[UUID, str, str], _Group] = {}
    for line in lines:
        answers = line.period, line.sex, line.age_band
        group = groups.get(answers)
        if group is None:
            group = groups[answers] = _Group(*answers, set(), Counter())
        group.present[line.event] += people_on(line)
        code = pass_on(line)
        if code is not None:
            group.passes.add(code)
    for (period, _event, sex, age_band, _audience), taken in taken_back(lines).items():
        groups[period, sex, age_band].doubtful += taken.with_pass
    return list(groups.values())


def _fewest_of_fullest_period(groups: Iterable[_Group]) -> int:
    periods = _parts(groups, "period").values()
    return max((_fewest_within_period(part, LASTING_ANSWERS) for part in periods), default=0)


def _fewest_within_period(groups: Sequence[_Group], answers: frozenset[str]) -> int:
    told_apart = [
        sum(_fewest_within_period(part, answers - {name}) for part in _known_parts(groups, name))
        for name in answers
    ]
    return max([_distinct_passes(groups), _fullest_event(groups), *told_apart])


def _distinct_passes(groups: Iterable[_Group]) -> int:
    return sum(max(0, len(group.passes) - group.doubtful) for group in groups)


def _fullest_event(groups: Sequence[_Group]) -> int:
    if len(groups) == 1:
        return max(groups[0].present.values())
    present: Counter[UUID] = Counter()
    for group in groups:
        present.update(group.present)
    return max(present.values(), default=0)


def _known_parts(groups: Iterable[_Group], name: str) -> list[list[_Group]]:
    return [part for answer, part in _parts(groups, name).items() if answer != UNKNOWN]


def _parts(groups: Iterable[_Group], name: str) -> dict[object, list[_Group]]:
    parts: defaultdict[object, list[_Group]] = defaultdict(list)
    for group in groups:
        parts[getattr(group, name)].append(group)
    return parts
