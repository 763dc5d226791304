"""What a file says of itself: of which places it is, since when, and what is not shown."""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pypdfium2
import pytest
from msgspec.structs import replace

from events.outreach.domain.exports.figures_csv import csv_of
from events.outreach.domain.exports.files import file_name
from events.outreach.domain.exports.report import Found, Goal, Line, Report, Table
from events.outreach.domain.exports.report_pdf import pdf_of
from events.outreach.domain.exports.workbook import xlsx_of
from events.outreach.domain.indicators.days import Days
from tests.support.reports import OFFICIALS, REACHED, internal, released

PART = "Solo se ve una parte"


def rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(csv_of(report).decode("utf-8-sig"))))


def pages(report: Report) -> list[str]:
    document = pypdfium2.PdfDocument(pdf_of(report))
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def sheet(report: Report, name: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(BytesIO(xlsx_of(report)))[name].iter_rows(values_only=True))


def of_pinula() -> Report:
    goal = replace(REACHED.goals[0], share=None, partial=True)
    return internal(only=("San José Pinula",), aims=(replace(REACHED, goals=(goal,)),))


def test_a_file_of_some_places_says_which_on_every_page_and_in_every_format() -> None:
    found = pages(of_pinula())
    assert "Municipios Solo San José Pinula" in found[0]
    assert ["Solo San José Pinula" in page for page in found] == [True] * len(found)
    readme = dict(row[:2] for row in sheet(of_pinula(), "Léeme"))
    assert readme["Municipios"] == "Solo San José Pinula"
    assert dict(row[:2] for row in sheet(internal(), "Léeme"))["Municipios"] == (
        "Mixco, San José Pinula"
    )
    about = rows(of_pinula())[0]
    assert (about["tabla"], about["codigo"], about["nombre"]) == (
        "informe", "municipios", "Solo San José Pinula",
    )  # fmt: skip


def test_where_there_is_no_share_a_word_says_why() -> None:
    assert f"2,000 1,013–1,207 {PART}" in " ".join(pages(of_pinula())).replace(" –", "–").replace(
        "– ", "–"
    )
    assert [row[-1] for row in sheet(of_pinula(), "Metas")][-1] == PART
    assert [row["nota"] for row in rows(of_pinula()) if row["tabla"] == "meta"] == [
        f"{PART}. Uso interno, no publicar"
    ]


@pytest.mark.parametrize(
    ("report", "name"),
    [
        (released(), "convoca-alcance-donante-growing-in-peace-2026-07-01-2026-09-30.pdf"),
        (
            released(readers="public"),
            "convoca-alcance-publico-growing-in-peace-2026-07-01-2026-09-30.pdf",
        ),
        (internal(), "convoca-alcance-interno-growing-in-peace-2026-07-01-2026-09-30.pdf"),
        (
            internal(work=replace(internal().work, slug="")),
            "convoca-alcance-interno-todos-2026-07-01-2026-09-30.pdf",
        ),
        (
            internal(work=replace(internal().work, slug='x"\r\n/../ñ')),
            "convoca-alcance-interno-x-2026-07-01-2026-09-30.pdf",
        ),
    ],
)
def test_a_file_is_named_after_its_readers_and_its_project(report: Report, name: str) -> None:
    assert file_name(report, "pdf") == name


def test_what_accumulates_says_since_when() -> None:
    report = internal(aims=(OFFICIALS,))
    said = "desde el inicio hasta el 30 de septiembre de 2026"
    assert said in " ".join(pages(report))
    (own, goal) = sheet(report, "Metas")[2:]
    assert (own[4], own[-1], goal[-1]) == (None, "Desde el inicio", None)
    told = [row for row in rows(report) if row["tabla"] == "indicador"]
    assert [(row["desde"], row["hasta"], row["nota"]) for row in told] == [
        ("", "2026-09-30", "Desde el inicio. Uso interno, no publicar")
    ]


def test_a_target_that_goes_on_says_until_when_it_was_counted() -> None:
    goal = Goal(
        municipality=None, place="", days=Days(), value=400, exact=True, found=Found(400, 400),
        share=(1.0, 1.0), until=date(2026, 9, 30),
    )  # fmt: skip
    report = released(aims=(replace(OFFICIALS, goals=(goal,)),))
    said = "contado hasta el 30 de septiembre de 2026"
    assert f"Todo el proyecto, {said}" in " ".join(pages(report))
    assert sheet(report, "Metas")[-1][-1] == said.capitalize()


def test_topics_have_no_total_beside_the_word_that_they_do_not_add_up() -> None:
    topics = Table(
        dimensions=("topic",), title="Por tema", overlapping=True,
        lines=(Line(codes=("a",), names=("Aves",), contacts=1480, people=Found(1, 2)),),
    )  # fmt: skip
    report = released(tables=(released().tables[0], topics))
    assert [row[1] for row in sheet(report, "Por tema")] == ["Nombre", "Aves"]
    text = " ".join(pages(report))
    assert ("Total 1,480" in text, "Estas filas no se suman." in text) == (False, True)


def test_numbers_are_bare_in_a_csv_also_below_zero_and_words_are_inert() -> None:
    line = Line(codes=("-1",), names=("=1+1",), contacts=2, people=Found(2, 2), headcount=-1)
    table = Table(dimensions=("kind",), title="Por tipo", lines=(line,))
    row = rows(internal(tables=(internal().tables[0], table), aims=()))[2]
    assert (row["conteo"], row["codigo"], row["nombre"]) == ("-1", "'-1", "'=1+1")
