"""How text messages are cut, against a splitter that tries every cut."""

from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notifications.channels import gsm
from notifications.channels.gsm import Segments

WIDE = "^{}\\[~]|€"
SEVEN_BITS = st.text("aZ0 @ñéÑ¿\n" + WIDE, max_size=500)
SIXTEEN_BITS = st.text("aáí«🙂𝄞", max_size=300)
ANYTHING = st.text(max_size=300)


def fewest_parts(lengths: list[int], size: int) -> int:
    """The least number of parts over all ways to cut between letters."""

    @cache
    def rest(start: int) -> int:
        if sum(lengths[start:]) <= size:
            return 1
        ends = [end for end in range(len(lengths)) if 0 < sum(lengths[start:end]) <= size]
        return 1 + min(rest(end) for end in ends[-2:])

    return rest(0)


@given(SEVEN_BITS)
@example("a" * 160)
@example("a" * 161)
@example("a" * 152 + "€" + "a" * 152)
@example("a" * 306)
@example("€" * 80)
@example("€" * 81)
def test_a_message_in_seven_bits_is_cut_into_as_few_parts_as_can_be(text: str) -> None:
    lengths = [2 if letter in WIDE else 1 for letter in text]
    units = sum(lengths)
    count = 1 if units <= 160 else fewest_parts(lengths, 153)
    assert gsm.segments(text) == Segments("GSM-7", count, units)


@given(SIXTEEN_BITS.map("á{}".format))
@example("á" * 70)
@example("á" * 71)
@example("á" * 66 + "🙂" + "á" * 66)
def test_a_message_in_sixteen_bits_is_cut_into_as_few_parts_as_can_be(text: str) -> None:
    lengths = [len(letter.encode("utf-16-be")) // 2 for letter in text]
    units = sum(lengths)
    count = 1 if units <= 70 else fewest_parts(lengths, 67)
    assert gsm.segments(text) == Segments("UCS-2", count, units)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 1), ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("a" * 159 + "€", 2)],
)
def test_the_limits_of_parts_are_those_of_the_standard(text: str, count: int) -> None:
    assert gsm.segments(text).count == count


def test_a_letter_of_two_units_stays_in_one_part() -> None:
    assert gsm.segments("a" * 152 + "€" + "a" * 152).count == 3
    assert gsm.segments("á" * 66 + "🙂" + "á" * 66).count == 3


def test_the_alphabet_has_128_places_with_the_escape_and_ten_more() -> None:
    assert (len(gsm.BASIC) + 1, len(gsm.EXTENDED)) == (128, 10)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Sábado a las 2, aquí", "Sabado a las 2, aqui"),
        ("¿Mañana? ¡Sí! Él también", "¿Mañana? ¡Si! Él también"),
        ("«Río» – 7:00 p. m.…", '"Rio" - 7:00 p. m....'),
        ("Tz\u2019utujil", "Tz'utujil"),
        ("u\u0301ltimo", "ultimo"),
    ],
)
def test_accents_that_cost_a_longer_alphabet_are_left_out(text: str, plain: str) -> None:
    assert gsm.plainer(text) == plain


@pytest.mark.parametrize("text", ["Sábado 🙂", "Sábado ☂", "Зá"])
def test_where_the_longer_alphabet_is_needed_anyway_nothing_is_left_out(text: str) -> None:
    assert gsm.plainer(text) == text


@given(ANYTHING | SEVEN_BITS | SIXTEEN_BITS)
def test_plainer_is_the_same_text_or_one_in_seven_bits(text: str) -> None:
    plain = gsm.plainer(text)
    assert plain == text or gsm.is_gsm(plain)
    assert gsm.plainer(plain) == plain
    assert gsm.segments(plain).count <= gsm.segments(text).count or not gsm.is_gsm(plain)


@given(SEVEN_BITS)
def test_a_text_in_seven_bits_stays_as_it_is(text: str) -> None:
    assert gsm.plainer(text) == text
