"""What a helper reads first on their own page, and how to get from it to the rest of their own."""

from datetime import timedelta
from uuid import UUID

import httpx

from server.accounts.domain import accounts
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM, Actor
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import covering, invitations
from volunteers.assignments.domain.answer_links import answer_token

HEADINGS = ("Hoy", "Por responder (1)", "Próximos")


async def helper_and_actor(name: str) -> tuple[UUID, Actor]:
    volunteer = await helper(name, at=now())
    found = await accounts.by_email(f"{name.split(maxsplit=1)[0].lower()}@convoca.test")
    assert found is not None
    who = await accounts.actor(found[0])
    assert who is not None
    return volunteer, who


async def asked(volunteer: UUID, title: str, days: float, said: str = "") -> tuple[UUID, UUID]:
    starts = now() + timedelta(days=days)
    event = await planned(
        title=title, starts_at=starts, ends_at=starts + timedelta(hours=2), at=now()
    )
    place = await invitations.invite(event, volunteer, "lead", by=SYSTEM, at=now())
    if said:
        await invitations.answer(place, said, "Hay examen", at=now())
    return event, place


async def test_today_stands_first_then_what_is_to_be_answered_then_the_rest(
    visitor: httpx.AsyncClient, db: None
) -> None:
    ana, herself = await helper_and_actor("Ana Ayuda")
    later, _place = await asked(ana, "Después", 9, "accepted")
    await asked(ana, "Contestar", 5)
    today, _place = await asked(ana, "Ahora", 0.02, "accepted")
    _event, refused = await asked(ana, "Convivencia", 12, "declined")
    await sign_in_as(visitor, herself)
    page = (await visitor.get("/mis-turnos")).text
    read = [*HEADINGS, "Ahora</h3>", "Contestar</h3>", "Después</h3>", "Donde no participo"]
    order = sorted(read, key=page.index)
    assert order == [
        "Hoy", "Ahora</h3>", "Por responder (1)", "Contestar</h3>", "Próximos", "Después</h3>",
        "Donde no participo",
    ]  # fmt: skip
    assert [f'href="/eventos/{one}/conteo"' in page for one in (today, later)] == [True, False]
    folded = page.split("<summary>Convivencia, ")[1]
    assert folded.split("</summary>")[0].endswith(": dije que no")
    assert f'action="/mis-turnos/{refused}/respuesta"' in folded
    assert "Rechazada" not in page


async def test_the_arrival_is_the_one_big_button_of_today(
    visitor: httpx.AsyncClient, db: None
) -> None:
    ana, herself = await helper_and_actor("Ana Ayuda")
    event, _place = await asked(ana, "Ahora", 0.02, "accepted")
    await execute("INSERT INTO door (event, code) VALUES ($1, 'ABCDEFGH')", event)
    await sign_in_as(visitor, herself)
    page = (await visitor.get("/mis-turnos")).text
    arrival = '<a class="button button-primary" href="/mis-turnos/aqui/ABCDEFGH">'
    assert page.count(arrival) == 1


async def test_a_helper_finds_their_profile_and_their_certificate(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    _ana, herself = await helper_and_actor("Ana Ayuda")
    await sign_in_as(visitor, herself)
    page = (await visitor.get("/mis-turnos")).text
    assert page.count('href="/mi-perfil"') == 2  # the tab, and the menu of every page
    assert "Constancia de horas (PDF)" in page
    paper = await visitor.get("/mis-turnos/constancia.pdf")
    assert (paper.status_code, paper.headers["content-type"]) == (200, "application/pdf")
    await sign_in_as(visitor, cast.pinula)
    assert 'href="/mi-perfil"' not in (await visitor.get("/turnos")).text


async def test_who_is_asked_in_a_race_reads_so_on_the_page_too(
    visitor: httpx.AsyncClient, settings: Settings, db: None
) -> None:
    ana, _herself = await helper_and_actor("Ana Ayuda")
    await helper("Beto Ben", at=now())
    _event, first = await asked(ana, "Navegar", 7, "accepted")
    await submit(
        visitor, f"/r/{answer_token(first, Signer(settings.secret_key))}", {"answer": "declined"}
    )
    await covering.advance(at=now())
    rows = await fetch("SELECT id FROM assignment WHERE status = 'invited'")
    (place,) = [row["id"] for row in rows]
    address = f"/r/{answer_token(place, Signer(settings.secret_key))}"
    page = (await visitor.get(address)).text
    assert "el lugar es de quien acepte primero" in page
    assert "Participar como: Facilitación principal" in page
    await visitor.post(address, data={"answer": "accepted"})
    assert "acepte primero" not in (await visitor.get(address)).text
