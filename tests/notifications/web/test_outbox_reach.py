"""Whose notices a coordinator sees, and those of one event or of one person."""

import re
from uuid import UUID

import httpx

from notifications.tables import InboxEntry
from server.accounts.domain import accounts
from server.foundation.database import fetch
from server.foundation.identity import Actor, new_id
from tests.support.cast import Cast, person, sign_in_as
from tests.support.crew import helper
from tests.support.events import TODAY, planned
from tests.support.outbox_rows import failed, noted


def names(page: str) -> list[str]:
    return re.findall(r'<td class="outbox-who"><span>([^<]+)</span>', page)


def count(page: str, label: str) -> int:
    return int(re.findall(rf">{label} \((\d+)\)</a>", page)[0])


async def helping(name: str, home: str = "0103") -> tuple[UUID, Actor]:
    """A helper, and who they are when they come in."""
    volunteer = await helper(name, home=home)
    rows = await fetch("SELECT account FROM volunteer WHERE id = $1", volunteer)
    who = await accounts.actor(rows[0]["account"])
    assert who is not None
    return volunteer, who


async def test_a_coordinator_sees_what_their_people_are_told_of_no_event(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    (_ana, ana), (_beto, beto) = await helping("Ana A"), await helping("Beto B", "0108")
    fellow = await person("otra@convoca.test", "Olga Otra", "coordinator", "0103", "0108")
    for who in (ana, beto, fellow, cast.pinula):
        await noted(who, kind="lapsing")
    theirs = await noted(ana, kind="sign_in_link")
    await noted(ana, kind="account_changed")
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos")).text
    assert sorted(names(page)) == ["Ana A", "Olga Otra", "Paula Pinula"]
    assert count(page, "Todos") == 3
    assert (await visitor.get(f"/avisos/{theirs}")).status_code == 404
    assert names((await visitor.get("/avisos?municipio=0103")).text) == ["Ana A"]
    await sign_in_as(visitor, cast.admin)
    assert count((await visitor.get("/avisos")).text, "Todos") == 6


async def test_what_their_people_are_told_of_events_elsewhere_is_not_theirs(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    _ana, ana = await helping("Ana A")
    await noted(ana, event=await planned(municipality="0108"))
    await sign_in_as(visitor, cast.pinula)
    assert names((await visitor.get("/avisos")).text) == []


async def test_the_notices_of_one_event_are_shown_alone(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    (_ana, ana), (_beto, beto) = await helping("Ana A"), await helping("Beto B")
    here, there = await planned(title="Cuentos"), await planned(title="Cantos")
    await noted(ana, event=here)
    await noted(beto, event=there)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/avisos?actividad={here}&estado=sent")).text
    assert (names(page), count(page, "Todos")) == (["Ana A"], 1)
    chip = page[page.index('class="outbox-chips"') :]
    assert re.findall(r'href="([^"]+)".*?</svg>([^<]+)<', chip)[0] == (
        "/avisos?estado=sent", "Cuentos",
    )  # fmt: skip
    assert f'<input type="hidden" name="actividad" value="{here}">' in page
    assert f'href="/avisos?actividad={here}"' in (await visitor.get(f"/eventos/{here}")).text


async def test_the_notices_of_one_person_are_shown_alone(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    (volunteer, ana), (_beto, beto) = await helping("Ana A"), await helping("Beto B")
    await noted(ana)
    await noted(beto)
    await sign_in_as(visitor, cast.admin)
    for known_as in (volunteer, ana.account):
        page = (await visitor.get(f"/avisos?persona={known_as}")).text
        assert names(page) == ["Ana A"]
        assert "Ana A<span" in page
    assert (
        f'href="/avisos?persona={volunteer}"' in (await visitor.get(f"/personas/{volunteer}")).text
    )


async def test_nobody_learns_the_name_of_who_is_not_theirs(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    (volunteer, beto), there = (
        await helping("Beto B", "0108"),
        await planned(municipality="0108", title="Cantos"),
    )
    await sign_in_as(visitor, cast.pinula)
    for address in (f"persona={volunteer}", f"persona={beto.account}", f"actividad={there}"):
        page = (await visitor.get(f"/avisos?{address}")).text
        assert ("Beto B" in page, "Cantos" in page, "outbox-chips" in page) == (False, False, True)
    page = (await visitor.get(f"/avisos?persona={cast.admin.account}")).text
    assert ("Alba Admin" in page, "Una persona" in page) == (False, True)


async def test_what_reached_nobody_outside_says_so(visitor: httpx.AsyncClient, cast: Cast) -> None:
    _ana, ana = await helping("Ana A")
    notice = await noted(ana, way="inbox", kind="lapsing")
    await noted(ana, kind="lapsing")
    await InboxEntry.insert(
        InboxEntry(
            id=new_id(), account=ana.account, notice=notice, written_at=TODAY,
            subject="Un documento por vencer", opening="Vence pronto.",
            facts='[{"label": "Día", "value": "sáb 5 dic"}]', leads_to="/mi-perfil",
        )
    )  # fmt: skip
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos")).text
    assert [count(page, label) for label in ("Todos", "Enviados", "Solo en Convoca")] == [2, 1, 1]
    assert len(names((await visitor.get("/avisos?estado=kept")).text)) == 1
    page = " ".join((await visitor.get(f"/avisos/{notice}")).text.split())
    shown = ("Solo en Convoca", "No llegó a ningún teléfono ni correo", "Vence pronto.", "Enviado<")
    assert [words in page for words in shown] == [True, True, True, False]
    assert "<dt>Día</dt><dd>sáb 5 dic</dd>" in page


async def test_an_address_that_is_wrong_leads_to_where_it_is_corrected(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    volunteer, ana = await helping("Ana A")
    notice = await failed(ana, "550 5.1.1 no such user")
    other = await failed(ana, "550 5.7.1 blocked")
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos?estado=failed")).text
    assert page.count("Corregir sus medios") == 1
    page = (await visitor.get(f"/avisos/{notice}")).text
    assert page.index("Corregir sus medios") < page.index("Enviar de nuevo")
    assert f'<a href="/personas/{volunteer}">Ana A</a>' in page
    page = (await visitor.get(f"/avisos/{other}")).text
    assert ("Corregir" in page, f'href="/personas/{volunteer}/medios"' in page) == (False, True)


async def test_a_person_of_elsewhere_is_not_linked(visitor: httpx.AsyncClient, cast: Cast) -> None:
    volunteer, beto = await helping("Beto B", "0108")
    notice = await failed(beto, "550 5.1.1 no such user", event=await planned())
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/avisos/{notice}")).text
    assert ("Beto B" in page, f"/personas/{volunteer}" in page) == (True, False)


async def test_only_administrators_hear_of_the_missing_server(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert "servidor de correo" not in (await visitor.get("/avisos")).text
