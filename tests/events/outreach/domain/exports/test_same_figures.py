"""Every format says the same numbers."""

import csv
import json
from io import BytesIO, StringIO
from xml.etree.ElementTree import fromstring

import openpyxl
import pypdfium2
import pytest

from events.outreach.domain.exports.dhis2 import dhis2_of
from events.outreach.domain.exports.figures_csv import csv_of
from events.outreach.domain.exports.iati import iati_of
from events.outreach.domain.exports.report import Found, Report
from events.outreach.domain.exports.report_pdf import pdf_of
from events.outreach.domain.exports.workbook import xlsx_of
from tests.support.reports import internal, released

REPORTS = pytest.mark.parametrize("report", [internal(), released()], ids=["internal", "released"])
Numbers = dict[str, tuple[int | None, int | None, int | None]]


def in_csv(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(csv_of(report).decode("utf-8-sig"))))


def in_pdf(report: Report) -> str:
    pages = pypdfium2.PdfDocument(pdf_of(report))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def cells(report: Report) -> Numbers:
    """Contacts, the least and the most people of every row, by table and name."""
    return {
        f"{table.title}: {line.name}": (line.contacts, line.people.low, line.people.high)
        for table in report.parts
        for line in (*table.lines, report.total)
    }


def number(text: str) -> int | None:
    return int(text) if text else None


@REPORTS
def test_a_csv_has_every_cell(report: Report) -> None:
    titles = {table.code: table.title for table in report.tables}
    found = {
        f"{titles[row['tabla']]}: {row['nombre']}": tuple(
            number(row[name]) for name in ("contactos", "personas_desde", "personas_hasta")
        )
        for row in in_csv(report)
        if row["tabla"] in titles
    }
    total = found.pop("Total: Total")
    assert found | {f"{table.title}: Total": total for table in report.parts} == cells(report)


@REPORTS
def test_a_workbook_has_every_cell(report: Report) -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx_of(report)))
    top = 3 if report.internal else 2
    found = {
        f"{table.title}: {row[1]}": tuple(row[2:5])
        for table in report.parts
        for row in book[table.title].iter_rows(min_row=top, values_only=True)
    }
    assert found == cells(report)


@REPORTS
def test_a_pdf_has_every_cell(report: Report) -> None:
    text = in_pdf(report)
    for name, (contacts, low, high) in cells(report).items():
        row = name.partition(": ")[2]
        people = "—" if low is high is None else Found(low, high).text
        shown = "—" if contacts is None else f"{contacts:,}"
        # A dash of an interval may be read with spaces around it.
        assert f"{row} {shown} {people}" in text.replace(" –", "–").replace("– ", "–"), row


@REPORTS
def test_indicators_and_targets_are_the_same_in_csv_workbook_and_pdf(report: Report) -> None:
    wanted = [
        (aim.code, goal.value if goal else None, found.low, found.high)
        for aim in report.aims
        for goal, found in [(None, aim.found), *((goal, goal.found) for goal in aim.goals)]
    ]
    in_rows = [
        (row["codigo"], *(number(row[name]) for name in ("meta", "valor_desde", "valor_hasta")))
        for row in in_csv(report)
        if row["tabla"] in {"indicador", "meta"}
    ]
    book = openpyxl.load_workbook(BytesIO(xlsx_of(report)))
    top = 3 if report.internal else 2
    in_cells = [
        (row[0], *row[6:9]) for row in book["Metas"].iter_rows(min_row=top, values_only=True)
    ]
    assert sorted(in_rows, key=str) == sorted(in_cells, key=str) == sorted(wanted, key=str)
    text = in_pdf(report)
    for aim in report.aims:
        assert f"{aim.code} · {aim.name_es}" in text
    # What was reached of a target, cut and never rounded.
    assert "2,000 1,013–1,207 50–60 %" in text.replace(" –", "–").replace("– ", "–")
    assert "exactamente 400 400 100 %" in text
    assert "100 no reportado" in text


@REPORTS
def test_rates_are_those_of_the_figures_and_withheld_where_these_are(report: Report) -> None:
    wanted = {
        "Mixco": 31.58, "San José Pinula": 1.13 if report.internal else None,
    }  # fmt: skip
    rows = {
        row["nombre"]: row["valor_desde"] for row in in_csv(report) if row["tabla"] == "equidad"
    }
    assert {name: float(rate) if rate else None for name, rate in rows.items()} == wanted
    book = openpyxl.load_workbook(BytesIO(xlsx_of(report)))
    top = 3 if report.internal else 2
    shown = [[row[1].value, row[4].value] for row in book["Por habitantes"].iter_rows(min_row=top)]
    assert {name: None if rate is None else round(float(str(rate)), 2) for name, rate in shown} == (
        wanted
    )
    assert "Mixco 465,773 1,471 31.6" in in_pdf(report)


def test_dhis2_and_iati_have_the_same_indicators() -> None:
    report = released()
    values = {
        (value["dataElement"], value["orgUnit"], value.get("categoryOptionCombo", "")): value
        for value in json.loads(dhis2_of(report))["dataValues"]
    }
    assert {key: value["value"] for key, value in values.items()} == {
        ("PV_A1", "01", ""): "1013",
        ("PV_A1_MAX", "01", ""): "1207",
        ("PV_A1_SEX", "01", "female"): "640",
        ("PV_A1_SEX_MAX", "01", "female"): "752",
        ("PV_A1_SEX", "01", "male"): "373",
        ("PV_A1_SEX_MAX", "01", "male"): "455",
        ("PV_A1_SEX_AGE", "01", "female_15-17"): "209",
        ("PV_A1_SEX_AGE_MAX", "01", "female_15-17"): "209",
        ("PV_A1_PLACE", "0108", ""): "1004",
        ("PV_A1_PLACE_MAX", "0108", ""): "1198",
        ("PV_B2", "01", ""): "400",
    }
    actuals = [
        (
            result.findtext("indicator/title/narrative"),
            period.find("period-start").attrib["iso-date"],  # type: ignore[union-attr]  # required
            tuple(at.attrib["ref"] for at in actual.findall("location")),
            tuple(part.attrib["value"] for part in actual.findall("dimension")),
            actual.attrib.get("value"),
        )
        for result in fromstring(iati_of(report)).iter("result")
        for period in result.iter("period")
        for actual in period.findall("actual")
    ]
    assert sorted(actuals, key=str) == sorted(
        [
            ("Personas alcanzadas", "2026-07-01", (), (), "1013"),
            ("Personas alcanzadas", "2026-07-01", (), ("female",), "640"),
            ("Personas alcanzadas", "2026-07-01", (), ("male",), "373"),
            ("Personas alcanzadas", "2026-07-01", (), ("female", "15-17"), "209"),
            ("Personas alcanzadas", "2026-07-01", ("INE-0108",), (), "1004"),
            ("Funcionarios de justicia formados", "2026-01-01", (), (), "400"),
            ("Funcionarios de justicia formados", "2026-01-01", (), (), "400"),
            ("Protocolo aprobado", "2026-07-01", (), (), None),
        ],
        key=str,
    )
