"""How the door's page looks in a state: to axe, on a narrow phone, and to people."""

from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.journeys.test_accessibility import look, prepare, too_wide

Scheme = Literal["light", "dark"]
SHOTS: tuple[tuple[int, int, Scheme], ...] = ((360, 740, "dark"), (1280, 800, "light"))


def check(page: Page, state: str, shots: Path) -> None:
    """Neither axe nor the width has a complaint; pictures are kept to look at."""
    prepare(page)
    faults = [*look(page, 360, "light"), *look(page, 360, "dark"), *too_wide(page, 320)]
    assert {state: faults} == {state: []}
    for width, height, scheme in SHOTS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=shots / f"door-{state}-{width}.png")
