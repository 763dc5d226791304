"""The entrance's screen shows what a phone needs, to whoever may count there and nobody else."""

import re
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from events.attendance.domain import doors, qr
from events.attendance.domain.entrance import rotating
from events.attendance.web.entrance import rotating_pages
from events.planning.domain import planning
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.events.attendance.arriving import page_of, under_way
from tests.support.cast import Cast, person, sign_in_as

AT = datetime(2026, 12, 5, 15, 0, 12, tzinfo=UTC)


@pytest.fixture
async def paula(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """The browser of San José Pinula's coordinator."""
    await sign_in_as(visitor, cast.pinula)
    return visitor


async def test_the_screen_shows_the_code_to_scan_and_to_type(
    paula: httpx.AsyncClient, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = await under_way()
    await doors.ask(event, "rotating", by=SYSTEM, at=now())
    monkeypatch.setattr(rotating_pages, "now", lambda: AT)
    code = rotating.code_at(event, AT, signer=signer)
    address = f"http://convoca.test{await page_of(event)}"
    page = await paula.get(f"/eventos/{event}/puerta/codigo")
    assert f"{code.digits[:3]} {code.digits[3:]}" in page.text
    assert qr.svg(f"{address}?v={code.sign}") in page.text
    assert re.findall(r'<noscript><meta http-equiv="refresh" content="(\d+)">', page.text) == ["19"]
    told = (await paula.get(f"/eventos/{event}/puerta/codigo.json")).json()
    assert (told["left"], told["asks"]) == (18_000, "rotating")
    assert told["qr"] == qr.svg(f"{address}?v={code.sign}")
    assert page.headers["cache-control"] == "no-store"


async def test_a_spoken_code_is_shown_and_its_screen_may_be_scanned_too(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way()
    await doors.ask(event, "spoken", "407", by=SYSTEM, at=now())
    told = (await paula.get(f"/eventos/{event}/puerta/codigo.json")).json()
    assert told["digits"] == "407"
    assert told["qr"] != qr.svg(f"http://convoca.test{await page_of(event)}")


async def test_a_door_that_asks_for_nothing_shows_its_poster_s_qr(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way()
    told = (await paula.get(f"/eventos/{event}/puerta/codigo.json")).json()
    assert (told["digits"], told["reason"]) == ("", "")
    assert told["qr"] == qr.svg(f"http://convoca.test{await page_of(event)}")


async def test_the_screen_says_when_nobody_can_be_recorded(paula: httpx.AsyncClient) -> None:
    event = await under_way(since=-60)
    page = await paula.get(f"/eventos/{event}/puerta/codigo")
    assert "<b data-reason>Todavía no es la hora</b>" in page.text
    await planning.cancel(event, "rain", by=SYSTEM, at=now())
    told = (await paula.get(f"/eventos/{event}/puerta/codigo.json")).json()
    assert told["reason"] == "La actividad se canceló"


async def test_only_who_may_count_there_sees_the_screen(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    screens = [f"/eventos/{event}/puerta/codigo", f"/eventos/{event}/puerta/codigo.json"]
    for screen in screens:
        assert (await visitor.get(screen)).status_code != 200
    for stranger in (cast.mixco, cast.evaluator):
        await sign_in_as(visitor, stranger)
        assert [(await visitor.get(screen)).status_code for screen in screens] == [403, 403]


async def test_who_helps_there_sees_the_screen_and_goes_back_to_the_tally(
    visitor: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def let_in(*_asked: Any) -> None:
        return None

    monkeypatch.setattr(rotating_pages, "need_to_count", let_in)
    event = await under_way()
    await sign_in_as(visitor, await person("ana@convoca.test", "Ana Ayuda", "facilitator"))
    page = await visitor.get(f"/eventos/{event}/puerta/codigo")
    assert f'href="/eventos/{event}/conteo"' in page.text
