"""Every doubt can be read aloud, with its numbers, hours and phones."""

from uuid import UUID

import pytest
from msgspec.structs import replace

from events.attendance.domain.review.doubts import Doubt
from events.attendance.domain.review.doubts_lines import Undone
from events.attendance.domain.review.doubts_numbers import Crowd, Early, Skewed, Untrue
from events.attendance.domain.review.doubts_twice import SameRoom, gathered
from events.attendance.domain.review.rulings import wrong_lines
from events.attendance.web import shown_clocks
from events.attendance.web.review import inbox_shown, inbox_words
from events.attendance.web.review.inbox_words import Words
from server.web.forms import Form
from tests.events.attendance.doubting import PHONES, after, counted

COUNT, LINE = UUID(int=3), UUID(int=4)
WORDS = Words("America/Guatemala", {UUID(int=7): "Entrada"}, {})
EARLY = Early(phone=PHONES[1], lines=(LINE, UUID(int=5)), at=after(-4 * 3600))
LARGE = Untrue(count=COUNT, seen=20, people=120, line=LINE)


def test_numbers_that_cannot_be_say_by_how_much() -> None:
    assert inbox_words.number(Crowd(people=31, capacity=30)) == (
        "1 persona más que el cupo", "Hay 31 en el registro y caben 30.",
    )  # fmt: skip
    assert inbox_words.number(Untrue(count=COUNT, seen=9, people=10))[1] == (
        "Se contaron 9 y se registraron 10."
    )


def test_lines_that_cannot_be_say_what_they_contradict() -> None:
    assert inbox_words.wrong_lines(LARGE, WORDS) == (
        "Un conteo de 120 personas", "En la sala se contaron 20.",
    )  # fmt: skip
    assert inbox_words.wrong_lines(EARLY, WORDS) == (
        "2 personas antes de hora", "Entrada · La primera: sáb 5 dic, 05:00.",
    )  # fmt: skip
    assert wrong_lines([EARLY, LARGE]) == {LINE: "headcount", UUID(int=5): "check_in"}


def test_what_was_undone_too_late_says_whom_it_took_back() -> None:
    one = Undone(
        event=COUNT, undone=LINE, line=LINE, kind="headcount", at=after(0), phone=PHONES[1],
        people=5, sex="female", age_band="13-14", audience=None,
    )  # fmt: skip
    assert inbox_words.undone(one, WORDS) == (
        "5 personas: Mujeres · 13 a 14 años", "Entrada · El aviso llegó: sáb 5 dic, 09:00.",
    )  # fmt: skip
    person = replace(one, kind="check_in", people=1, sex="unknown", age_band="unknown")
    assert inbox_words.undone(person, WORDS)[0] == "Sin dato"
    (section,) = inbox_shown.sections([one], WORDS, Form())
    assert [choice.value for choice in section.choices] == ["voided", "kept"]


def test_a_clock_is_named_by_its_phone_and_a_program_by_what_it_is() -> None:
    clock = Skewed(phone=PHONES[1], clock_skew=-3_600_000, lines=9)
    assert inbox_words.clock(clock, WORDS) == (
        "Entrada", "reloj del teléfono adelantado 1 h, corregido · 9 líneas",
    )  # fmt: skip
    assert inbox_words.phone_name(None, WORDS) == "Otro sistema"


def test_what_counted_the_room_is_named_with_its_phone() -> None:
    (counting,) = gathered([counted(way="door", phone=PHONES[1])])
    pair = inbox_words.same_room(SameRoom(first=counting, second=counting), WORDS)
    assert pair[1] == "en la puerta («Entrada») y en la puerta («Entrada»)"


def test_what_can_be_voided_stands_apart_from_what_can_only_be_explained() -> None:
    found: list[Doubt] = [
        Crowd(people=31, capacity=30),
        Untrue(count=COUNT, seen=9, people=10),
        LARGE,
        EARLY,
    ]
    lines, numbers = inbox_shown.sections(found, WORDS, Form())
    assert [choice.value for choice in lines.choices] == ["voided", "kept"]
    assert [choice.value for choice in numbers.choices] == ["kept"]
    assert (len(lines.rows), len(numbers.rows)) == (2, 2)


@pytest.mark.parametrize(
    ("skew", "said"),
    [
        (59_000, ""),
        (-60_000, "reloj del teléfono adelantado 1 min, corregido"),
        (3_900_000, "reloj del teléfono atrasado 1 h 5 min, corregido"),
        (-3 * 86_400_000, "reloj del teléfono adelantado 3 días, corregido"),
    ],
)
def test_a_wrong_clock_is_told_in_the_largest_unit_that_matters(skew: int, said: str) -> None:
    assert shown_clocks.remark(skew) == said
