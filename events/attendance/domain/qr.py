"""The QR of an address, in as few and as sturdy modules as it can have."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q

from events.attendance.domain.codes import ALPHABET

BORDER: Final = 4
"""The white modules around a QR: ISO/IEC 18004 asks for four."""

_OWN_PATH: Final = re.compile(rf"/[a-z]/[{ALPHABET}]+", re.IGNORECASE)


def svg(address: str) -> str:
    """The QR as an SVG of no fixed size, border included: black on white in every colour scheme."""
    rows = matrix(address)
    side = len(rows) + 2 * BORDER
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img"'
        ' aria-label="QR" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path fill="#000" d="{"".join(_strokes(rows))}"/></svg>'
    )


def matrix(address: str) -> list[list[bool]]:
    """Rows of modules, True where dark, without the border."""
    text = _capitals(address)
    fitted = [_fitted(text, level) for level in (ERROR_CORRECT_M, ERROR_CORRECT_Q, ERROR_CORRECT_H)]
    smallest = fitted[0].version
    sturdiest = [code for code in fitted if code.version == smallest][-1]
    return [[bool(module) for module in row] for row in sturdiest.get_matrix()]


def _capitals(address: str) -> str:
    """The same address with capitals wherever they change nothing: they take 5.5 bits each, not 8.

    Scheme and host never mind. Our own short paths are served in both cases; any other path, such
    as that of a base address in a folder, is left as it is.
    """
    parts = urlsplit(address)
    host = parts.netloc.encode("idna").decode("ascii").upper()
    path = parts.path.upper() if _OWN_PATH.fullmatch(parts.path) else parts.path
    return urlunsplit((parts.scheme.upper(), host, path, parts.query, parts.fragment))


def _fitted(text: str, level: int) -> QRCode:
    code = QRCode(error_correction=level, border=0)
    code.add_data(text)
    code.best_fit()
    return code


def _strokes(rows: list[list[bool]]) -> Iterator[str]:
    """One bar per run of dark modules; in a single path they join without hairlines."""
    for y, row in enumerate(rows, BORDER):
        x = BORDER
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width
