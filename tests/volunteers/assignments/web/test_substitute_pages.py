"""Asking for a substitute and being one, on «Mis turnos» and by the link."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from server.accounts.domain import accounts
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM, Actor, new_id
from server.foundation.signing import Signer
from tests.support.cast import sign_in_as, submit
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import invitations, substitutes
from volunteers.assignments.domain.answer_links import answer_token

SOON = timedelta(days=7)


async def somebody(name: str) -> tuple[UUID, Actor]:
    volunteer = await helper(name, at=now())
    found = await accounts.by_email(f"{name.split(maxsplit=1)[0].lower()}@convoca.test")
    assert found is not None
    who = await accounts.actor(found[0])
    assert who is not None
    return volunteer, who


async def held(volunteer: UUID) -> UUID:
    starts = now() + SOON
    event = await planned(starts_at=starts, ends_at=starts + timedelta(hours=2), at=now())
    place = await invitations.invite(event, volunteer, "lead", by=SYSTEM, at=now())
    await invitations.answer(place, "accepted", at=now())
    return place


async def statuses() -> list[str]:
    return [row["status"] for row in await fetch("SELECT status FROM assignment ORDER BY id")]


async def test_one_helper_asks_and_another_takes_the_place(
    visitor: httpx.AsyncClient, db: None
) -> None:
    ana, ana_herself = await somebody("Ana Ayuda")
    _beto, beto_himself = await somebody("Beto Ben")
    place = await held(ana)
    await sign_in_as(visitor, ana_herself)
    assert "Pedir que otra persona tome el lugar" in (await visitor.get("/mis-turnos")).text
    asked = await submit(visitor, f"/mis-turnos/{place}/sustitucion", {"why": "Hay examen"})
    assert asked.status_code == 303
    assert "Se busca a alguien para este lugar" in (await visitor.get("/mis-turnos")).text
    await sign_in_as(visitor, beto_himself)
    page = (await visitor.get("/mis-turnos")).text
    assert "Se busca a alguien para: Navegar con cuidado" in page
    assert ("Hay examen" in page, "Ana" in page) == (False, False)
    address = page.split('action="/mis-turnos/sustituciones/')[1].split('"')[0]
    for _twice in range(2):
        taken = await submit(visitor, f"/mis-turnos/sustituciones/{address}")
        assert taken.status_code == 303
    assert await statuses() == ["substituted", "accepted"]
    await sign_in_as(visitor, ana_herself)
    late = await submit(visitor, f"/mis-turnos/{place}/sustitucion/final")
    assert (late.status_code, "Alguien ya tomó este lugar." in late.text) == (409, True)
    assert ": lo tomó otra persona</p>" in (await visitor.get("/mis-turnos")).text


async def test_who_comes_second_is_thanked_and_who_may_not_finds_nothing(
    visitor: httpx.AsyncClient, db: None
) -> None:
    ana, _herself = await somebody("Ana Ayuda")
    _beto, beto_himself = await somebody("Beto Ben")
    _caro, caro_herself = await somebody("Caro Cal")
    search = await substitutes.ask(await held(ana), at=now())
    await substitutes.take(search, by=beto_himself, at=now())
    await sign_in_as(visitor, caro_herself)
    second = await submit(visitor, f"/mis-turnos/sustituciones/{search}")
    assert (second.status_code, second.headers["location"]) == (303, "/mis-turnos")
    assert "Gracias: el lugar ya se cubrió." in (await visitor.get("/mis-turnos")).text
    await execute("DELETE FROM qualification")
    for address in (search, new_id()):
        answer = await submit(visitor, f"/mis-turnos/sustituciones/{address}")
        assert answer.status_code == 404


@pytest.mark.parametrize("way", ["link", "own"])
async def test_the_asker_keeps_the_place_after_all(
    visitor: httpx.AsyncClient, signer: Signer, way: str
) -> None:
    ana, herself = await somebody("Ana Ayuda")
    place = await held(ana)
    await sign_in_as(visitor, herself)
    page = f"/r/{answer_token(place, signer)}" if way == "link" else "/mis-turnos"
    address = f"{page}/sustitucion" if way == "link" else f"/mis-turnos/{place}/sustitucion"
    refused = await submit(visitor, address, {"why": "ñ" * 501})
    assert (refused.status_code, "ñ" * 501 in refused.text) == (422, True)
    assert (await submit(visitor, address, {"why": ""})).status_code == 303
    assert "Ya no hace falta: sí voy" in (await visitor.get(page)).text
    assert (await submit(visitor, f"{address}/final")).status_code == 303
    assert "Ya no hace falta: sí voy" not in (await visitor.get(page)).text
    await invitations.withdraw(place, by=SYSTEM, at=now())
    for after in ("", "/final"):
        assert (await submit(visitor, f"{address}{after}")).status_code == 409
