"""What anybody sees of the plan."""

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import httpx
import pytest
from msgspec import structs

from events.planning.domain import agenda, planning, venues
from events.planning.web import public_pages
from notifications.domain import upstairs
from server.foundation.identity import SYSTEM
from tests.support import icaljs, libical
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned


@pytest.fixture(autouse=True)
def a_week_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Saturday 28 November 2026."""
    monkeypatch.setattr(public_pages, "now", lambda: TODAY)


async def test_the_agenda_goes_week_by_week(visitor: httpx.AsyncClient, db: None) -> None:
    await planned()
    agenda = (await visitor.get("/")).text
    assert "La próxima semana" in agenda
    assert agenda.count("Navegar con cuidado") == 1


async def test_the_agenda_of_a_municipality_is_called_after_it(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await planned()
    mixco = (await visitor.get("/?municipio=0108")).text
    assert "Actividades en Mixco" in mixco
    assert "Por ahora no hay actividades anunciadas" in mixco
    assert "http://convoca.test/municipios/0108.ics" in mixco
    assert "Navegar con cuidado" in (await visitor.get("/?municipio=9999")).text


@pytest.mark.parametrize(
    ("topic", "shown"), [("social-network-risks", True), ("gender-violence", False)]
)
async def test_whom_it_is_for_is_told_unless_that_says_too_much(
    visitor: httpx.AsyncClient, db: None, topic: str, *, shown: bool
) -> None:
    event = await planned(topics=(topic,))
    page = (await visitor.get(f"/agenda/{event}")).text
    assert ("Madres, padres y cuidadores" in page) == shown


async def test_what_is_over_or_called_off_says_so(
    visitor: httpx.AsyncClient, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = await planned()
    free = "La entrada es libre"
    assert free in (await visitor.get(f"/agenda/{event}")).text
    monkeypatch.setattr(public_pages, "now", lambda: SATURDAY + timedelta(days=1))
    past = (await visitor.get(f"/agenda/{event}")).text
    assert ("Esta actividad ya pasó." in past, free in past) == (True, False)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    page = (await visitor.get(f"/agenda/{event}")).text
    assert ("Esta actividad fue cancelada." in page, free in page) == (True, False)


async def test_a_confidential_place_is_not_told(visitor: httpx.AsyncClient, db: None) -> None:
    for confidential in (False, True):
        venue = await somewhere(name=f"Casa {confidential}", confidential=confidential)
        page = (await visitor.get(f"/agenda/{await planned(venue=venue)}")).text
        assert ("Calle del Naranjo" in page, f"Casa {confidential}" in page) == (
            not confidential,
            not confidential,
        )


async def test_the_agenda_is_sifted_by_kind_and_counts_them(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await planned(title="Una charla", kind="talk")
    await planned()
    await planned(title="Puertas adentro", kind="internal")
    whole, talks = [(await visitor.get(f"/{asked}")).text for asked in ("", "?tipo=talk")]
    assert ("2 actividades" in whole, "Charla (1)" in whole, "Taller (1)" in whole) == (
        True,
        True,
        True,
    )
    assert ("1 actividad ·" in talks, "Una charla" in talks, "Navegar" in talks) == (
        True,
        True,
        False,
    )
    assert 'href="/agenda.ics?tipo=talk"' in talks
    inside = (await visitor.get("/?tipo=internal")).text
    assert ("Puertas adentro" in inside, "2 actividades" in inside) == (False, True)


async def test_the_agenda_shows_any_week_and_leads_to_its_neighbours(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await planned(municipality="0108")
    await planned(title="Otra", starts_at=SATURDAY - timedelta(days=30),
                  ends_at=SATURDAY - timedelta(days=30) + timedelta(hours=1))  # fmt: skip
    week = (await visitor.get("/?municipio=0108&semana=2026-12-05")).text
    assert "Navegar con cuidado" in week
    for neighbour in ("2026-11-23", "2026-12-07"):
        assert f'href="/?municipio=0108&amp;semana={neighbour}"' in week
    past = (await visitor.get("/?semana=2026-11-05")).text
    assert ("Otra" in past, "Navegar" in past, "2–8 de noviembre" in past) == (True, False, True)
    empty = (await visitor.get("/?municipio=0103&semana=2026-12-05")).text
    assert ("No hay actividades esa semana" in empty, 'href="/?municipio=0103"' in empty) == (
        True,
        True,
    )


async def test_an_event_can_be_taken_along_under_its_own_uid(
    visitor: httpx.AsyncClient, db: None
) -> None:
    event = await planned()
    uid = (await agenda.event(event)).uid
    address = f"/agenda/{event}.ics"
    assert f'href="{address}"' in (await visitor.get(f"/agenda/{event}")).text
    taken, head = await visitor.get(address), await visitor.head(address)
    assert (taken.status_code, taken.headers["content-type"]) == (
        200,
        "text/calendar; charset=utf-8",
    )
    assert (libical.complaints(taken.content), "METHOD" in taken.text) == ([], False)
    assert [one.uid for one in icaljs.read(taken.content)[0].events] == [uid]
    assert (head.content, head.headers["etag"]) == (b"", taken.headers["etag"])
    again = await visitor.get(address, headers={"If-None-Match": taken.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("ending", ["", ".ics"])
async def test_what_is_not_public_has_no_page_and_no_calendar(
    visitor: httpx.AsyncClient, db: None, ending: str
) -> None:
    hidden = [await planned(published=False), await planned(kind="internal"), "nothing", ".ics"]
    answers = [await visitor.get(f"/agenda/{one}{ending}") for one in hidden]
    assert [answer.status_code for answer in answers] == [404] * 4


async def test_programs_read_what_the_page_says(visitor: httpx.AsyncClient, db: None) -> None:
    title = '</script><b>"Voces" & más</b>'
    event = await planned(title=title)
    page = (await visitor.get(f"/agenda/{event}")).text
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    told = json.loads(data)
    assert (told["@type"], told["name"], "<" in data) == ("Event", title, False)
    assert told["url"] == f"http://convoca.test/agenda/{event}"
    assert f'<link rel="canonical" href="{told["url"]}">' in page
    preview = dict(re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', page))
    assert unescape(preview["title"]) == title
    assert preview["description"] == (
        "sábado 5 de diciembre de 2026, 09:00–12:00. San José Pinula."
    )
    assert preview["image"].startswith("http://convoca.test/static/social-")
    assert (preview["locale"], "noindex" in page) == ("es_GT", False)
    picture = await visitor.get(preview["image"].removeprefix("http://convoca.test"))
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")


async def test_a_discreet_event_is_in_no_search_engine_and_says_no_topic(
    visitor: httpx.AsyncClient, db: None
) -> None:
    event = await planned(title="Violencia de género", topics=("gender-violence",))
    page = (await visitor.get(f"/agenda/{event}")).text
    assert ('<meta name="robots" content="noindex">' in page, "iolencia" in page) == (True, False)


async def test_an_event_that_was_moved_says_when_it_was_before(
    visitor: httpx.AsyncClient, db: None
) -> None:
    event = await planned()
    day = timedelta(days=1)
    for days in (1, 2):
        moved = structs.replace(
            WORKSHOP, starts_at=SATURDAY + days * day, ends_at=SATURDAY + (days + 1) * day
        )
        await planning.change(event, moved, by=SYSTEM, at=TODAY + days * day / 24, above=upstairs)
    page = (await visitor.get(f"/agenda/{event}")).text
    assert "Antes era: domingo 6 de diciembre de 2026, 09:00" in page
    assert "EventRescheduled" in page
    await planning.change(event, WORKSHOP, by=SYSTEM, at=TODAY + day, above=upstairs)
    back = (await visitor.get(f"/agenda/{event}")).text
    assert "Antes era: lunes 7 de diciembre" in back


async def test_hours_elsewhere_are_told_here_too(visitor: httpx.AsyncClient, db: None) -> None:
    event = await planned(zone="Europe/Madrid")
    page = (await visitor.get(f"/agenda/{event}")).text
    assert "16:00–19:00" in page
    assert "(Madrid)" in page
    assert "En Guatemala: sábado 5 de diciembre de 2026, 09:00–12:00" in page


async def test_what_a_kind_asks_is_told_unless_it_says_too_much(
    visitor: httpx.AsyncClient, db: None
) -> None:
    film: dict[str, Any] = {"kind": "film-forum", "details": {"film": "Lejos de casa"}}
    told = []
    for topic in ("social-network-risks", "gender-violence"):
        event = await planned(topics=(topic,), **film)
        told.append("Lejos de casa" in (await visitor.get(f"/agenda/{event}")).text)
    assert told == [True, False]


async def test_a_map_shows_only_what_everybody_may_know(
    visitor: httpx.AsyncClient, db: None
) -> None:
    pin = {"latitude": 14.5453, "longitude": -90.4114}
    found = []
    for confidential in (False, True):
        venue = await somewhere(name=f"Casa {confidential}", confidential=confidential, **pin)
        page = (await visitor.get(f"/agenda/{await planned(venue=venue)}")).text
        found.append((page.count("openstreetmap.org/?mlat=14.545300"), page.count("14.545")))
    assert found == [(1, 3), (0, 0)]


async def somewhere(**what: Any) -> Any:
    new = venues.NewVenue(municipality="0103", address="Calle del Naranjo", **what)
    return await venues.add(new, by=SYSTEM, at=TODAY)
