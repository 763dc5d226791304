"""Reading forms: whatever is typed, the answer is a value or a sentence."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.foundation.errors import Invalid
from server.web.forms import EARLIEST, LATEST, Form

GUATEMALA = ZoneInfo("America/Guatemala")
TYPED = st.one_of(
    st.text(),
    st.from_regex(r"\A[0-9]{1,30}\Z"),
    st.from_regex(r"\A\d{4}-\d\d-\d\d\Z"),
    st.from_regex(r"\A\d\d:\d\d(:\d\d)?\Z"),
    st.uuids().map(str),
    st.dates().map(str),
    st.times().map(str),
    st.integers().map(str),
    st.sampled_from(["", "a", "b", "0" * 5000 + "1", "9" * 5000]),
)
FORMS = st.dictionaries(st.sampled_from(["one", "two"]), st.lists(TYPED, max_size=3))
READERS: dict[str, Callable[[Form], object]] = {
    "text": lambda form: form.text("one"),
    "paragraphs": lambda form: form.paragraphs("one"),
    "whole": lambda form: form.whole("one", most=120),
    "choice": lambda form: form.choice("one", {"a", "b"}),
    "choices": lambda form: form.choices("one", {"a", "b"}),
    "reference": lambda form: form.reference("one"),
    "day": lambda form: form.day("one"),
    "hour": lambda form: form.hour("one"),
    "moment": lambda form: form.moment("one", "two", GUATEMALA),
}


@given(FORMS, st.sampled_from(sorted(READERS)))
def test_a_reader_never_raises_and_keeps_what_was_typed(
    typed: dict[str, list[str]], reader: str
) -> None:
    form = Form(typed)
    READERS[reader](form)
    assert {name: form.values(name) for name in typed} == typed
    assert set(form.errors) <= {"one", "two"}
    assert all(form.errors.values())


@given(FORMS, st.sampled_from(sorted(READERS)))
def test_a_form_with_a_mistake_is_refused_with_all_its_sentences(
    typed: dict[str, list[str]], reader: str
) -> None:
    form = Form(typed)
    READERS[reader](form)
    if not form.errors:
        form.check()
        return
    with pytest.raises(Invalid) as refusal:
        form.check()
    assert refusal.value.fields == form.errors


@given(TYPED)
def test_a_number_is_within_its_bounds_or_wrong(typed: str) -> None:
    form = Form({"one": [typed]})
    number = form.whole("one", least=0, most=120)
    assert number is None or 0 <= number <= 120
    assert (number is None and bool(typed.strip())) == bool(form.errors)


@given(TYPED, st.integers(0, 50))
def test_a_text_is_short_clean_and_on_one_line_or_wrong(typed: str, most: int) -> None:
    form = Form({"one": [typed]})
    text = form.text("one", most=most, required=False)
    assert text == text.strip()
    assert not any(ord(letter) < 32 or ord(letter) == 127 for letter in text)
    assert (len(text) > most) == bool(form.errors)


@given(TYPED)
def test_paragraphs_keep_their_lines(typed: str) -> None:
    text = Form({"one": [typed]}).paragraphs("one", most=10_000, required=False)
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in text)


@given(st.dates(EARLIEST, LATEST), st.times())
def test_a_moment_is_what_the_fields_say_there(day: date, hour: time) -> None:
    form = Form({"day": [day.isoformat()], "hour": [hour.isoformat("minutes")]})
    moment = form.moment("day", "hour", GUATEMALA)
    assert (moment.replace(tzinfo=None), form.errors) == (
        datetime.combine(day, hour.replace(second=0, microsecond=0)),
        {},
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana  ", "Ana"),
        ("Ana\r\nBcc: todos", "Ana Bcc: todos"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("tab\there", "tab here"),
    ],
)
def test_a_field_of_text_is_one_clean_line(typed: str, kept: str) -> None:
    assert Form({"name": [typed]}).text("name") == kept


def test_notes_keep_their_paragraphs() -> None:
    form = Form({"notes": [" Uno\r\n\r\nDos\x00 \n"]})
    assert form.paragraphs("notes") == "Uno\n\nDos"


def test_a_missing_field_is_named() -> None:
    form = Form({"name": ["  "]})
    form.text("name")
    form.text("note", required=False)
    form.choice("kind", {"a"})
    form.choice("place", {"a"}, required=False)
    form.choices("topics", {"a"})
    form.reference("venue", required=False)
    form.reference("event")
    form.day("day")
    form.hour("hour")
    assert sorted(form.errors) == ["day", "event", "hour", "kind", "name", "topics"]


def test_choices_are_taken_once_each_in_the_order_given() -> None:
    form = Form({"topics": ["b", "a", "b"]})
    assert form.choices("topics", {"a", "b"}) == ("b", "a")
    form.choices("topics", {"a"})
    assert form.error("topics") == "Elegir al menos una de las opciones."


def test_the_first_sentence_about_a_field_stays() -> None:
    form = Form()
    form.wrong("name", "Falta este dato.")
    form.refused(Invalid({"name": "Otra cosa.", "day": "Falta."}))
    assert form.errors == {"name": "Falta este dato.", "day": "Falta."}


def test_an_hour_with_a_zone_is_the_hour_that_was_typed() -> None:
    form = Form({"hour": ["09:00+05:00"], "day": ["2026-12-05"]})
    assert form.moment("day", "hour", GUATEMALA).astimezone(UTC) == datetime(
        2026, 12, 5, 15, tzinfo=UTC
    )


@pytest.mark.parametrize("typed", ["1999-12-31", "2100-01-01", "0001-01-01", "9999-12-31", "ayer"])
def test_a_day_outside_the_century_is_wrong(typed: str) -> None:
    form = Form({"day": [typed]})
    assert (form.day("day"), form.errors) == (
        EARLIEST,
        {"day": "Falta una fecha válida, por ejemplo 2026-12-05."},
    )


def test_what_was_left_empty_is_said_to_be_missing() -> None:
    form = Form({"day": [""], "hour": [""]})
    assert (form.day("day"), form.hour("hour")) == (EARLIEST, time.min)
    assert form.errors == {"day": "Falta la fecha.", "hour": "Falta la hora."}
