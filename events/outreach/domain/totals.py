"""The figures of a set of lines, as a whole and part by part."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from events.outreach.domain.counted_lines import Answer, Line, Mark, Tally, people_on, settled
from events.outreach.domain.groupings import Grouping, by_answer
from events.outreach.domain.taken_back import taken_back
from events.outreach.domain.unique_people import fewest, most
from events.planning.domain.age_atoms import UNKNOWN

K = TypeVar("K")


class Cell(Struct, frozen=True, kw_only=True):
    """One figure of every ledger that these lines feed; contacts = check_ins + headcount."""

    contacts: int = 0
    unique_from: int = 0
    unique_to: int = 0
    headcount: int = 0
    check_ins: int = 0


class Breakdown(Struct, frozen=True, kw_only=True):
    """A total and its parts, `unknown` among them.

    Contacts, check-ins and headcount of the parts add up to the total unless `overlapping`: some
    event stands in several parts, because it has several topics. Unique people need never add up.
    A part of which everybody was taken back is none.
    """

    total: Cell
    cells: dict[str, Cell]
    overlapping: bool = False


def reach(marks: Iterable[Mark], tallies: Iterable[Tally]) -> Cell:
    """Count the lines; their order and how a headcount is split into lines make no difference.

    A headcount below nothing takes people back who were never there, as `taken_back` says.
    """
    return _cell([*settled(marks), *tallies])


def breakdown(
    marks: Iterable[Mark], tallies: Iterable[Tally], *, by: Answer | Grouping
) -> Breakdown:
    """Count the lines and each part of them; a line that `by` gives no code is `unknown`.

    The total is what `reach` gives, whatever it is broken down by.
    """
    (only,) = breakdowns(marks, tallies, by={by: by}).values()
    return only


def breakdowns(
    marks: Iterable[Mark], tallies: Iterable[Tally], *, by: Mapping[K, Answer | Grouping]
) -> dict[K, Breakdown]:
    """Several breakdowns of the same lines, under the names that they are asked for by."""
    lines: list[Line] = [*settled(marks), *tallies]
    total = _cell(lines)
    return {name: _parted(lines, total, grouping) for name, grouping in by.items()}


def _parted(lines: Sequence[Line], total: Cell, by: Answer | Grouping) -> Breakdown:
    codes_of = by_answer(by) if isinstance(by, str) else by
    parts: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        for code in set(codes_of(line)) or {UNKNOWN}:
            parts[code].append(line)
    return Breakdown(
        total=total,
        cells={code: cell for code in sorted(parts) if (cell := _cell(parts[code])) != Cell()},
        overlapping=sum(map(len, parts.values())) > len(lines),
    )


def _cell(lines: Sequence[Line]) -> Cell:
    check_ins = sum(isinstance(line, Mark) for line in lines)
    check_ins -= sum(taken.check_ins for taken in taken_back(lines).values())
    contacts = sum(map(people_on, lines))
    return Cell(
        contacts=contacts,
        unique_from=fewest(lines),
        unique_to=most(lines),
        headcount=contacts - check_ins,
        check_ins=check_ins,
    )
