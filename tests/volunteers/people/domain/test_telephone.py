"""Telephone numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteers.people.domain.telephone import normalised, spaced

local = st.from_regex(r"\A[2-8][0-9]{7}\Z")
between = st.sampled_from(["", " ", "-", ".", " - ", "\u2013", "\u00a0", "/"])


@given(
    local,
    st.lists(between, min_size=7, max_size=7),
    st.sampled_from(["", "502", "+502", "00502", "(502) "]),
)
def test_a_number_of_ours_is_known_however_it_is_written(
    number: str, gaps: list[str], country: str
) -> None:
    typed = (
        country
        + number[0]
        + "".join(gap + digit for gap, digit in zip(gaps, number[1:], strict=True))
    )
    assert normalised(typed) == f"+502{number}"


@given(st.text(max_size=24))
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    number = normalised(text)
    if number is not None:
        assert normalised(number) == number
        assert number[0] == "+"
        assert 8 <= len(number) - 1 <= 15
        assert number[1:].isascii()
        assert number[1:].isdecimal()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("5555-1234", "+50255551234"),
        (" (502) 5555 1234 ", "+50255551234"),
        ("+1 (202) 555-0143", "+12025550143"),
        ("0034 600 123 456", "+34600123456"),
    ],
)
def test_numbers_become_what_the_world_dials(typed: str, number: str) -> None:
    assert normalised(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "", "+", "110", "5555-123", "5555-12345", "0555-1234", "+502 0555 1234", "+0 5555 1234",
        "cinco", "55551234a", "+1" + "2" * 15, "+1234567", "２５５５１２３４", "²5551234",
        "++50255551234",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert normalised(typed) is None


def test_numbers_are_read_aloud_in_two_halves() -> None:
    assert [spaced("+50255551234"), spaced("+12025550143")] == ["+502 5555 1234", "+12025550143"]
