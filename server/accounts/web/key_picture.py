"""The QR of an authenticator's key, drawn into the page: no other request ever holds the key."""

from base64 import b64encode
from typing import Final

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathFillImage

BORDER: Final = 4


def picture(address: str) -> str:
    """An address for `<img>`, black on white in every colour scheme."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=BORDER, image_factory=SvgPathFillImage)
    code.add_data(address)
    drawn = code.make_image().to_string()
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode('ascii')}"
