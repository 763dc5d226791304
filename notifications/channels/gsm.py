"""How a text message is cut into parts, and which letters make it cost more (3GPP TS 23.038)."""

import unicodedata
from typing import Final

from msgspec import Struct

BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED: Final = frozenset("\f^{}\\[~]|€")
"""Written as an escape and a letter, which stay together."""
GSM_7: Final = "GSM-7"
UCS_2: Final = "UCS-2"
WHOLE: Final = {GSM_7: 160, UCS_2: 70}
PART: Final = {GSM_7: 153, UCS_2: 67}
"""What is left where a header says which part it is."""
PLAIN: Final = str.maketrans(
    {
        "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "ꞌ": "'",
        "ʼ": "'", "´": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "•": "-",
        "·": "-", "×": "x", "→": "->",
    }
)  # fmt: skip


class Segments(Struct, frozen=True):
    """The parts of a message; `units` are septets in GSM-7 and pairs of bytes in UCS-2."""

    encoding: str
    count: int
    units: int


def segments(text: str) -> Segments:
    """How this text is sent; a letter of two units is never split over two parts."""
    encoding = GSM_7 if is_gsm(text) else UCS_2
    widths = [_width(letter, encoding) for letter in text]
    units = sum(widths)
    count = 1 if units <= WHOLE[encoding] else _parts(widths, PART[encoding])
    return Segments(encoding, count, units)


def is_gsm(text: str) -> bool:
    """Whether every letter is in the alphabet that takes seven bits."""
    return all(letter in BASIC or letter in EXTENDED for letter in text)


def plainer(text: str) -> str:
    """The text without the accents and quotes of the longer alphabet, if it can do without all.

    Where one letter of the longer alphabet has to stay, the others cost nothing more.
    """
    composed = unicodedata.normalize("NFC", text)
    plain = "".join(letter if is_gsm(letter) else _plain(letter) for letter in composed)
    return plain if is_gsm(plain) else text


def _plain(letter: str) -> str:
    bare = unicodedata.normalize("NFKD", letter.translate(PLAIN))
    return "".join(each for each in bare if not unicodedata.combining(each))


def _width(letter: str, encoding: str) -> int:
    if encoding == GSM_7:
        return 2 if letter in EXTENDED else 1
    return 2 if ord(letter) > 0xFFFF else 1


def _parts(widths: list[int], size: int) -> int:
    """How many parts hold the letters, filled one after the other."""
    count, used = 1, 0
    for width in widths:
        if used + width > size:
            count, used = count + 1, 0
        used += width
    return count
