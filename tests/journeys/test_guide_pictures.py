"""The pictures in the guides are of this application: each is taken again, and looks as it did."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.support.guide_pictures import MOST_BYTES, Picture, looks, taken
from tests.support.guide_shown import PICTURES
from tests.support.tour import Tour, browser_of

pytestmark = pytest.mark.browser
WHERE: Final = Path(os.environ.get("GUIDE_PICTURES", "build/guides"))
SCREENS: Final = sorted({(picture.who, picture.width) for picture in PICTURES})


@pytest.fixture(scope="module")
def screens(browser: Browser, tour: Tour) -> Iterator[dict[tuple[str, str], BrowserContext]]:
    """A phone and a laptop of everybody who is in a guide."""
    opened = {
        (who, width): browser_of(who, browser, tour, **looks()[width]) for who, width in SCREENS
    }
    yield opened
    for each in opened.values():
        each.close()


@pytest.mark.parametrize("picture", PICTURES, ids=str)
def test_a_picture_shows_what_the_guide_speaks_of(
    picture: Picture, screens: dict[tuple[str, str], BrowserContext], tour: Tour
) -> None:
    image = taken(picture, screens[picture.who, picture.width], tour.names)
    WHERE.mkdir(parents=True, exist_ok=True)
    (WHERE / f"{picture.name}.webp").write_bytes(image)
    assert 2_000 < len(image) <= MOST_BYTES
