"""Sheets of passes for tests, which remember the codes that the server forgets."""

from collections.abc import Iterator
from uuid import uuid4

import pypdfium2
import zxingcpp
from PIL import Image

from events.attendance.domain import codes
from events.attendance.domain.cards import pass_sheets
from events.attendance.domain.cards.pass_sheets import NewSheet
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import SIGNER
from tests.support.events import TODAY

WIDTH = 150 / 72
"""Pixels for a point of the page: 150 to the inch."""


async def printed(
    cards: int = 3, *, letters: str = "KXTB", municipality: str = "0103"
) -> list[str]:
    """A sheet of San José Pinula; the codes of its cards, by number."""
    drawn = [codes.new_pass_code() for _number in range(cards)]
    new = NewSheet(id=uuid4(), letters=letters, municipality=municipality, cards=cards)
    await pass_sheets.keep(new, drawn, by=SYSTEM, at=TODAY, signer=SIGNER)
    return drawn


def pictures(pdf: bytes, *, scale: float = WIDTH) -> Iterator[Image.Image]:
    """The pages of a PDF as a printer would show them, in greys."""
    for page in pypdfium2.PdfDocument(pdf):
        yield page.render(scale=scale, grayscale=True).to_pil().convert("L")


def scanned(picture: Image.Image) -> list[str]:
    """What a phone reads in a picture."""
    return [read.text for read in zxingcpp.read_barcodes(picture)]


def read_at(picture: Image.Image, *, dots: int) -> list[tuple[str, float]]:
    """What a phone reads, and how many millimetres wide its modules are printed."""
    found = zxingcpp.read_barcodes(picture)
    return [
        (it.text, (it.position.top_right.x - it.position.top_left.x) / dots * 25.4) for it in found
    ]


def words(pdf: bytes) -> str:
    """Everything that a PDF says."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)
