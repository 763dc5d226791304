"""Choosing an alternative fills the form in."""

from uuid import UUID

import pytest

from events.planning.web.alternative_choice import apply_alternative, value_of
from server.web.forms import Form

ROOM = str(UUID(int=7))
FILLED = {
    "title": ["Taller"], "day": ["2026-12-05"], "last_day": [""], "starts": ["09:00"],
    "ends": ["12:00"], "venue": [ROOM],
}  # fmt: skip


def chosen(text: str) -> tuple[bool, dict[str, str]]:
    form = Form({**FILLED, "alternativa": [text]})
    applied = apply_alternative(form)
    return applied, {name: form.value(name) for name in FILLED}


def test_what_was_chosen_is_filled_in_and_the_rest_stays() -> None:
    assert chosen("2026-12-12|08:30|11:30|") == (
        True,
        {
            "title": "Taller", "day": "2026-12-12", "last_day": "", "starts": "08:30",
            "ends": "11:30", "venue": "",
        },
    )  # fmt: skip


def test_an_end_on_another_day_names_it() -> None:
    _applied, filled = chosen(f"2026-12-12|22:00|2026-12-13T02:00|{ROOM}")
    assert (filled["last_day"], filled["ends"], filled["venue"]) == ("2026-12-13", "02:00", ROOM)


@pytest.mark.parametrize(
    "text",
    ["", "2026-12-12", "hoy|1|2|3", "2026-12-12|08:30|tarde|", "2026-12-12|08:30|11:30|aquí"],
)
def test_anything_else_changes_nothing(text: str) -> None:
    assert chosen(text) == (False, {name: values[0] for name, values in FILLED.items()})


@pytest.mark.parametrize("last_day", ["", "2026-12-06"])
def test_a_form_can_be_sent_as_it_is(last_day: str) -> None:
    form = Form({**FILLED, "last_day": [last_day]})
    form.put("alternativa", value_of(form))
    assert apply_alternative(form)
    assert {name: form.value(name) for name in FILLED} == {
        name: values[0] for name, values in FILLED.items()
    } | {"last_day": last_day}
