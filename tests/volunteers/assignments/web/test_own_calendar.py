"""A helper's own calendar on their page: its buttons, its last reading, how much it tells."""

import json
from datetime import timedelta
from html import unescape

import httpx
import pytest
import structlog

from server.accounts.domain import accounts
from server.foundation.clock import now
from server.foundation.identity import SYSTEM, Actor
from tests.support import icaljs, libical
from tests.support.cast import sign_in_as, submit
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import invitations


@pytest.fixture
async def ana(visitor: httpx.AsyncClient, db: None) -> Actor:
    """Somebody who was invited once and is signed in."""
    volunteer = await helper("Ana Ayuda", cleared_until=(now() + timedelta(days=90)).date())
    found = await accounts.by_email("ana@convoca.test")
    assert found is not None
    who = await accounts.actor(found[0])
    assert who is not None
    starts = now() + timedelta(days=7)
    event = await planned(starts_at=starts, ends_at=starts + timedelta(hours=2), at=now())
    await invitations.invite(event, volunteer, "lead", by=SYSTEM, at=now())
    await sign_in_as(visitor, who)
    return who


async def made(visitor: httpx.AsyncClient) -> str:
    """The path of a new address, as the page shows it this once."""
    page = (await submit(visitor, "/mis-turnos/suscripcion")).text
    address = page.split('data-copy="')[1].split('"')[0]
    return address.removeprefix("http://convoca.test")


async def test_the_buttons_are_shown_once(visitor: httpx.AsyncClient, ana: Actor) -> None:
    page = unescape((await submit(visitor, "/mis-turnos/suscripcion")).text)
    token = page.split('href="webcal://convoca.test/feed/')[1].split(".ics")[0]
    assert page.count(token) == 5  # webcal, Google, Outlook, to read, to copy
    assert f"cid=webcal%3A%2F%2Fconvoca.test%2Ffeed%2F{token}.ics" in page
    assert token not in (await visitor.get("/mis-turnos")).text


async def test_a_helper_sees_when_a_calendar_last_read_it(
    visitor: httpx.AsyncClient, ana: Actor
) -> None:
    path = await made(visitor)
    never, read = "Ningún calendario la ha leído todavía", "la leyó por última vez"
    page = (await visitor.get("/mis-turnos")).text
    assert (never in page, read in page) == (True, False)
    await visitor.head(path)
    page = (await visitor.get("/mis-turnos")).text
    assert (never in page, read in page) == (False, True)


async def test_a_helper_shows_only_that_they_are_busy(
    visitor: httpx.AsyncClient, ana: Actor
) -> None:
    path = await made(visitor)
    whole = await visitor.get(path)
    saved = await submit(visitor, "/mis-turnos/suscripcion/detalle", {"busy_only": "on"})
    assert (saved.status_code, saved.headers["location"]) == (303, "/mis-turnos")
    assert 'name="busy_only" value="on" checked' in (await visitor.get("/mis-turnos")).text
    busy = await visitor.get(path, headers={"If-None-Match": whole.headers["etag"]})
    assert libical.complaints(busy.content) == []
    assert [one.summary for one in icaljs.read(busy.content)[0].events] == ["Ocupado"]
    await submit(visitor, "/mis-turnos/suscripcion/detalle")
    assert (await visitor.get(path)).content == whole.content


async def test_the_secret_is_in_no_log_and_in_no_search_engine(
    visitor: httpx.AsyncClient, ana: Actor
) -> None:
    path = await made(visitor)
    with structlog.testing.capture_logs() as lines:
        answers = [await visitor.get(path), await visitor.get(f"{path}x"), await visitor.head(path)]
    token = path.removeprefix("/feed/").removesuffix(".ics")
    assert [answer.status_code for answer in answers] == [200, 404, 200]
    assert (len(lines) >= 3, token in json.dumps(lines, default=str)) == (True, False)
    assert answers[0].headers["x-robots-tag"] == "noindex"
    unwanted = {"last-modified", "content-disposition", "set-cookie"}
    assert unwanted & set(answers[0].headers) == set()
