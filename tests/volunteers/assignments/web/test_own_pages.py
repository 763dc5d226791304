"""A helper's own places, as they meet them."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from server.accounts.domain import accounts
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM, Actor
from tests.support import icaljs, libical
from tests.support.cast import Cast, person, sign_in_as, submit
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import invitations


async def ana_who_helps() -> tuple[UUID, Actor]:
    volunteer = await helper(
        "Ana Ayuda", cleared_until=(now() + timedelta(days=90)).date(), at=now()
    )
    found = await accounts.by_email("ana@convoca.test")
    assert found is not None
    who = await accounts.actor(found[0])
    assert who is not None
    return volunteer, who


async def invited(
    volunteer: UUID, *, days: int = 7, title: str = "Navegar con cuidado"
) -> tuple[UUID, UUID]:
    starts = now() + timedelta(days=days)
    event = await planned(
        title=title, starts_at=starts, ends_at=starts + timedelta(hours=2), at=now()
    )
    return event, await invitations.invite(event, volunteer, "lead", by=SYSTEM, at=now())


async def test_a_helper_answers_and_changes_their_mind(
    visitor: httpx.AsyncClient, db: None
) -> None:
    ana, who = await ana_who_helps()
    await sign_in_as(visitor, who)
    assert "No hay turnos por delante" in (await visitor.get("/mis-turnos")).text
    _event, assignment = await invited(ana)
    assert "Sí, puedo ir" in (await visitor.get("/mis-turnos")).text
    address = f"/mis-turnos/{assignment}/respuesta"
    assert (await submit(visitor, address, {"answer": "accepted"})).headers[
        "location"
    ] == "/mis-turnos"
    assert "Ya no puedo ir" in (await visitor.get("/mis-turnos")).text
    assert (
        await submit(visitor, address, {"answer": "declined", "reason": "Hay examen"})
    ).status_code == 303
    page = (await visitor.get("/mis-turnos")).text
    assert ("Motivo: Hay examen" in page, "Ahora sí puedo ir" in page) == (True, True)


async def test_what_cannot_be_read_is_said_and_kept(visitor: httpx.AsyncClient, db: None) -> None:
    ana, who = await ana_who_helps()
    _event, assignment = await invited(ana)
    await sign_in_as(visitor, who)
    address = f"/mis-turnos/{assignment}/respuesta"
    for data in ({"answer": "maybe"}, {"answer": "declined", "reason": "ñ" * 501}):
        answer = await submit(visitor, address, {**data})
        assert (answer.status_code, 'class="error-summary"' in answer.text) == (422, True)
        assert data.get("reason", "") in answer.text
    await execute("DELETE FROM clearance")
    await execute("UPDATE event_audience SET audience = 'adolescents'")
    late = await submit(visitor, address, {"answer": "accepted"})
    assert (late.status_code, "Falta la constancia" in late.text) == (409, True)
    assert await fetch("SELECT FROM answer") == []


async def test_nobody_answers_for_somebody_else(visitor: httpx.AsyncClient, db: None) -> None:
    ana, _who = await ana_who_helps()
    _event, assignment = await invited(ana)
    await sign_in_as(visitor, await person("otro@convoca.test", "Otro", "facilitator"))
    answer = await submit(visitor, f"/mis-turnos/{assignment}/respuesta", {"answer": "accepted"})
    assert answer.status_code == 403
    assert (await visitor.get("/mis-turnos")).status_code == 200


async def test_what_is_over_is_remembered(visitor: httpx.AsyncClient, db: None) -> None:
    ana, who = await ana_who_helps()
    _event, assignment = await invited(ana)
    await invitations.answer(assignment, "accepted", at=now())
    await execute(
        "UPDATE event SET starts_at = now() - interval '3 h', ends_at = now() - interval '1 h'"
    )
    await sign_in_as(visitor, who)
    page = (await visitor.get("/mis-turnos")).text
    assert "Turnos anteriores" in page
    await execute("UPDATE event SET ends_at = now() + interval '1 hour'")
    page = (await visitor.get("/mis-turnos")).text
    assert ("Conteo de asistentes" in page, "Ya no puedo ir" in page) == (True, False)


async def test_a_helper_subscribes_and_sees_their_answers_there(
    visitor: httpx.AsyncClient, db: None
) -> None:
    ana, who = await ana_who_helps()
    _event, assignment = await invited(ana)
    await sign_in_as(visitor, who)
    made = await submit(visitor, "/mis-turnos/suscripcion")
    assert made.headers["cache-control"] == "no-store"
    address = made.text.split('data-copy="')[1].split('"')[0]
    assert f'href="{address.replace("http://", "webcal://")}"' in made.text
    assert address not in (await visitor.get("/mis-turnos")).text
    visitor.cookies.clear()
    first = await visitor.get(address)
    assert (first.status_code, first.headers["content-type"]) == (
        200,
        "text/calendar; charset=utf-8",
    )
    assert "set-cookie" not in first.headers
    assert libical.complaints(first.content) == []
    assert [one.status for one in icaljs.read(first.content)[0].events] == ["TENTATIVE"]
    same = await visitor.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    await invitations.answer(assignment, "accepted", at=now())
    second = await visitor.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert [one.status for one in icaljs.read(second.content)[0].events] == ["CONFIRMED"]
    head = await visitor.head(address)
    assert (head.content, head.headers["etag"]) == (b"", second.headers["etag"])
    assert int(head.headers["content-length"]) == len(second.content)


async def test_an_address_that_was_changed_or_ended_leads_nowhere(
    visitor: httpx.AsyncClient, db: None
) -> None:
    _ana, who = await ana_who_helps()
    await sign_in_as(visitor, who)
    addresses = []
    for _time in range(2):
        page = await submit(visitor, "/mis-turnos/suscripcion")
        addresses.append(page.text.split('data-copy="')[1].split('"')[0])
    assert [(await visitor.get(address)).status_code for address in addresses] == [404, 200]
    assert "Hay una dirección en uso desde" in (await visitor.get("/mis-turnos")).text
    assert (await submit(visitor, "/mis-turnos/suscripcion/final")).status_code == 303
    assert (await visitor.get(addresses[1])).status_code == 404
    assert (await visitor.get(addresses[1].removesuffix(".ics"))).status_code == 404


@pytest.mark.parametrize("path", ["", "/suscripcion", "/suscripcion/final", "/suscripcion/detalle"])
async def test_own_places_are_for_helpers(
    visitor: httpx.AsyncClient, cast: Cast, path: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await (submit(visitor, f"/mis-turnos{path}") if path else visitor.get("/mis-turnos"))
    assert answer.status_code == 403


async def test_an_account_that_helps_nowhere_has_no_calendar(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await sign_in_as(visitor, await person("solo@convoca.test", "Solo", "facilitator"))
    assert (await submit(visitor, "/mis-turnos/suscripcion")).status_code == 404


async def test_what_is_to_be_answered_stands_on_top_with_its_deadline(
    visitor: httpx.AsyncClient, db: None
) -> None:
    ana, who = await ana_who_helps()
    _event, first = await invited(ana, days=3, title="Primero")
    await invitations.answer(first, "accepted", at=now())
    await invited(ana, days=5, title="Segundo")
    await sign_in_as(visitor, who)
    page = (await visitor.get("/mis-turnos")).text
    assert page.index("Segundo") < page.index("Primero")
    assert "Responder a más tardar el" in page
    assert "Mediana de la red" in page


async def test_what_expired_may_still_be_answered_and_is_forgotten_once_it_is_gone(
    visitor: httpx.AsyncClient, db: None
) -> None:
    ana, who = await ana_who_helps()
    event, assignment = await invited(ana)
    await execute("UPDATE assignment SET status = 'expired'")
    await sign_in_as(visitor, who)
    assert "el lugar todavía está libre" in (await visitor.get("/mis-turnos")).text
    beto = await helper("Beto Ben", at=now())
    faster = await invitations.invite(event, beto, "lead", by=SYSTEM, at=now())
    await invitations.answer(faster, "accepted", at=now())
    assert "Navegar con cuidado" not in (await visitor.get("/mis-turnos")).text
    late = await submit(visitor, f"/mis-turnos/{assignment}/respuesta", {"answer": "accepted"})
    assert late.status_code == 303
    assert "Gracias: el lugar ya se cubrió." in (await visitor.get("/mis-turnos")).text
