"""The coordinator reads what is doubtful and decides it, several at once, each with a reason."""

import re
from datetime import timedelta

import httpx
import pytest

from events.attendance.domain import register
from events.attendance.domain.review import inbox
from events.planning.domain import planning
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import line, under_way
from tests.events.attendance.aside import fates, phone_at, set_aside, sheet
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import SATURDAY, planned

REASON = "Se registró dos veces"


@pytest.fixture
async def paula(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """The browser of the coordinator of San José Pinula."""
    await sign_in_as(visitor, cast.pinula)
    return visitor


def picks(page: httpx.Response) -> list[str]:
    """What can be ticked."""
    return re.findall(r'name="pick" value="([^"]+)"', page.text)


async def test_the_list_leads_to_each_event_and_says_when_there_is_nothing(
    paula: httpx.AsyncClient,
) -> None:
    assert "Nada por revisar" in (await paula.get("/revision")).text
    event = await under_way()
    await set_aside(event)
    page = await paula.get("/revision")
    assert f'href="/eventos/{event}/revision"' in page.text
    assert "Fuera de un registro: 1" in page.text
    assert 'href="/tarjetas"' in page.text


async def test_several_doubles_are_merged_at_once(paula: httpx.AsyncClient) -> None:
    event = await under_way()
    moments = [now() - timedelta(seconds=50 - 9 * number) for number in range(3)]
    await register.write([line(event, at=at) for at in moments])
    address = f"/eventos/{event}/revision"
    page = await paula.get(address)
    assert "¿La misma persona dos veces?" in page.text
    assert "otra 9 segundos después" in page.text
    said: dict[str, str | list[str]] = {
        "section": "twins", "pick": picks(page), "fate": "merged", "why-twins": "counted_twice",
    }  # fmt: skip
    done = await submit(paula, address, said)
    assert (done.status_code, done.headers["location"]) == (303, address)
    page = await paula.get(address)
    assert "Quedaron decididas 2 líneas." in page.text
    assert f"«{REASON}»" in page.text
    assert picks(page) == []
    again = await submit(paula, address, said)
    assert "2 ya estaban decididas (Paula Pinula" in (await paula.get(address)).text
    assert again.status_code == 303


async def test_a_decision_without_a_reason_or_a_tick_is_refused_and_kept(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way()
    for way in ("screen", "paper"):
        await sheet(event, 12, at=now(), way=way)
    address = f"/eventos/{event}/revision"
    (pick,) = picks(await paula.get(address))
    data: dict[str, str | list[str]] = {"section": "rooms", "fate": "merged-second"}
    page = await submit(paula, address, {**data, "pick": pick})
    assert page.status_code == 422
    assert "Falta el motivo." in page.text
    assert f'value="{pick}" checked' in page.text
    page = await submit(paula, address, {**data, "reason-rooms": "Contamos dos veces"})
    assert "Marcar al menos una línea de la lista." in page.text
    assert 'value="Contamos dos veces"' in page.text
    wrong = {**data, "pick": pick, "fate": "eaten", "reason-rooms": "x"}
    assert (await submit(paula, address, wrong)).status_code == 422
    assert len(await inbox.doubts_about(event)) == 1


async def test_a_reason_that_contradicts_the_decision_is_refused(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way()
    for way in ("screen", "paper"):
        await sheet(event, 12, at=now(), way=way)
    address = f"/eventos/{event}/revision"
    (pick,) = picks(await paula.get(address))
    said: dict[str, str | list[str]] = {
        "section": "rooms", "pick": pick, "fate": "kept", "why-rooms": "same_group",
    }  # fmt: skip
    page = await submit(paula, address, said)
    assert page.status_code == 422
    assert "Ese motivo dice otra cosa que el botón" in page.text
    assert 'value="same_group" checked' in page.text
    assert (await submit(paula, address, {**said, "why-rooms": "other_group"})).status_code == 303


async def test_a_usual_reason_is_read_in_the_language_of_who_reads(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way()
    await register.write([line(event, at=now() - timedelta(seconds=s)) for s in (20, 9)])
    address = f"/eventos/{event}/revision"
    said: dict[str, str | list[str]] = {
        "section": "twins", "pick": picks(await paula.get(address)), "fate": "merged",
        "why-twins": "counted_twice",
    }  # fmt: skip
    await submit(paula, address, said)
    (kept,) = await fetch("SELECT void_reason FROM check_in WHERE void_reason IS NOT NULL")
    assert kept["void_reason"] == "counted_twice"
    for page in (address, f"/eventos/{event}/registro"):
        text = (await paula.get(page)).text
        assert (REASON in text, "counted_twice" in text) == (True, False)


async def test_strays_are_moved_to_the_event_that_the_page_suggests(
    paula: httpx.AsyncClient,
) -> None:
    event = await planned()
    hours = {"starts_at": SATURDAY - timedelta(hours=3), "ends_at": SATURDAY - timedelta(hours=1)}
    forum = await planned(title="Foro de familias", kind="forum", **hours)  # type: ignore[arg-type]  # no title is a bool
    phone = await phone_at(event, name="Entrada norte")
    aside = await set_aside(event, phone=phone)
    page = await paula.get(f"/eventos/{event}/revision")
    assert "Puede ser de «Foro de familias», 06:00–08:00" in page.text
    assert f'<option value="{forum}" selected>' in page.text
    (section,) = re.findall(r'name="section" value="([^"]+)"', page.text)
    address = f"/eventos/{event}/revision/apartadas"
    said: dict[str, str | list[str]] = {
        "section": section, "pick": str(aside), "fate": "moved", f"reason-{section}": "Otro enlace",
    }  # fmt: skip
    nowhere = await submit(paula, address, said)
    assert nowhere.status_code == 422
    done = await submit(paula, address, {**said, f"to-{section}": str(forum)})
    assert done.status_code == 303
    assert await fates() == [("moved", "Otro enlace", forum)]
    page = await paula.get(f"/eventos/{event}/revision")
    assert "Fuera de un registro: pasó a otra actividad (1)" in page.text


async def test_a_closed_register_has_to_be_opened_before_a_line_is_kept(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way()
    aside = await set_aside(event, why="closed")
    await planning.close(event, by=SYSTEM, at=now())
    address = f"/eventos/{event}/revision"
    page = await paula.get(address)
    assert f'action="/eventos/{event}/reapertura"' in page.text
    assert f'name="next" value="{address}"' in page.text
    assert 'value="kept"' not in page.text
    assert ['value="already_counted"' in page.text, 'value="no_signal"' in page.text] == [
        True,
        False,
    ]
    address = f"{address}/apartadas"
    said: dict[str, str | list[str]] = {
        "section": "x", "pick": [str(aside), "no-id"], "fate": "kept", "reason-x": "Sin señal",
    }  # fmt: skip
    refused = await submit(paula, address, said)
    assert refused.status_code == 422
    assert "hay que abrirlo de nuevo" in refused.text
    await planning.reopen(event, by=SYSTEM, at=now())
    assert (await submit(paula, address, said)).status_code == 303
    assert await fates() == [("kept", "Sin señal", None)]
    done = await paula.get(f"/eventos/{event}/revision")
    assert f'action="/eventos/{event}/cierre"' in done.text


async def test_nobody_else_sees_or_decides_what_waits(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    await set_aside(event)
    address = f"/eventos/{event}/revision"
    for stranger, seen in ((cast.mixco, 200), (cast.evaluator, 403)):
        await sign_in_as(visitor, stranger)
        page = await visitor.get("/revision")
        assert (page.status_code, str(event) in page.text) == (seen, False)
        assert (await visitor.get(address)).status_code == 403
        for act in (address, f"{address}/apartadas"):
            assert (await submit(visitor, act, {"pick": "x"})).status_code == 403
