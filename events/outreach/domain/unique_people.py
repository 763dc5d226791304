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

The upper end is always attained by some world that leaves these lines. So is the lower end where
all answers of sex and age are known, and where those missing are all of one of the two and from
people without a pass. Elsewhere it may lie below the fewest possible people, never above.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from events.outreach.domain.counted_lines import Line, pass_on, people_on
from events.planning.domain.age_atoms import UNKNOWN

LASTING_ANSWERS: Final = frozenset({"sex", "age_band"})


def fewest(lines: Sequence[Line]) -> int:
    """Expects settled lines, as do all below."""
    each_sex = _known_parts(lines, "sex")
    return max(_fewest_of_fullest_period(lines), sum(map(_fewest_of_fullest_period, each_sex)))


def most(lines: Sequence[Line]) -> int:
    passes = {(line.period, code) for line in lines if (code := pass_on(line)) is not None}
    return len(passes) + sum(people_on(line) for line in lines if pass_on(line) is None)


def _fewest_of_fullest_period(lines: Iterable[Line]) -> int:
    periods = _parts(lines, "period").values()
    return max((_fewest_within_period(part, LASTING_ANSWERS) for part in periods), default=0)


def _fewest_within_period(lines: Sequence[Line], answers: frozenset[str]) -> int:
    told_apart = [
        sum(_fewest_within_period(part, answers - {name}) for part in _known_parts(lines, name))
        for name in answers
    ]
    return max([_distinct_passes(lines), _fullest_event(lines), *told_apart])


def _distinct_passes(lines: Iterable[Line]) -> int:
    return len({code for line in lines if (code := pass_on(line)) is not None})


def _fullest_event(lines: Iterable[Line]) -> int:
    present: Counter[UUID] = Counter()
    for line in lines:
        present[line.event] += people_on(line)
    return max(present.values(), default=0)


def _known_parts(lines: Iterable[Line], name: str) -> list[list[Line]]:
    return [part for answer, part in _parts(lines, name).items() if answer != UNKNOWN]


def _parts(lines: Iterable[Line], name: str) -> dict[object, list[Line]]:
    parts: defaultdict[object, list[Line]] = defaultdict(list)
    for line in lines:
        parts[getattr(line, name)].append(line)
    return parts
