"""What people type is the code it stands for, or nothing."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.attendance.domain.codes import ALPHABET, new_door_code, new_pass_code, normalise

codes = st.builds("".join, st.lists(st.sampled_from(ALPHABET), min_size=8, max_size=8)) | st.builds(
    "".join, st.lists(st.sampled_from(ALPHABET), min_size=12, max_size=12)
)


def test_the_alphabet_has_no_two_signs_that_look_alike() -> None:
    everything = set(string.digits + string.ascii_uppercase)
    assert everything - set(ALPHABET) == set("0O1ILU")
    assert len(ALPHABET) == 30


def test_new_codes_have_their_length_and_alphabet() -> None:
    made = [new_door_code() for _ in range(200)]
    assert {len(code) for code in made} == {8}
    assert {len(new_pass_code()) for _ in range(200)} == {12}
    assert set("".join(made)) == set(ALPHABET)
    assert len(set(made)) == 200


@given(codes, st.data())
def test_a_code_is_understood_however_it_is_written(code: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "-", "–", "\u00a0", "\n"]), min_size=8))
    cases = data.draw(st.lists(st.sampled_from([str.lower, str.upper]), min_size=12, max_size=12))
    written = "".join(
        case(sign) + gap
        for sign, case, gap in zip(code, cases, gaps + [""] * len(code), strict=False)
    )
    assert normalise(written) == code


@given(st.text() | st.text(alphabet=ALPHABET + string.ascii_letters + "01- ", max_size=16))
def test_whatever_is_understood_is_a_code_that_stays_the_same(text: str) -> None:
    code = normalise(text)
    if code is not None:
        assert len(code) in {8, 12}
        assert set(code) <= set(ALPHABET)
        assert normalise(code) == code


@pytest.mark.parametrize("sign", "0O1ILUoilu")
def test_a_sign_of_no_code_is_refused_and_not_guessed(sign: str) -> None:
    assert normalise("ABCD234" + "5") == "ABCD2345"
    assert normalise("ABCD234" + sign) is None


@pytest.mark.parametrize(
    "text",
    ["", "-", "ABCD234", "ABCD23456", "ABCD2345ABC", "ABCD2345ABCDE", "ABCD234ß", "ABCD234Ñ"],
)
def test_a_text_of_another_length_or_alphabet_is_no_code(text: str) -> None:
    assert normalise(text) is None
