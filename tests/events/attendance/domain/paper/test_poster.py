"""The poster is one page that any phone can read and everyone can understand."""

from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
import zxingcpp
from msgspec.structs import replace

from events.attendance.domain.paper.poster import PosterCard, poster

CARD = PosterCard(
    title="Cuidado mutuo: niñas, niños y la comunidad k’iche’",
    when_starts=datetime(2026, 3, 14, 15, tzinfo=UTC),
    when_ends=datetime(2026, 3, 14, 19, 30, tzinfo=UTC),
    zone="America/Guatemala",
    locale="es",
    municipality="Santa Cruz del Quiché",
    colour="#c8553d",
    venue="Salón comunal Güipil",
    address="https://convoca.example/c/ABCD2345",
    asks="nothing",
)
LONG = ("Encuentro de familias y liderazgos sobre convivencia, comunicación y participación " * 3)[
    :200
]


@pytest.mark.parametrize(
    ("address", "scanned"),
    [
        ("https://red.gt/c/ABCD2345", "HTTPS://RED.GT/C/ABCD2345"),
        ("http://localhost:8000/c/23456789", "HTTP://LOCALHOST:8000/C/23456789"),
        ("https://convoca.prevencion.example.org/c/ZZZZZZZZ", None),
        ("https://example.org/mi_red/c/ABCD2345", "HTTPS://EXAMPLE.ORG/mi_red/c/ABCD2345"),
    ],
)
def test_a_phone_scans_the_printed_page_even_at_72_dpi(address: str, scanned: str | None) -> None:
    page = _page(replace(CARD, address=address))
    read = zxingcpp.read_barcodes(page.render(scale=1, grayscale=True).to_pil())
    assert [code.text for code in read] == [scanned or address.upper()]


def test_the_qr_is_about_nine_and_a_half_centimetres_wide() -> None:
    (read,) = zxingcpp.read_barcodes(_page(CARD).render(scale=4).to_pil())
    symbol = read.position.top_right.x - read.position.top_left.x
    with_border = symbol / 4 / 72 * 2.54 * 33 / 25
    assert with_border == pytest.approx(9.5, abs=0.15)


def test_it_says_everything_with_its_accents() -> None:
    assert _text(CARD) == (
        "Les damos la bienvenida Santa Cruz del Quiché"
        " Cuidado mutuo: niñas, niños y la comunidad k’iche’"
        " Sábado, 14 de marzo de 2026 De 9:00 de la mañana a 1:30 de la tarde"
        " Salón comunal Güipil"
        " 1 Escanear con la cámara 2 Responder tres preguntas 3 Listo, sin nombre ni cuenta"
        " O escribir esta dirección en el navegador: convoca.example/c/abcd-2345"
        " Nadie pide nombre, teléfono ni documento."
        " ¿Sin teléfono? Basta con avisar a quien facilita."
    )


def test_the_hour_is_that_of_the_event_and_not_of_the_server() -> None:
    there = replace(CARD, zone="Asia/Kolkata", when_ends=CARD.when_starts + timedelta(hours=1))
    assert "De 8:30 de la noche a 9:30 de la noche" in _text(there)


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("https://Red.gt/c/ABCD2345", "red.gt/c/abcd-2345"),
        ("https://red.gt/Mi_red/c/ABCD2345", "red.gt/Mi_red/c/abcd-2345"),
        ("https://red.gt/agenda", "red.gt/agenda"),
    ],
)
def test_the_address_can_be_typed_in_fours(address: str, typed: str) -> None:
    assert f"navegador: {typed} Nadie" in _text(replace(CARD, address=address))


def test_an_event_of_several_days_names_both() -> None:
    said = _text(replace(CARD, when_ends=CARD.when_ends + timedelta(days=2)))
    assert (
        "Del sábado, 14 de marzo de 2026, 9:00 de la mañana"
        " al lunes, 16 de marzo de 2026, 1:30 de la tarde"
    ) in said


def test_a_reader_of_english_finds_the_day_in_english() -> None:
    assert "Saturday, 14 March 2026" in _text(replace(CARD, locale="en"))


def test_a_confidential_venue_leaves_no_trace() -> None:
    assert _text(CARD).replace(" Salón comunal Güipil", "") == _text(replace(CARD, venue=None))


def test_a_code_is_spoken_of_only_where_it_is_asked_for() -> None:
    words = ("Pedir la clave a quien facilita", "O escanear la pantalla de quien facilita")
    said = {
        asks: [sentence in _text(replace(CARD, asks=asks)) for sentence in words]
        for asks in ("nothing", "spoken", "rotating")
    }
    assert said == {
        "nothing": [False, False], "spoken": [True, False], "rotating": [False, True],
    }  # fmt: skip


@pytest.mark.parametrize("title", [LONG, "W" * 200, "x", "Sesión " + "ñ" * 60])
def test_it_stays_one_letter_page_whatever_the_title(title: str) -> None:
    card = replace(CARD, title=title, venue=LONG, municipality=LONG[:60].strip(), asks="spoken")
    page = _page(card)
    assert page.get_size() == (612, 792)
    assert [code.text for code in zxingcpp.read_barcodes(page.render().to_pil())] == [
        card.address.upper()
    ]


def test_a_long_title_is_printed_whole() -> None:
    assert LONG.strip() in _text(replace(CARD, title=LONG))


@pytest.mark.parametrize(
    "title", ['#panic("x") *b* $y$ <script>', "\\#sys.inputs [a](b) @c `d` // e", '"}]{%(x)s}']
)
def test_a_hostile_title_is_printed_as_it_stands(title: str) -> None:
    assert title in _text(replace(CARD, title=title))


def test_the_same_card_gives_the_same_bytes() -> None:
    assert poster(CARD) == poster(CARD)


@pytest.mark.parametrize("colour", ["#ffffff", "#f2c14e", "#00ff00", "#c8553d", "#000000"])
def test_any_colour_keeps_its_contrast_in_a_black_and_white_copy(colour: str) -> None:
    copy = _page(replace(CARD, colour=colour)).render(grayscale=True).to_pil()
    assert copy.getpixel((5, 5)) < 100


def _page(card: PosterCard) -> pypdfium2.PdfPage:
    document = pypdfium2.PdfDocument(poster(card))
    assert len(document) == 1
    return document[0]


def _text(card: PosterCard) -> str:
    return " ".join(_page(card).get_textpage().get_text_range().split())
