import csv
from io import StringIO

import pytest

from events.outreach.domain.csv_figures import Row, Table, csv_of, table_of
from events.outreach.domain.totals import Breakdown, Cell

FIGURES = Breakdown(
    total=Cell(contacts=1238, unique_from=22, unique_to=37, headcount=1235, check_ins=3),
    cells={
        "0115": Cell(contacts=1223, unique_from=22, unique_to=22, headcount=1220, check_ins=3),
        "unknown": Cell(contacts=15, unique_from=15, unique_to=15, headcount=15),
    },
)


def test_a_table_is_written_as_a_spreadsheet_wants_it() -> None:
    table = table_of(
        FIGURES, dimension="municipio", names={"0114": "Amatitlán", "0115": "Villa Nueva"}
    )
    assert csv_of([table]).decode() == (
        "\ufeffdimensión,código,nombre,contactos,personas_desde,personas_hasta,conteo,registros,"
        "nota\r\n"
        "municipio,0114,Amatitlán,0,0,0,0,0,\r\n"
        "municipio,0115,Villa Nueva,1223,22,22,1220,3,\r\n"
        "municipio,unknown,unknown,15,15,15,15,0,\r\n"
        "municipio,total,Total,1238,22,37,1235,3,\r\n"
    )


def test_a_cell_that_may_not_be_shown_is_empty_and_the_note_says_why() -> None:
    table = Table(
        dimension="sexo", rows=(Row(code="female", name="Mujeres", cell=None, note="suprimido"),)
    )
    assert csv_of([table]).splitlines()[1].decode() == "sexo,female,Mujeres,,,,,,suprimido"


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+502 0000", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "\ufeff=1"],
)
def test_no_name_is_run_as_a_formula(name: str) -> None:
    table = Table(dimension="tema", rows=(Row(code="a", name=name, cell=None),))
    rows = list(csv.reader(StringIO(csv_of([table]).decode("utf-8-sig"), newline="")))
    assert rows[1][2] == f"'{name}"


def test_commas_quotes_and_breaks_stay_inside_their_field() -> None:
    name = 'Foro "Voces", Mixco\nsegunda parte'
    table = Table(dimension="tema", rows=(Row(code="a", name=name, cell=None),))
    rows = list(csv.reader(StringIO(csv_of([table]).decode("utf-8-sig"), newline="")))
    assert rows[1][:3] == ["tema", "a", name]
