"""Recognising columns by their headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain.imports.columns import COLUMNS, folded, guess
from server.foundation.translation import LANGUAGES, gettext, speaking


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_spreadsheet_of_ours_is_recognised_whole_in_every_language(language: str) -> None:
    with speaking(language):
        headings = [gettext(column.heading) for column in COLUMNS]
    assert guess(headings) == {column.field: at for at, column in enumerate(COLUMNS)}


def test_a_coordinators_own_headings_are_recognised() -> None:
    headings = ["No.", "ACTIVIDAD", "Fecha:", "Hora Inicio", "Hora final", "MUNICIPIO", "Sede",
                "Dirigido a", "Tema", "Observaciones", "Firma"]  # fmt: skip
    found = guess(headings)
    assert found == {
        "title": 1, "date": 2, "start": 3, "end": 4, "municipality": 5, "venue": 6,
        "audiences": 7, "topics": 8, "notes": 9,
    }  # fmt: skip


@pytest.mark.parametrize("heading", ["Start time", "Horario", "HORA DE INICIO", "hora_inicio"])
def test_a_heading_is_recognised_however_it_is_written(heading: str) -> None:
    assert guess([heading]) == {"start": 0}


def test_no_name_means_two_columns() -> None:
    names = [folded(name) for c in COLUMNS for name in {folded(n): n for n in
             (c.field, c.heading, *c.aliases)}]  # fmt: skip
    assert [name for name in set(names) if names.count(name) > 1] == []


@given(st.lists(st.text(max_size=30), max_size=20))
def test_any_headings_give_each_field_one_column(headings: list[str]) -> None:
    found = guess(headings)
    assert all(0 <= at < len(headings) for at in found.values())
