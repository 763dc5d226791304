import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain.age_atoms import ATOMS, SPANS, UNKNOWN, atom_of


def test_there_are_thirteen_atoms_with_unknown_last() -> None:
    assert len(ATOMS) == 13
    assert ATOMS[-1] == UNKNOWN


@pytest.mark.parametrize(
    ("age", "atom"),
    [
        *((0, "0-5"), (5, "0-5"), (6, "6"), (7, "7-10"), (12, "11-12"), (13, "13-14")),
        *((17, "15-17"), (18, "18-19"), (24, "20-24"), (34, "25-34"), (49, "35-49")),
        *((59, "50-59"), (60, "60+")),
    ],
)
def test_an_age_becomes_the_atom_that_names_it(age: int, atom: str) -> None:
    assert atom_of(age) == atom


@given(st.integers(0, 130))
def test_every_age_lies_in_exactly_one_atom(age: int) -> None:
    holders = [
        atom
        for atom, (first, last) in SPANS.items()
        if first <= age and (last is None or age <= last)
    ]
    assert holders == [atom_of(age)]


def test_nobody_is_younger_than_zero() -> None:
    with pytest.raises(ValueError, match="Nobody is -1 years old"):
        atom_of(-1)
