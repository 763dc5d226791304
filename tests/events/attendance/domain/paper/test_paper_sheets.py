"""The paper twins: one page to count on, rows to tick, and nowhere to write a name."""

import pytest
from msgspec.structs import replace

from events.attendance.domain.paper.paper_sheets import Paper, sign_in_sheet, tally_sheet
from tests.events.attendance.printed_passes import pictures, read_at, words
from tests.support.lexicon import sensitive_words

PAPER = Paper(
    title="Cuidado mutuo: niñas, niños y la comunidad k’iche’",
    when="sábado 5 de diciembre de 2026, 09:00–12:00",
    place="Salón comunal Güipil, San José Pinula",
    code="ABCD2345",
    locale="es",
    audiences=["Adolescentes", "Madres, padres y personas encargadas"],
    address="https://convoca.example.org/eventos/0193f1c2-7a60-7cc1-8f9a-0123456789ab/papel",
)
DOOR = "https://convoca.example.org/c/ABCD2345"
LONG = ("Encuentro de familias y liderazgos sobre convivencia, comunicación y participación " * 3)[
    :200
]
NOT_ASKED = ("nombre completo", "teléfono:", "dpi", "firma:", "tarjeta (", "signature:", "name:")


def test_the_tally_sheet_is_one_page_with_a_qr_to_where_it_is_entered() -> None:
    (page,) = pictures(tally_sheet(PAPER))
    ((text, width),) = read_at(page, dots=150)
    assert text == PAPER.address.replace(
        "https://convoca.example.org", "HTTPS://CONVOCA.EXAMPLE.ORG"
    )
    assert width > 30


def test_the_tally_sheet_has_room_for_everybody() -> None:
    said = words(tally_sheet(PAPER))
    assert said == (
        "Hoja de conteo Cuidado mutuo: niñas, niños y la comunidad k’iche’"
        " Sábado 5 de diciembre de 2026, 09:00–12:00 Salón comunal Güipil, San José Pinula"
        " Código: ABCD-2345 Para anotarla después"
        " Una raya por persona, y al final el número en la casilla."
        " Contar solo a quienes no se registran con su teléfono ni con tarjeta."
        " Sin nombres. Una hoja por cada público."
        " Público (marcar uno): Adolescentes Madres, padres y personas encargadas Otro:"
        " Edad Mujeres Hombres Otra identidad Sin dato"
        " 0 a 5 años 6 años 7 a 10 años 11 a 12 años 13 a 14 años 15 a 17 años 18 a 19 años"
        " 20 a 24 años 25 a 34 años 35 a 49 años 50 a 59 años 60 años o más Sin dato Total"
        " ¿Cuántas personas había en total? En el lugar, con las que se registraron por su cuenta."
        " Hora del conteo"
    )


@pytest.mark.parametrize(("people", "pages"), [(None, 2), (3, 1), (20, 1), (41, 3)])
def test_the_sign_in_sheet_has_a_numbered_row_for_everybody(people: int | None, pages: int) -> None:
    pdf = sign_in_sheet(replace(PAPER, address=DOOR, people=people))
    read = [read_at(page, dots=150) for page in pictures(pdf)]
    # Behind the rows comes the page on which they are added up.
    assert [[text for text, _width in page] for page in read] == [[DOOR.upper()]] * pages + [[]]
    assert min(width for page in read for _text, width in page) > 30
    said = words(pdf).split()
    assert str(pages * 20) in said
    assert str(pages * 20 + 1) not in said


def test_the_sign_in_sheet_of_a_crowd_stops_at_two_hundred_rows() -> None:
    said = words(sign_in_sheet(replace(PAPER, people=9000))).split()
    assert (said.count("200"), said.count("201")) == (1, 0)


def test_the_sign_in_sheet_asks_nobody_for_a_name_or_a_code() -> None:
    said = words(sign_in_sheet(replace(PAPER, address=DOOR, asks_code=True)))
    assert "Una fila por persona: marcar una casilla en cada grupo. Sin nombre ni firma." in said
    for asked in ("Mujer", "60 años o más", "Adolescentes", "Pedir la clave a quien facilita"):
        assert asked in said
    assert [word for word in NOT_ASKED if word in said.lower()] == []
    assert "Pedir la clave" not in words(sign_in_sheet(replace(PAPER, address=DOOR)))


@pytest.mark.parametrize(
    ("audiences", "headings"),
    [
        (PAPER.audiences, [*PAPER.audiences, "Otro o sin dato"]),
        ([], ["Todas las personas"]),
    ],
)
def test_the_sign_in_sheet_ends_with_a_page_to_add_its_rows_up_as_they_are_typed_in(
    audiences: list[str], headings: list[str]
) -> None:
    said = words(sign_in_sheet(replace(PAPER, audiences=audiences, people=3)))
    grid = "Edad Mujeres Hombres Otra identidad Sin dato 0 a 5 años"
    _rows, _title, sums = said.partition("Totales de la hoja de asistencia")
    assert sums.count(grid) == len(headings)
    assert [heading for heading in headings if f"{heading} {grid}" not in sums] == []


@pytest.mark.parametrize("locale", ["es", "en"])
@pytest.mark.parametrize("sheet", [tally_sheet, sign_in_sheet])
def test_no_sheet_has_a_word_that_gives_anybody_away(sheet: object, locale: str) -> None:
    assert callable(sheet)
    said = words(sheet(replace(PAPER, locale=locale)))
    assert PAPER.title in said
    assert sensitive_words(said) == []


@pytest.mark.parametrize(
    "audiences", [[], ["Público general"], [f"Público {n}" for n in range(16)]]
)
@pytest.mark.parametrize("title", [LONG, "W" * 200, "x"])
def test_whatever_the_event_is_called_the_page_is_full_and_not_more(
    title: str, audiences: list[str]
) -> None:
    paper = replace(PAPER, title=title, place=LONG, audiences=audiences, people=20)
    for sheet, pages in ((tally_sheet, 1), (sign_in_sheet, 2)):
        page, *sums = pictures(sheet(paper))
        assert [text.rpartition("/")[2] for text, _width in read_at(page, dots=150)] == ["papel"]
        assert len(sums) == pages - 1


@pytest.mark.parametrize("title", ['#panic("x") *b* $y$ <script>', '"}]{%(x)s}'])
def test_a_hostile_title_is_printed_as_it_stands_on_both_sheets(title: str) -> None:
    for sheet in (tally_sheet, sign_in_sheet):
        assert title in words(sheet(replace(PAPER, title=title, people=20)))
