"""The cards of a sheet as a PDF to print and cut: ten on a letter page, all of them alike."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import typst
from msgspec import Struct

from events.attendance.domain import qr
from events.attendance.domain.cards.pass_serials import serial
from events.attendance.domain.codes import in_fours
from server.foundation.translation import gettext as _
from server.foundation.translation import speaking

TEMPLATE: Final = Path(__file__).parents[4] / "templates" / "attendance" / "cards.typ"
ON_A_PAGE: Final = 10


class CardSheet(Struct, frozen=True, kw_only=True):
    """What is printed on a sheet; nothing of it says whose a card will be, not even how old.

    `codes` are in the order of the numbers, `languages` those that every card speaks.
    """

    letters: str
    codes: Sequence[str]
    base_url: str
    languages: Sequence[str]

    def __repr__(self) -> str:
        """Without the codes, which must not reach a log."""
        return f"CardSheet(letters={self.letters!r})"


def card_sheet(sheet: CardSheet) -> bytes:
    """The PDF; it takes some milliseconds for each card, so it belongs in a thread."""
    return typst.compile(
        TEMPLATE, sys_inputs={"data": json.dumps(_shown(sheet))}, ignore_system_fonts=True
    )


def address(base_url: str, code: str) -> str:
    """Where the QR of a pass leads."""
    return f"{base_url}/p/{code}"


def _shown(sheet: CardSheet) -> dict[str, Any]:
    return {
        "title": sheet.letters,
        "locale": sheet.languages[0],
        "words": [_words(language) for language in sheet.languages],
        "pages": list(_pages(sheet)),
    }


def _words(language: str) -> dict[str, str]:
    with speaking(language):
        return {
            "name": _("Tarjeta de asistencia"),
            "promise": _("No guarda ningún dato de quien la lleva."),
            "use": _("Mostrar en la entrada."),
            "loss": _("Si se pierde o se daña, pedir otra."),
        }


def _pages(sheet: CardSheet) -> Iterator[dict[str, Any]]:
    numbered = list(enumerate(sheet.codes, 1))
    for start in range(0, len(numbered), ON_A_PAGE):
        cards = numbered[start : start + ON_A_PAGE]
        first, last = cards[0][0], cards[-1][0]
        yield {
            "note": f"{sheet.letters} · {first}–{last} / {len(numbered)}",
            "cards": [_card(sheet, number, code) for number, code in cards],
        }


def _card(sheet: CardSheet, number: int, code: str) -> dict[str, str]:
    return {
        "serial": serial(sheet.letters, number),
        "code": in_fours(code),
        "qr": qr.svg(address(sheet.base_url, code)),
    }
