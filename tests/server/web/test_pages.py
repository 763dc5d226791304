"""The frame that every page stands in."""

import re
from uuid import UUID

import httpx
import pytest

from server.foundation.identity import Actor
from server.web.pages import navigation
from server.web.signposts import NAVIGATION, SECTIONS
from tests.support.cast import Cast, sign_in_as
from tests.support.events import planned

EVENT = UUID("0198c2a0-0000-7000-8000-000000000001")


def actor(role: str) -> Actor:
    return Actor(account=None, name="Alguien", role=role, municipalities=frozenset({"0103"}))


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (
            "administrator",
            [
                "/calendario",
                "/turnos",
                "/personas",
                "/revision",
                "/alcance",
                "/avisos",
                "/ajustes/tipos",
            ],
        ),
        (
            "coordinator",
            ["/calendario", "/turnos", "/personas", "/revision", "/alcance", "/avisos"],
        ),
        ("facilitator", ["/mis-turnos"]),
        ("evaluator", ["/alcance"]),
    ],
)
def test_everybody_sees_the_doors_they_may_open(role: str, shown: list[str]) -> None:
    assert [door.href for door in navigation(NAVIGATION, actor(role), "/")] == shown


def test_a_visitor_sees_no_doors() -> None:
    assert navigation(NAVIGATION, None, "/") == []


def test_the_door_one_stands_in_is_marked() -> None:
    shown = navigation(NAVIGATION, actor("coordinator"), "/personas/nueva")
    assert [door.href for door in shown if door.current] == ["/personas"]


@pytest.mark.parametrize("path", ["/calendario/rapido", f"/eventos/{EVENT}/mover", "/plantillas"])
def test_all_of_planning_is_behind_the_door_of_the_calendar(path: str) -> None:
    shown = navigation(NAVIGATION, actor("coordinator"), path)
    assert [door.href for door in shown if door.current] == ["/calendario"]


def test_the_tabs_of_an_event_lead_to_its_pages() -> None:
    assert [door.href.format(id=EVENT) for door in SECTIONS["event"]] == [
        f"/eventos/{EVENT}",
        f"/eventos/{EVENT}/equipo",
        f"/eventos/{EVENT}/inscripciones",
        f"/eventos/{EVENT}/puerta",
        f"/eventos/{EVENT}/registro",
        f"/eventos/{EVENT}/opiniones",
        f"/eventos/{EVENT}/historia",
    ]


async def test_a_page_knows_who_reads_it(visitor: httpx.AsyncClient, cast: Cast) -> None:
    assert 'action="/salir"' not in (await visitor.get("/")).text
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/")).text
    assert ("Paula Pinula" in page, 'action="/salir"' in page) == (True, True)


async def test_a_made_up_session_is_nobodys(visitor: httpx.AsyncClient, cast: Cast) -> None:
    visitor.cookies.set("convoca", "made up")
    assert (await visitor.get("/calendario")).status_code == 303


async def test_the_language_button_leads_back_to_the_same_question(
    visitor: httpx.AsyncClient,
) -> None:
    page = (await visitor.get("/?municipio=0103&x=<script>")).text
    assert 'name="next" value="/?municipio=0103&amp;x=%3Cscript%3E"' in page


async def test_a_page_without_a_tab_of_its_own_stands_under_the_nearest(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await planned()
    shown = {
        page: re.findall(r'href="([^"]+)" aria-current="page"', tabs_of(await visitor.get(page)))
        for page in (f"/eventos/{event}", f"/eventos/{event}/papel", f"/eventos/{event}/revision")
    }
    assert list(shown.values()) == [
        [f"/eventos/{event}"], [f"/eventos/{event}/registro"], [f"/eventos/{event}/registro"],
    ]  # fmt: skip


def tabs_of(answer: httpx.Response) -> str:
    return answer.text.partition('<nav class="tabs"')[2].partition("</nav>")[0]


@pytest.mark.parametrize(("who", "stands"), [("admin", True), ("pinula", False)])
async def test_the_settings_stand_in_the_menu_of_whoever_may_change_them(
    visitor: httpx.AsyncClient, cast: Cast, who: str, *, stands: bool
) -> None:
    await sign_in_as(visitor, getattr(cast, who))
    menu = (await visitor.get("/personas")).text.partition('class="menu-panel"')[2]
    panel = menu.partition("</details>")[0]
    assert ('href="/ajustes/tipos"' in panel) is stands
