"""Cards come ten to a page, all alike, and any phone reads every one of them."""

import pytest
from msgspec.structs import replace
from PIL import Image, ImageFilter

from events.attendance.domain import codes
from events.attendance.domain.cards.card_sheet import CardSheet, address, card_sheet
from tests.events.attendance.printed_passes import pictures, read_at, scanned, words
from tests.support.lexicon import sensitive_words

CODES = [codes.new_pass_code() for _number in range(13)]
SHEET = CardSheet(
    letters="KXTB", codes=CODES, base_url="https://convoca.example.org", languages=("es",)
)
ADDRESSES = [f"HTTPS://CONVOCA.EXAMPLE.ORG/P/{code}" for code in CODES]


def test_every_card_of_a_sheet_is_read_from_the_printed_page() -> None:
    first, second = (scanned(picture) for picture in pictures(card_sheet(SHEET)))
    assert sorted(first) == sorted(ADDRESSES[:10])
    assert sorted(second) == sorted(ADDRESSES[10:])


@pytest.mark.parametrize(
    "base_url",
    [
        "http://a.gt",
        "https://convoca.example.org",
        "https://registro.convoca.prevencion.example.org",
    ],
)
def test_the_modules_of_a_qr_are_at_least_three_centimetres_wide(base_url: str) -> None:
    (page,) = pictures(card_sheet(replace(SHEET, base_url=base_url, codes=CODES[:10])))
    widths = [width for _text, width in read_at(page, dots=150)]
    assert len(widths) == 10
    assert min(widths) > 29.9
    assert max(widths) < 40


def test_a_worn_card_three_centimetres_wide_is_still_read_out_of_focus() -> None:
    """As in an old phone's camera at arm's length: few pixels, blurred and grey."""
    (page,) = pictures(card_sheet(replace(SHEET, codes=CODES[:1])), scale=300 / 72)
    card = page.crop((260, 55, 1280, 700))
    small = card.resize((card.width // 3, card.height // 3), Image.Resampling.BILINEAR)
    blurred = small.filter(ImageFilter.GaussianBlur(1.2)).point(lambda grey: 90 + grey * 0.4)
    assert scanned(blurred) == ADDRESSES[:1]


def test_a_card_says_what_it_is_and_its_code_to_type() -> None:
    assert words(card_sheet(replace(SHEET, codes=CODES[:1]))) == (
        f"{codes.in_fours(CODES[0])} Tarjeta de asistencia"
        " Mostrar en la entrada. No guarda ningún dato de quien la lleva."
        " Si se pierde o se daña, pedir otra."
        " KXTB-001 KXTB · 1–1 / 1"
    )


@pytest.mark.parametrize("languages", [("es",), ("en",), ("es", "en")])
def test_a_card_says_nothing_about_who_carries_it(languages: tuple[str, ...]) -> None:
    said = words(card_sheet(replace(SHEET, languages=languages)))
    assert "KXTB-013" in said
    assert sensitive_words(said) == []


def test_cards_differ_in_nothing_but_their_code_and_serial() -> None:
    alone = [
        words(card_sheet(replace(SHEET, codes=[code]))).replace(codes.in_fours(code), "")
        for code in CODES[:3]
    ]
    assert set(alone) == {alone[0]}


def test_the_codes_stay_out_of_logs() -> None:
    assert repr(SHEET) == "CardSheet(letters='KXTB')"
    assert address("https://convoca.test", "ABC") == "https://convoca.test/p/ABC"


def test_the_same_cards_give_the_same_bytes() -> None:
    assert card_sheet(SHEET) == card_sheet(SHEET)
