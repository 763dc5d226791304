"""One telephone, however its country writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.contacts.spellings import spellings

NUMBERS = st.from_regex(r"\+(?:52|54|55|502)[2-9][0-9]{7,11}", fullmatch=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+5215512345678", "+525512345678"),
        ("+5491123456789", "+541123456789"),
        ("+5511987654321", "+551187654321"),
        ("50255551234", "+502 5555 1234"),
        ("Ana@Otra.test ", "ana@otra.test"),
    ],
)
def test_both_spellings_mean_the_same(one: str, other: str) -> None:
    assert spellings(one) == spellings(other)


@pytest.mark.parametrize("line", ["+551134567890", "+34600111222", "+12025550123", "x"])
def test_other_numbers_have_one(line: str) -> None:
    assert spellings(line) == [line]


@given(NUMBERS)
def test_every_spelling_knows_all_of_them(number: str) -> None:
    assert all(spellings(other) == spellings(number) for other in spellings(number))
