"""How large a picture is, so that a page leaves room for it before it has come."""

from typing import Final

LOSSY: Final = b"VP8 "
"""The one kind of WebP that pictures of guides are (RFC 9649, 2.5)."""
WITHIN: Final = 0x3FFF


def size(picture: bytes) -> tuple[int, int]:
    """Pixels across and down; raises ValueError for anything but a simple lossy WebP."""
    if picture[:4] != b"RIFF" or picture[8:16] != b"WEBP" + LOSSY:
        raise ValueError("no simple WebP")
    across, down = (int.from_bytes(picture[at : at + 2], "little") for at in (26, 28))
    return across & WITHIN, down & WITHIN
