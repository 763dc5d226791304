"""Where anybody subscribes to the public calendars."""

import re
from html import unescape

import httpx
import pytest
from msgspec import structs

from events.planning.web import subscribe_pages
from server.foundation.settings import Settings
from tests.support.applications import application
from tests.support.events import TODAY, planned


@pytest.fixture(autouse=True)
def a_week_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Saturday 28 November 2026."""
    monkeypatch.setattr(subscribe_pages, "now", lambda: TODAY)


async def test_every_public_calendar_has_all_its_buttons(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await planned()
    page = unescape((await visitor.get("/suscribirse")).text)
    places = [f"/municipios/{ine}.ics" for ine in ("0103", "0108", "0110", "0114", "0115", "0116")]
    for path in ("/agenda.ics", *places, "/proyectos/general.ics"):
        quoted = path.replace("/", "%2F")
        for href in (
            f'href="webcal://convoca.test{path}"',
            f'href="https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fconvoca.test{quoted}"',
            f"addfromweb?url=http%3A%2F%2Fconvoca.test{quoted}&name=",
            f'data-copy="http://convoca.test{path}"',
        ):
            assert page.count(href) == 1


async def test_every_address_on_the_page_leads_to_a_calendar(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await planned()
    page = (await visitor.get("/suscribirse")).text
    addresses = re.findall(r'data-copy="([^"]+)"', page)
    kinds = [(await visitor.get(address)).headers["content-type"] for address in addresses]
    assert kinds == ["text/calendar; charset=utf-8"] * 8


async def test_a_project_without_anything_public_is_not_named(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await planned(published=False)
    await planned(kind="internal")
    assert "/proyectos/" not in (await visitor.get("/suscribirse")).text


async def test_the_page_says_how_often_each_program_looks(
    visitor: httpx.AsyncClient, db: None
) -> None:
    page = (await visitor.get("/suscribirse")).text
    for said in ("Google Calendar", "Outlook.com", "Apple", "cada media hora", "no es importar"):
        assert said in page


async def test_the_calendar_that_was_asked_for_is_open(
    visitor: httpx.AsyncClient, db: None
) -> None:
    page = (await visitor.get("/suscribirse?municipio=0108")).text
    assert re.findall(r"<details class=\"more\" open>\s*<summary>([^<]+)", page) == ["Mixco"]


async def test_a_house_without_a_public_address_says_so(
    visitor: httpx.AsyncClient, settings: Settings
) -> None:
    said = "no tiene una dirección pública"
    assert said in (await visitor.get("/suscribirse")).text
    public = application(structs.replace(settings, base_url="https://convoca.example.org"))
    transport = httpx.ASGITransport(public)  # type: ignore[arg-type]  # Litestar's own ASGI types
    async with httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as there:
        assert said not in (await there.get("/suscribirse")).text
