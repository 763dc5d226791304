"""«Puerta», as coordinators and those who help meet it."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from events.attendance.domain import doors
from events.attendance.domain.door import sealing
from events.planning.domain import planning
from server.accounts.domain import accounts
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM, Actor
from server.foundation.signing import Signer
from tests.events.attendance.arriving import PASS, under_way
from tests.support.cast import Cast, person, sign_in_as, submit
from tests.support.crew import helper
from tests.support.door_phone import item, link_to, opened, results, send
from tests.support.events import planned
from volunteers.assignments.domain import invitations


async def ana_who_helps_at(event: UUID) -> Actor:
    ana = await helper("Ana Ayuda", cleared_until=(now() + timedelta(days=90)).date(), at=now())
    # Asked before it began, as far as the rules go.
    await execute("UPDATE event SET starts_at = starts_at + interval '1 h' WHERE id = $1", event)
    place = await invitations.invite(event, ana, "lead", by=SYSTEM, at=now())
    await invitations.answer(place, "accepted", at=now())
    await execute("UPDATE event SET starts_at = starts_at - interval '1 h' WHERE id = $1", event)
    found = await accounts.by_email("ana@convoca.test")
    assert found is not None
    who = await accounts.actor(found[0])
    assert who is not None
    return who


def secrets_on(page: httpx.Response) -> tuple[str, str]:
    """The token and the PIN that a page shows."""
    (token,) = re.findall(r'data-copy="http://convoca.test/puerta/([\w-]{24})"', page.text)
    (pin,) = re.findall(r'data-copy="(\d{6})"', page.text)
    return token, pin


async def test_a_coordinator_makes_a_link_and_sees_its_secrets_once(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    address = f"/eventos/{event}/puerta"
    await sign_in_as(visitor, cast.pinula)
    assert "Ninguno todavía." in (await visitor.get(address)).text
    made = await submit(visitor, address, {"name": "Portón", "lasts": "72"})
    assert (made.status_code, made.headers["cache-control"]) == (200, "no-store")
    token, pin = secrets_on(made)
    later = await visitor.get(address)
    assert ("Portón" in later.text, "Sin abrir" in later.text) == (True, True)
    assert (token in later.text, pin in later.text) == (False, False)
    let_in = await submit(visitor, f"/puerta/{token}", {"pin": pin})
    assert let_in.status_code == 303
    assert "Abierto" in (await visitor.get(address)).text


@pytest.mark.parametrize(
    "data", [{"name": "", "lasts": "12"}, {"name": "x" * 61, "lasts": "12"}, {"name": "Portón"}]
)
async def test_a_link_that_cannot_be_keeps_what_was_typed(
    visitor: httpx.AsyncClient, cast: Cast, data: dict[str, str]
) -> None:
    event = await under_way()
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, f"/eventos/{event}/puerta", {**data})
    assert (answer.status_code, f'value="{data["name"]}"' in answer.text) == (422, True)


async def test_a_draft_has_no_door_yet_and_a_closed_register_none_any_more(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    draft = await planned(published=False)
    page = await visitor.get(f"/eventos/{draft}/puerta")
    assert "cuando la actividad se publica" in page.text
    refused = await submit(visitor, f"/eventos/{draft}/puerta", {"name": "Portón", "lasts": "12"})
    assert (refused.status_code, "publicada tiene puerta" in refused.text) == (409, True)
    closed = await under_way()
    await planning.close(closed, by=SYSTEM, at=now())
    assert "La puerta está cerrada." in (await visitor.get(f"/eventos/{closed}/puerta")).text


async def test_a_coordinator_says_what_self_check_in_asks_for(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    address = f"/eventos/{event}/puerta"
    await sign_in_as(visitor, cast.pinula)
    for asks, digits, status, said in (
        ("spoken", "407", 303, "La clave de hoy es 407."),
        ("spoken", "4", 422, ""),
        ("rotating", "", 303, ""),
        ("sing", "", 422, ""),
        ("nothing", "", 303, "Ya no se pide nada más."),
    ):
        data: dict[str, str | list[str]] = {"asks": asks, "spoken_code": digits}
        assert (await submit(visitor, f"{address}/clave", data)).status_code == status
        if status == 303:
            assert (await doors.door_of(event)).asks == asks
            assert said in (await visitor.get(address)).text
            shows_screen = f"{address}/codigo" in (await visitor.get(address)).text
            assert shows_screen == (asks != "nothing")


async def test_whoever_sets_a_code_sees_it_and_the_screen_that_shows_a_changing_one(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    address = f"/eventos/{await under_way()}/puerta"
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, f"{address}/clave", {"asks": "spoken", "spoken_code": "407"})
    assert "Clave actual: 407" in (await visitor.get(address)).text
    changing = await submit(visitor, f"{address}/clave", {"asks": "rotating"})
    assert changing.headers["location"] == f"{address}/codigo"


async def test_a_link_that_is_asked_for_again_by_a_reload_is_not_made_again(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    address = f"/eventos/{await under_way()}/puerta"
    await sign_in_as(visitor, cast.pinula)
    (given,) = re.findall(r'name="id" value="([^"]+)"', (await visitor.get(address)).text)
    form: dict[str, str | list[str]] = {"id": given, "name": "Portón", "lasts": "12"}
    _token, pin = secrets_on(await submit(visitor, address, form))
    again = await submit(visitor, address, form)
    assert (again.status_code, pin in again.text) == (409, False)
    assert "y crear otro." in again.text
    assert (again.text.count("<b>Portón</b>"), f'value="{given}"' in again.text) == (1, False)


async def test_a_phone_that_was_lost_is_revoked(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    event = await under_way()
    address = f"/eventos/{event}/puerta"
    link = await link_to(event, signer, "Portón")
    await opened(visitor, link)
    key = sealing.public_key(event, signer)
    assert results(await send(visitor, link.token, [item(key, pass_=PASS)])) == ["recorded"]
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(address)).text
    assert "1 persona anotada" in page
    assert ("Anular el enlace" in page, "Borrar de la lista" in page) == (True, False)
    revoked = await submit(visitor, f"{address}/{link.phone}/retiro")
    assert revoked.headers["location"] == address
    page = (await visitor.get(address)).text
    assert ("Anulado" in page, "El enlace de «Portón» se anuló." in page) == (True, True)
    assert ("Anteriores" in page, "Anular el enlace" in page) == (True, False)
    assert (await send(visitor, link.token, [item(key, pass_=PASS)])).status_code == 403
    # It has lines: it stays on the list with them.
    assert (await submit(visitor, f"{address}/{link.phone}/olvido")).status_code == 409


async def test_the_list_says_what_became_of_each_link(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    event = await under_way()
    locked, expired = [await link_to(event, signer, name) for name in ("Uno", "Otro")]
    await execute("UPDATE door_phone SET wrong_pins = 5 WHERE id = $1", locked.phone)
    await execute(
        "UPDATE door_phone SET made_at = now() - interval '2 h',"
        " expires_at = now() - interval '1 h' WHERE id = $1",
        expired.phone,
    )
    await sign_in_as(visitor, cast.pinula)
    address = f"/eventos/{event}/puerta"
    page = (await visitor.get(address)).text
    assert ("Bloqueado" in page, "Venció" in page) == (True, True)
    assert (page.count("Borrar de la lista"), "Anular el enlace" in page) == (2, False)
    for phone in (locked.phone, expired.phone):
        assert (await submit(visitor, f"{address}/{phone}/olvido")).status_code == 303
    assert "Ninguno todavía." in (await visitor.get(address)).text


async def test_the_door_is_for_whoever_coordinates_there(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    event = await under_way()
    link = await link_to(event, signer)
    await sign_in_as(visitor, cast.mixco)
    address = f"/eventos/{event}/puerta"
    assert (await visitor.get(address)).status_code == 403
    data: dict[str, str | list[str]] = {"name": "Portón", "lasts": "12", "asks": "nothing"}
    for path in ("", "/clave", "/aqui", f"/{link.phone}/retiro", f"/{link.phone}/olvido"):
        assert (await submit(visitor, f"{address}{path}", data)).status_code == 403
    assert (await visitor.get(f"/eventos/{uuid4()}/puerta")).status_code == 404


async def test_who_is_taken_off_the_team_has_no_door_any_more(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way(audiences=("teachers",))
    await sign_in_as(visitor, await ana_who_helps_at(event))
    door = (await submit(visitor, f"/eventos/{event}/puerta/aqui")).headers["location"]
    assert (await visitor.get(door)).status_code == 200
    await execute("UPDATE event SET starts_at = starts_at + interval '1 h' WHERE id = $1", event)
    (place,) = await fetch("SELECT id FROM assignment WHERE status = 'accepted'")
    await invitations.withdraw(place["id"], by=SYSTEM, at=now())
    assert (await visitor.get(door)).status_code == 410


async def test_who_helps_opens_the_door_on_the_phone_in_hand(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way(audiences=("teachers",))
    await sign_in_as(visitor, await ana_who_helps_at(event))
    here = await submit(visitor, f"/eventos/{event}/puerta/aqui")
    door = here.headers["location"]
    assert (await visitor.get(door)).status_code == 200
    assert (await visitor.get(f"{door}/estado")).json()["state"] == "open"
    again = await submit(visitor, f"/eventos/{event}/puerta/aqui")
    assert again.headers["location"] == door
    await sign_in_as(visitor, cast.pinula)
    assert "Teléfono de Ana Ayuda" in (await visitor.get(f"/eventos/{event}/puerta")).text


async def test_who_does_not_help_there_opens_nothing(visitor: httpx.AsyncClient, db: None) -> None:
    event = await under_way()
    turned_away = await submit(visitor, f"/eventos/{event}/puerta/aqui")
    assert turned_away.headers["location"] == "/entrar?next=/"
    await sign_in_as(visitor, await person("otro@convoca.test", "Otro", "facilitator"))
    assert (await submit(visitor, f"/eventos/{event}/puerta/aqui")).status_code == 403
