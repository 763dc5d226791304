"""Reading workbooks."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from events.planning.domain.imports.reading import read
from server.foundation.errors import Invalid


def workbook(fill: Callable[[Any], None]) -> bytes:
    """A workbook whose first sheet holds what `fill` writes."""
    book, kept = Workbook(), BytesIO()
    fill(book)
    book.save(kept)
    return kept.getvalue()


def rows(*lines: list[Any]) -> bytes:
    """A workbook of these lines."""

    def fill(book: Any) -> None:
        for line in lines:
            book.active.append(line)

    return workbook(fill)


def test_real_cells_become_words() -> None:
    content = rows(
        ["Título", "Fecha", "Hora", "Cupo", "Costo", "Momento", "Dura", "Sí"],
        [
            "a",
            date(2026, 12, 5),
            time(9, 30),
            40,
            12.5,
            datetime(2026, 12, 5, 9),  # noqa: DTZ001  (a cell knows no zone)
            timedelta(hours=2),
            True,
        ],
    )
    sheet = read(content, "America/Guatemala")
    assert sheet.rows[0].cells == [
        "a", "2026-12-05", "09:30:00", "40", "12.5", "2026-12-05 09:00:00", "02:00", "sí",
    ]  # fmt: skip


def test_the_first_sheet_with_headings_is_read() -> None:
    def fill(book: Any) -> None:
        book.active.append(["Léeme"])
        second = book.create_sheet("Agenda")
        second.append([])
        second.append(["Título", "Fecha"])
        second.append(["=1+1", "2026-12-05"])

    sheet = read(workbook(fill), "America/Guatemala")
    assert (sheet.headings, sheet.rows[0].number) == (["Título", "Fecha"], 3)
    # A formula counts as what it last came to; this one was never reckoned.
    assert sheet.rows[0].cells == ["", "2026-12-05"]


@pytest.mark.parametrize("lines", [[], [["uno"]], [["Título", "Fecha"]]])
def test_a_workbook_without_a_table_is_refused(lines: list[list[Any]]) -> None:
    with pytest.raises(Invalid):
        read(rows(*lines), "America/Guatemala")


@given(st.binary(max_size=300))
def test_any_bytes_behind_the_mark_of_a_zip_are_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        read(b"PK" + content, "America/Guatemala")
