"""A workbook whose cells are what they are, and that runs nothing."""

from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
from msgspec.structs import replace

from events.outreach.domain.exports.report import Report
from events.outreach.domain.exports.workbook import xlsx_of
from server.foundation.translation import speaking
from tests.support.reports import internal, released


def opened(report: Report) -> Any:
    return openpyxl.load_workbook(BytesIO(xlsx_of(report)))


def test_numbers_shares_and_days_have_their_types() -> None:
    sheet = opened(released())["Metas"]
    assert [sheet.cell(1, at).value for at in (1, 5, 7, 10)] == [
        "Código", "Desde", "Meta", "Avance, mínimo",
    ]  # fmt: skip
    target = [sheet.cell(3, at) for at in (5, 7, 8, 10, 11)]
    assert [(cell.value, cell.number_format, cell.data_type) for cell in target] == [
        (datetime.fromisoformat("2026-07-01"), "yyyy-mm-dd", "d"),
        (2000, "#,##0", "n"),
        (1013, "#,##0", "n"),
        (0.506, "0.0%", "n"),
        (0.603, "0.0%", "n"),
    ]


def test_every_sheet_has_a_frozen_header() -> None:
    for report, frozen in ((released(), "B2"), (internal(), "B3")):
        book = opened(report)
        assert {sheet.freeze_panes for sheet in book.worksheets} == {frozen}


def test_every_internal_sheet_says_so_and_no_released_one_does() -> None:
    mark = "Uso interno, no publicar"
    assert {sheet["A1"].value for sheet in opened(internal()).worksheets} == {mark}
    assert {sheet.oddHeader.center.text for sheet in opened(internal()).worksheets} == {mark}
    said = {cell.value for sheet in opened(released()) for row in sheet for cell in row}
    assert (mark in said, "Publicado para el donante" in said) == (False, True)


def test_the_readme_says_what_it_is_and_by_which_rule_and_receipt() -> None:
    readme = {row[0].value: row[1].value for row in opened(released())["Léeme"].iter_rows()}
    assert (readme["Qué es"], readme["Regla de conteo"], readme["Hecho el"]) == (
        "Crecer en paz, tercer trimestre", "2026-1", "5 de octubre de 2026",
    )  # fmt: skip
    assert (
        readme["Constancia de cifras"]
        == "019aa0a0-0000-7000-8000-000000000001 · Cifras del trimestre"
    )
    assert readme["Publicación"] == "019aa0a0-0000-7000-8000-0000000000aa"


def test_nothing_in_it_is_a_formula() -> None:
    report = released()
    work = replace(report.work, name="=HYPERLINK(1)", donor="+1", implementer="@x\x07")
    aims = (replace(report.aims[0], code="-1", name_es="=1+1"),)
    book = opened(replace(report, work=work, aims=aims, title="\t=2"))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert {"'=HYPERLINK(1)", "'+1", "'-1", "'=1+1", "'\t=2"} <= {cell.value for cell in cells}


def test_it_speaks_english() -> None:
    with speaking("en"):
        assert opened(released()).sheetnames != opened(internal()).sheetnames
