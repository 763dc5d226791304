"""The guides for those who use Convoca, as they stand in docs/guides."""

from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _
from server.web.help_markdown import Written, written
from server.web.picture_size import size

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "guides"
PICTURES: Final = FOLDER / "pictures"
GUIDES: Final = ("coordinacion", "facilitacion", "puerta", "evaluacion", "administracion")
"""In the order in which most people want them; these are addresses, too."""


class Guide(Struct, frozen=True):
    """A guide for people with one task."""

    name: str
    text: Written


@cache
def guides() -> tuple[Guide, ...]:
    """Every guide, read once."""
    return tuple(
        Guide(name, written((FOLDER / f"{name}.md").read_text(encoding="utf-8"), _size))
        for name in GUIDES
    )


def guide(name: str) -> Guide:
    """The guide of this name; raises NotFound."""
    found = [each for each in guides() if each.name == name]
    if not found:
        raise NotFound(_("Esta guía no existe."))
    return found[0]


def _size(picture: str) -> tuple[int, int]:
    return size((PICTURES / picture).read_bytes())
