"""Reading CSV as spreadsheets write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain.exports.tables import csv_lines
from events.planning.domain.imports.csv_file import read_csv
from events.planning.domain.imports.reading import read
from server.foundation.errors import Invalid

TABLE = "Título;Fecha;Notas\nPláticas, sí;5/12/2026;uno\n\nOtra;6/12/2026;\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_reads_the_same_in_every_encoding(encoding: str) -> None:
    sheet = read_csv(TABLE.encode(encoding))
    assert sheet.headings == ["Título", "Fecha", "Notas"]
    assert [(r.number, r.cells) for r in sheet.rows] == [
        (2, ["Pláticas, sí", "5/12/2026", "uno"]),
        (4, ["Otra", "6/12/2026", ""]),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_reads_the_same_with_every_delimiter(delimiter: str) -> None:
    text = f"Título{delimiter}Fecha\nA{delimiter}1\nB{delimiter}2\n"
    assert [row.cells for row in read_csv(text.encode()).rows] == [["A", "1"], ["B", "2"]]


def test_excel_says_itself_what_separates() -> None:
    sheet = read_csv(b"sep=;\r\nT\xc3\xadtulo;Fecha\r\na,b;1\r\n")
    assert (sheet.headings, sheet.rows[0].cells, sheet.rows[0].number) == (
        ["Título", "Fecha"], ["a,b", "1"], 3,
    )  # fmt: skip


def test_a_cell_of_several_lines_stays_one_cell() -> None:
    sheet = read_csv(b'Titulo,Notas\n"a","uno\r\ndos"\nb,"tres"\n')
    assert [(r.number, r.cells) for r in sheet.rows] == [(2, ["a", "uno\ndos"]), (4, ["b", "tres"])]


def test_a_title_above_the_headings_is_passed_over() -> None:
    sheet = read_csv(b"Agenda de diciembre,,\n,,\nTitulo,Fecha,Tipo\na,1,taller\n")
    assert (sheet.headings, sheet.rows[0].number) == (["Titulo", "Fecha", "Tipo"], 4)


@pytest.mark.parametrize(
    "content", [b"", b"   \n", b"solo una palabra\n", b"a,b\n", b"a\x00b,c\n1,2\n"]
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        read(content, "America/Guatemala")


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(
    lambda words: " ".join(words.replace("\ufeff", "").split())
)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8))
def test_what_we_write_reads_back(rows: list[tuple[str, str]]) -> None:
    numbered = [(f"n{at}", *row) for at, row in enumerate(rows)]
    sheet = read_csv(csv_lines(["Número", "Uno", "Dos"], numbered))
    assert [tuple(row.cells) for row in sheet.rows] == numbered


@given(st.binary(max_size=400))
def test_any_bytes_are_a_sheet_or_a_refusal(content: bytes) -> None:
    try:
        sheet = read(content, "America/Guatemala")
    except Invalid:
        return
    assert {len(row.cells) for row in sheet.rows} == {len(sheet.headings)}
