"""Tables of the agenda, and what comes back from them."""

import csv
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from events.planning.domain import planning, venues
from events.planning.domain.draft import as_draft
from events.planning.domain.event import Material
from events.planning.domain.exports import files
from events.planning.domain.exports.tables import csv_lines, guarded
from events.planning.domain.imports.csv_file import told
from notifications.domain import upstairs
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.imported import ALWAYS, brought_in, counts, everything
from tests.support.own_database import own_database

pytestmark = pytest.mark.usefixtures("db")


async def several() -> None:
    """Events that tables find difficult."""
    hall = venues.NewVenue(name="Salón, anexo", municipality="0103")
    venue = await venues.add(hall, by=SYSTEM, at=TODAY)
    await planned(venue=venue, capacity=40, notes='Uno,\n«dos»; "tres"', title="=1+1")
    await planned(title="'=ya entre comillas", cost=Decimal("1250.50"), published=False)
    await planned(
        title="En línea", modality="virtual", meeting_url="https://meet.test/1",
        zone="America/New_York", starts_at=datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
        ends_at=datetime(2026, 11, 1, 8, 0, 30, tzinfo=UTC),
    )  # fmt: skip
    later = SATURDAY + timedelta(days=2)
    await planned(
        title="Dos días", starts_at=later, ends_at=later + timedelta(hours=30), kind="film-forum",
        topics=("trafficking", "support-networks"), audiences=("adolescents", "teachers"),
        details={"film": "Ixcanul"}, materials=(Material(label="Guía", version="2"),),
        public_title="Cine para familias", travel_note="Bus 32",
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_a_table_brings_the_same_drafts_into_an_empty_house(
    cluster: dict[str, Any], kind: str
) -> None:
    await several()
    before = await everything()
    written = await files.agenda_file(ALWAYS, kind)
    async with own_database(cluster, f"table_{kind}"):
        outcomes = await brought_in(written)
        assert [each.wrong for each in outcomes] == [{}] * 4
        after = await everything()
    assert [_apart_from_the_venue(e) for e in after] == [_apart_from_the_venue(e) for e in before]
    assert [event.venue_name for event in after] == [event.venue_name for event in before]
    assert {event.status for event in after} == {"draft"}


def _apart_from_the_venue(event: Any) -> Any:
    return event.uid, msgspec.structs.replace(as_draft(event), venue=None)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_a_table_that_comes_back_as_it_went_changes_nothing(kind: str) -> None:
    await several()
    before = await everything()
    assert counts(await brought_in(await files.agenda_file(ALWAYS, kind))) == {"unchanged": 4}
    assert await everything() == before


async def test_a_table_that_comes_back_corrected_changes_what_nobody_touched() -> None:
    await several()
    text = (await files.agenda_file(ALWAYS, "csv")).decode("utf-8-sig")
    corrected = text.replace("Bus 32", "Bus 33").replace(",40,", ",35,")
    touched = next(e for e in await everything() if e.capacity == 40)
    draft = msgspec.structs.replace(as_draft(touched), notes="Otra cosa")
    await planning.change(
        touched.id, draft, by=SYSTEM, at=TODAY + timedelta(hours=1), above=upstairs
    )
    outcomes = await brought_in(corrected, at=SATURDAY)
    assert counts(outcomes) == {"changed": 1, "left": 1, "unchanged": 2}
    after = {event.title: event for event in await everything()}
    assert after["Dos días"].travel_note == "Bus 33"
    assert (after["=1+1"].capacity, after["=1+1"].notes) == (40, "Otra cosa")


async def test_a_workbook_has_real_dates_hours_and_numbers() -> None:
    await several()
    book = load_workbook(BytesIO(await files.agenda_file(ALWAYS, "xlsx")))
    sheet, readme = book.worksheets
    lines: Any = sheet.iter_rows(values_only=True)
    head, *rows = lines
    row = dict(zip(head, next(r for r in rows if r[0] == "'=1+1"), strict=True))
    when = row["Fecha"].date(), row["Hora de inicio"], row["Hora de fin"], row["Cupo"]
    assert when == (date(2026, 12, 5), time(9), time(12), 40)
    assert (sheet.freeze_panes, readme["A1"].value) == ("B2", "Agenda del 2000-01-02 al 2099-12-30")
    types = {cell.data_type for line in sheet.iter_rows() for cell in line}
    assert "f" not in types


async def test_no_cell_of_a_table_is_a_formula() -> None:
    await several()
    text = (await files.agenda_file(ALWAYS, "csv")).decode("utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert "'=1+1" in cells


@given(st.text(alphabet="'=+-@a ", max_size=8).map(lambda words: " ".join(words.split())))
def test_a_guard_goes_as_it_came(words: str) -> None:
    assert told(guarded(words)) == words
    assert not guarded(words).startswith(("=", "+", "-", "@"))


@settings(max_examples=20)
@given(st.lists(st.lists(st.text(max_size=5), min_size=2, max_size=2), max_size=3))
def test_any_lines_make_a_table(rows: list[list[str]]) -> None:
    assert csv_lines(["a", "b"], rows).startswith(b"\xef\xbb\xbfa,b\r\n")
