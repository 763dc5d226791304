"""The icons and colours that kinds may have."""

import re
from pathlib import Path

import msgspec

from events.planning.domain import reference
from events.planning.domain.kind_looks import COLOURS, ICONS
from server.web.templates import FOLDER, environment

FRONTEND = Path(reference.__file__).parents[3] / "server" / "frontend" / "src"


def shown(symbol: str) -> str:
    """The icon that stands before a kind's name."""
    part = environment().from_string("{% import '_parts/tags.html' as tags with context %}"
                                     "{{ tags.kind(symbol, 'Radio') }}")  # fmt: skip
    return part.render(symbol=symbol).partition("#")[2].partition('"')[0]


def test_every_icon_is_drawn_and_shown() -> None:
    drawn = msgspec.json.decode((FRONTEND / "icons.json").read_bytes())
    assert set(ICONS) <= set(drawn)
    assert {icon: shown(icon) for icon in ICONS} == {icon: icon for icon in ICONS}


def test_an_icon_that_nobody_drew_becomes_a_calendar() -> None:
    assert shown("lock-picker") == "calendar"


def test_every_colour_has_its_tone() -> None:
    tones = re.findall(r"\.tone-([a-z]+) ", (FRONTEND / "css" / "kinds.css").read_text())
    assert set(tones) == set(COLOURS)


def test_what_ships_looks_like_something() -> None:
    kinds = msgspec.json.decode(reference.SHIPPED.read_bytes())["kinds"]
    assert {kind["icon"] for kind in kinds} <= set(ICONS)
    assert {kind["colour"] for kind in kinds} <= set(COLOURS)


def test_no_template_shows_a_kind_by_its_slug() -> None:
    by_slug = re.compile(r"(?:tags\.kind|kind_icon|icon)\([a-z.]*\.kind\b")
    assert [p.name for p in FOLDER.rglob("*.html") if by_slug.search(p.read_text())] == []
