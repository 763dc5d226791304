"""The thirteen smallest age groups that are ever kept, from which every donor's bands are built."""

from typing import Final

UNKNOWN: Final = "unknown"

# Both ends belong to the atom; None means "and older".
SPANS: Final[dict[str, tuple[int, int | None]]] = {
    "0-5": (0, 5),
    "6": (6, 6),
    "7-10": (7, 10),
    "11-12": (11, 12),
    "13-14": (13, 14),
    "15-17": (15, 17),
    "18-19": (18, 19),
    "20-24": (20, 24),
    "25-34": (25, 34),
    "35-49": (35, 49),
    "50-59": (50, 59),
    "60+": (60, None),
}

ATOMS: Final = (*SPANS, UNKNOWN)


def atom_of(age: int) -> str:
    """Turn completed years into an atom, so that the age itself need not be kept.

    Raises ValueError for an age below zero; an age that nobody gave is UNKNOWN, not a number.
    """
    if age < 0:
        raise ValueError(f"Nobody is {age} years old.")
    return next(atom for atom, (_, last) in SPANS.items() if last is None or age <= last)
