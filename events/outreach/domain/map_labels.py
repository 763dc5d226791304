"""The names on a map, and below it those that have no room on it."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Final

from markupsafe import Markup

from events.outreach.domain.cartography import Outline
from events.outreach.domain.map_places import Drawn, Place

LETTER: Final = 6.6  # width of an average one, in units of the sheet
LINE: Final = 15
LINES_OF_NAME: Final = 2

Styled = tuple[str, str]  # CSS class and text

LABELS: Final = Markup('<g class="map-labels" aria-hidden="true">{labels}</g>')
TEXT: Final = Markup('<text class="{css}" x="{x}" y="{y}">{text}</text>')
LINK: Final = Markup('<a href="{href}">{text}</a>')


def labels(drawn: Iterable[Drawn]) -> tuple[Markup, list[str]]:
    """Write each name and figure inside its outline, or a number that the returned list explains.

    Hidden from screen readers, to whom each area already says the same.
    """
    numbered: list[str] = []
    blocks: list[Markup] = []
    for outline, place in drawn:
        name = _wrapped(place.name, room=outline.label_room)
        if not name:
            numbered.append(f"{len(numbered) + 1}. {place.spoken}")
        blocks.append(_block(outline, _lines(name, place) if name else [_number(numbered)]))
    return LABELS.format(labels=Markup("").join(blocks)), numbered


def key(numbered: Sequence[str], elsewhere: Sequence[Place], *, top: float) -> tuple[Markup, float]:
    """List the numbered names and the places that are not on the map; also give where it ends."""
    entries = [_entry(text, at=top + LINE * line) for line, text in enumerate(numbered, start=1)]
    hidden = LABELS.format(labels=Markup("").join(entries)) if entries else Markup("")
    below = top + LINE * len(numbered)
    links = [
        _linked(place, _entry(place.spoken, at=below + LINE * line))
        for line, place in enumerate(elsewhere, start=1)
    ]
    foot = below + LINE * len(elsewhere)
    return Markup("").join([hidden, *links]), foot + LINE if entries or links else foot


def _wrapped(name: str, *, room: float) -> list[str]:
    letters = int(room / LETTER)
    if letters < max(map(len, name.split()), default=1):
        return []
    lines = wrap(name, letters)
    return lines if len(lines) <= LINES_OF_NAME else []


def _lines(name: Iterable[str], place: Place) -> list[Styled]:
    figure = "map-figure" if place.amount else "map-missing"
    return [*(("map-name", line) for line in name), (figure, place.figure)]


def _number(numbered: Sequence[str]) -> Styled:
    return "map-figure", str(len(numbered))


def _block(outline: Outline, lines: Sequence[Styled]) -> Markup:
    x, middle = outline.label_at
    first = middle - LINE * (len(lines) - 1) / 2 + LINE / 4
    return Markup("").join(
        TEXT.format(css=css, x=f"{x:g}", y=f"{first + LINE * line:g}", text=text)
        for line, (css, text) in enumerate(lines)
    )


def _entry(text: str, *, at: float) -> Markup:
    return TEXT.format(css="chart-note", x=0, y=f"{at:g}", text=text)


def _linked(place: Place, text: Markup) -> Markup:
    return LINK.format(href=place.href, text=text) if place.href else text
