"""The pictures in the guides: where each is taken, and what must be seen on it."""

from io import BytesIO
from typing import Any, Final

from msgspec import Struct
from PIL import Image
from playwright.sync_api import BrowserContext, Page

WIDTHS: Final = {"390": (390, 720), "1280": (1280, 800)}
SHARPER: Final = {"390": 1.5, "1280": 1.0}
MOST_BYTES: Final = 40_000
QUALITIES: Final = (82, 74, 66, 58, 50, 42, 34, 26)
NAMED: Final = "h1, h2, h3, legend, summary, button, a, b"
IN_SIGHT: Final = """([named, wanted]) => [...document.querySelectorAll(named)]
    .filter((shown) => shown.textContent.trim().replace(/\\s+/g, ' ').startsWith(wanted))
    .map((shown) => shown.getBoundingClientRect())
    .some((box) => box.height && box.bottom > 0 && box.top < innerHeight)"""

# What follows the width is drawn in the next frame, or when what it asked for has come.
SETTLED: Final = """async () => {
    do await new Promise(requestAnimationFrame);
    while (document.querySelector('[aria-busy="true"]'));
}"""
ANONYMOUS: Final = """(host) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        text.data = text.data.replaceAll(`http://${host}`, 'https://convoca.example');
    }
}"""


class Picture(Struct, frozen=True, kw_only=True):
    """A page as somebody sees it; its name says how wide it is.

    What it `shows` must be in sight, once it says what it `waits` for. It `begins` where that is
    found on the page, and is as `high` as the screen where nothing is said.
    """

    name: str
    who: str
    address: str
    shows: tuple[str, ...]
    begins: str = ""
    waits: str = ""
    high: int | None = None

    @property
    def width(self) -> str:
        """Of a phone or a laptop."""
        return self.name.rpartition("-")[2]

    def __str__(self) -> str:
        return self.name


def looks() -> dict[str, dict[str, Any]]:
    """The two screens that pictures are taken of."""
    return {
        width: {
            "viewport": {"width": across, "height": down},
            "device_scale_factor": SHARPER[width],
            "color_scheme": "light",
        }
        for width, (across, down) in WIDTHS.items()
    }


def taken(picture: Picture, phone_or_laptop: BrowserContext, names: dict[str, str]) -> bytes:
    """The picture as a small file; raises AssertionError when something is not in sight."""
    page = phone_or_laptop.new_page()
    answer = page.goto(picture.address.format(**names))
    assert answer is not None
    assert answer.ok, f"{picture.name}: {answer.status}"
    prepare(page, picture)
    unseen = [wanted for wanted in picture.shows if not page.evaluate(IN_SIGHT, [NAMED, wanted])]
    shot = page.screenshot()
    page.close()
    assert unseen == [], f"{picture.name} does not show {unseen}"
    return small(shot)


def prepare(page: Page, picture: Picture) -> None:
    """Scroll to where the picture begins; the address of this run is nobody's business."""
    if picture.high is not None:
        across, _down = WIDTHS[picture.width]
        page.set_viewport_size({"width": across, "height": picture.high})
    if picture.waits:
        page.get_by_text(picture.waits).first.wait_for()
    page.evaluate(ANONYMOUS, page.url.split("/")[2])
    if picture.begins:
        page.locator(picture.begins).first.evaluate(
            "(there) => scrollTo(0, scrollY + there.getBoundingClientRect().top - 12)"
        )
    page.evaluate(SETTLED)


def small(shot: bytes) -> bytes:
    """As good as fits into what a picture may weigh."""
    image = Image.open(BytesIO(shot)).convert("RGB")
    for quality in QUALITIES:
        kept = BytesIO()
        image.save(kept, "WEBP", quality=quality, method=4)
        if kept.tell() <= MOST_BYTES:
            break
    return kept.getvalue()
