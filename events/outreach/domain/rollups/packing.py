"""How what was counted is packed into bytes: big-endian, as PostgreSQL sends its numbers."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from events.planning.domain.age_atoms import SPANS, UNKNOWN

Numbers = NDArray[np.int64]
Records = NDArray[np.void]

# The place of a word is its code; 0 is nobody said, here and among the audiences.
SEXES: Final = (UNKNOWN, "female", "male", "other")
AGES: Final = (UNKNOWN, *SPANS)
STRETCH: Final = 65_536
"""So many passes of a period are packed together."""

PERSON: Final = np.dtype(">u4")
ANSWERS: Final = np.dtype([("sex", "u1"), ("age_band", "u1"), ("audience", ">u2")])
CELL: Final = np.dtype(
    [
        ("sex", ">i2"),
        ("age_band", ">i2"),
        ("audience", ">i2"),
        ("check_ins", ">i4"),
        ("headcount", ">i4"),
    ]
)
MARK: Final = np.dtype(
    [
        ("number", ">i4"),
        ("at", ">i8"),
        ("sex", ">i2"),
        ("age_band", ">i2"),
        ("audience", ">i2"),
    ]
)

_SEX: Final = f"array_position('{{{','.join(SEXES)}}}'::text[], sex) - 1"
_AGE: Final = f"array_position('{{{','.join(AGES)}}}'::text[], age_band) - 1"
_CODES: Final = f"int2send(({_SEX})::int2) || int2send(({_AGE})::int2) || int2send(audience::int2)"
PACKED_CELL: Final = f"{_CODES} || int4send(check_ins::int4) || int4send(headcount::int4)"
"""A CELL in PostgreSQL's words; `audience` is its number there."""
PACKED_MARK: Final = f"int4send(number) || timestamptz_send(at) || {_CODES}"
"""A MARK in PostgreSQL's words."""


def people(packed: bytes) -> Numbers:
    """The numbers of passes."""
    return np.frombuffer(packed, PERSON).astype(np.int64)


def kinds(sex: Numbers, age_band: Numbers) -> Numbers:
    """Sex and age as one code."""
    return sex * len(AGES) + age_band


def lengths(packed: Sequence[bytes], of: np.dtype[Any]) -> Numbers:
    """How many records each of these holds."""
    return np.fromiter(map(len, packed), np.int64, len(packed)) // of.itemsize


def ranks(words: Sequence[str]) -> Numbers:
    """The place of each code among the others when their words are put in order."""
    placed = sorted(range(len(words)), key=words.__getitem__)
    place = np.empty(len(words), np.int64)
    place[placed] = np.arange(len(words))
    return place


def by_number(audiences: Mapping[str, int]) -> list[str]:
    """The words that the numbers of audiences stand for; those of no number stand for nothing."""
    words = [UNKNOWN] * (max(audiences.values(), default=0) + 1)
    for word, number in audiences.items():
        words[number] = word
    return words
