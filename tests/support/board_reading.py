"""Reading the dashboard of outreach as somebody who looks at it."""

import re

import httpx

OF_MARCH = "plazo=fechas&desde=2026-03-01&hasta=2026-03-31"
HEARD = re.compile(r'<span class="visually-hidden">.*?</span>')
TILE = re.compile(
    r'<div class="tile">\s*<dt>(.*?)</dt>\s*<dd class="tile-number.*?>(.*?)</dd>', re.DOTALL
)
ROW = re.compile(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)


def read(part: str) -> str:
    """What can be seen of a part of a page."""
    return " ".join(re.sub("<.*?>", "", HEARD.sub("", part)).split())


def card(page: str, title: str) -> str:
    """The card with this title."""
    (found,) = [part for part in page.split('<section class="card')[1:] if f"{title}</h2>" in part]
    return found


def rows(part: str) -> list[list[str]]:
    """The rows of the tables of a part of a page."""
    return [[read(name), *map(read, CELL.findall(cells))] for name, cells in ROW.findall(part)]


async def page_of(visitor: httpx.AsyncClient, asked: str = OF_MARCH) -> str:
    page = await visitor.get(f"/alcance?{asked}")
    assert page.status_code == 200
    return page.text
