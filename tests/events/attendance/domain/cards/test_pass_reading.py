"""What is printed on a card is read however it was typed or scanned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.attendance.domain import codes
from events.attendance.domain.cards import pass_reading, pass_serials
from events.attendance.domain.cards.card_sheet import address

CODE = "ABCD2345WXYZ"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (CODE, CODE),
        (" abcd 2345 wxyz ", CODE),
        ("abcd-2345–wxyz", CODE),
        ("HTTPS://CONVOCA.TEST/P/ABCD2345WXYZ", CODE),
        ("https://convoca.test/p/abcd2345wxyz?idioma=en", CODE),
        ("AB?D 2345 W??Z", "AB?D2345W??Z"),
        ("https://convoca.test/p/ABCD2345WXY?", "ABCD2345WXY?"),
        ("A??? 2345 W?YZ", None),
        ("ABCD 2345", None),
        ("ABCD 2345 WX0Z", None),
        ("KXTB-017", None),
        ("", None),
        ("???", None),
    ],
)
def test_a_code_is_read_however_it_was_typed(text: str, read: str | None) -> None:
    assert pass_reading.read(text) == read


@given(st.data())
def test_the_right_code_is_among_the_candidates_of_a_damaged_one(data: st.DataObject) -> None:
    code = "".join(data.draw(st.lists(st.sampled_from(codes.ALPHABET), min_size=12, max_size=12)))
    lost = data.draw(st.sets(st.integers(0, 11), max_size=2))
    seen = "".join("?" if place in lost else letter for place, letter in enumerate(code))
    read = pass_reading.read(address("https://convoca.test", seen))
    assert read == seen
    possible = pass_reading.candidates(read)
    assert possible.count(code) == 1
    assert len(possible) == len(set(possible)) == len(codes.ALPHABET) ** len(lost)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("KXTB-017", ("KXTB", 17)),
        ("kxtb 17", ("KXTB", 17)),
        (" KXTB-1000 ", ("KXTB", 1000)),
        ("KXTB", None),
        ("KXTA-017", None),
        (CODE, None),
    ],
)
def test_a_serial_is_read_however_it_was_typed(text: str, read: tuple[str, int] | None) -> None:
    assert pass_serials.read(text) == read


@given(st.integers(1, 1000))
def test_a_serial_is_read_as_it_is_printed(number: int) -> None:
    letters = pass_serials.new_letters()
    assert pass_serials.read(pass_serials.serial(letters, number)) == (letters, number)
    assert set(letters) <= set(codes.ALPHABET)
