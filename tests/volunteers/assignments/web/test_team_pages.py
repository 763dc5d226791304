"""The team of an event, as a coordinator meets it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from events.planning.domain import planning
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import invitations, usual_needs
from volunteers.assignments.domain.needed import Needed


def valid() -> date:
    return (now() + timedelta(days=90)).date()


MINORS: dict[str, Any] = {"audiences": ("adolescents",), "published": False}


async def ahead(days: int = 7, **changes: Any) -> UUID:
    starts = now() + timedelta(days=days)
    return await planned(starts_at=starts, ends_at=starts + timedelta(hours=2), at=now(), **changes)


async def test_a_coordinator_asks_somebody_and_sees_what_they_say(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await ahead(**MINORS)
    ana = await helper("Ana Apta", cleared_until=valid(), at=now())
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/eventos/{event}/equipo")).text
    assert "Todavía no se invitó a nadie." in page
    assert "Faltan dos personas adultas con constancia vigente" in page
    asked = await submit(
        visitor, f"/eventos/{event}/equipo/invitaciones", {"volunteer": str(ana), "role": "lead"}
    )
    assert asked.headers["location"] == f"/eventos/{event}/equipo?role=lead"
    assignment = (await fetch("SELECT id FROM assignment"))[0]["id"]
    await invitations.answer(assignment, "declined", "Hay examen", at=now())
    page = (await visitor.get(f"/eventos/{event}/equipo")).text
    assert ("Motivo: Hay examen" in page, "No puede" in page) == (True, True)
    assert "San José Pinula · respondió el " in page
    await invitations.answer(assignment, "accepted", at=now())
    page = (await visitor.get(f"/eventos/{event}/equipo")).text
    assert ("Principal: 1 de 1" in page, "Falta una persona adulta" in page) == (True, True)


async def test_everybody_is_listed_with_all_reasons(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await ahead(**MINORS)
    await helper("Ana Apta", cleared_until=valid(), at=now())
    await helper("Beto Sin", topics=(), cleared_until=valid(), at=now())
    await helper("Caro Nada", topics=(), cleared_until=None)
    for number in range(12):
        await helper(f"N{number:02}", home="0108", cleared_until=valid(), at=now())
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/eventos/{event}/equipo?role=lead")).text
    assert "Invitar de todos modos" in page
    assert "1 persona más" in page
    assert "1 persona podría, con algún inconveniente" in page
    assert "1 persona que no puede, y por qué" in page
    assert "Falta la constancia para trabajar con menores." in page


async def test_an_invitation_that_cannot_be_is_refused_in_a_sentence(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event, ana = await ahead(**MINORS), await helper(cleared_until=None)
    await sign_in_as(visitor, cast.pinula)
    address = f"/eventos/{event}/equipo/invitaciones"
    refused = await submit(visitor, address, {"volunteer": str(ana), "role": "lead"})
    assert (refused.status_code, "Falta la constancia" in refused.text) == (409, True)
    for data in ({"volunteer": str(ana), "role": "boss"}, {"volunteer": "ana", "role": "lead"}, {}):
        wrong = await submit(visitor, address, {**data})
        assert (wrong.status_code, "Elegir una de las opciones." in wrong.text) == (422, True)
    assert (
        await submit(visitor, address, {"volunteer": str(uuid4()), "role": "lead"})
    ).status_code == 404
    assert await fetch("SELECT FROM assignment") == []


async def test_a_place_is_taken_back(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event, ana = await ahead(), await helper(cleared_until=valid(), at=now())
    assignment = await invitations.invite(event, ana, "lead", by=SYSTEM, at=now())
    await sign_in_as(visitor, cast.pinula)
    address, data = f"/eventos/{event}/equipo/retiros", {"assignment": str(assignment)}
    answers = [await submit(visitor, address, {**one}) for one in (data, data, {"assignment": "x"})]
    assert [answer.status_code for answer in answers] == [303, 409, 422]
    assert "Retirada" in (await visitor.get(f"/eventos/{event}/equipo")).text


@pytest.mark.parametrize(
    "data",
    [
        {"lead": "0", "assistant": "0"},
        {"lead": "x", "assistant": "1"},
        {"lead": "", "assistant": ""},
        {"lead": "51", "assistant": "1"},
        {"lead": "-1", "assistant": "1"},
    ],
)
async def test_needs_that_make_no_sense_stay_in_the_form(
    visitor: httpx.AsyncClient, cast: Cast, data: dict[str, str]
) -> None:
    event = await ahead()
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, f"/eventos/{event}/equipo/necesidades", {**data})
    assert (answer.status_code, 'id="f-lead-error"' in answer.text) == (422, True)
    assert f'name="lead" type="number" value="{data["lead"]}"' in answer.text
    assert await fetch("SELECT FROM need") == []


async def test_needs_are_stated_and_forgotten(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await ahead(**MINORS)
    await sign_in_as(visitor, cast.pinula)
    here = f"/eventos/{event}/equipo"
    said: dict[str, str | list[str]] = {"lead": "1", "assistant": "3", "languages": ["mam"]}
    assert (await submit(visitor, f"{here}/necesidades", said)).status_code == 303
    page = (await visitor.get(here)).text
    for words in (
        "Asistente: 0 de 3", "Falta quien hable Mam", "Anotado solo para esta actividad.",
        "Volver a lo usual",
    ):  # fmt: skip
        assert words in page
    assert (await submit(visitor, f"{here}/necesidades/olvido")).status_code == 303
    await usual_needs.state("kind", "workshop", Needed(assistant=0), by=SYSTEM, at=now())
    page = (await visitor.get(here)).text
    for words in (
        "Como en toda actividad de tipo «Taller».", "Se cuenta 1 asistente más",
        "Asistente: 0 de 1", 'name="assistant" type="number" value="0"',
    ):  # fmt: skip
        assert words in page
    assert "Volver a lo usual" not in page


async def test_what_speaks_against_somebody_is_overridden_with_a_reason(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event, ana = await ahead(), await helper("Ana", topics=(), cleared_until=None)
    await sign_in_as(visitor, cast.pinula)
    here, asked = f"/eventos/{event}/equipo", {"volunteer": str(ana), "role": "lead"}
    for address in ("invitaciones", "propuestas"):
        refused = await submit(visitor, f"{here}/{address}", {**asked, "why": " "})
        assert refused.status_code == 422
        assert "Falta decir por qué de todos modos." in refused.text
        assert 'id="f-why" name="why"' in refused.text
    long = await submit(visitor, f"{here}/invitaciones", {**asked, "why": "x" * 301})
    assert (long.status_code, "Tiene más de 300 caracteres." in long.text) == (422, True)
    proposed = await submit(visitor, f"{here}/propuestas", {**asked, "why": "Va con Beto"})
    assert proposed.headers["location"] == f"{here}?role=lead"
    page = (await visitor.get(here)).text
    assert ("Queda propuesta" in page, ">Propuesta</span>" in page) == (True, True)
    assert await fetch("SELECT FROM assignment WHERE status = 'proposed'") != []
    told = await fetch(
        "SELECT detail ->> 'because' AS why FROM audit_entry WHERE detail ? 'despite'"
    )
    assert [row["why"] for row in told] == ["Va con Beto"]


async def test_a_full_role_takes_only_proposals(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event, ana = await ahead(), await helper("Ana")
    await helper("Beto")
    assignment = await invitations.invite(event, ana, "lead", by=SYSTEM, at=now())
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/eventos/{event}/equipo?role=lead")).text
    assert ("Puede responder hasta el" in page, ">Invitar</button>" in page) == (True, True)
    await invitations.answer(assignment, "accepted", at=now())
    page = (await visitor.get(f"/eventos/{event}/equipo?role=lead")).text
    for words, there in (
        ("En este papel ya no falta nadie.", True), (">Proponer</button>", True),
        (">Invitar</button>", False), ("Reparar el equipo", True),
        ("Buscar a alguien: Asistente", True), ("Buscar a alguien: Principal", False),
    ):  # fmt: skip
        assert (words in page) == there, words


async def test_a_team_that_can_change_no_more_offers_nothing(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event, ana = await ahead(), await helper(cleared_until=valid(), at=now())
    await invitations.invite(event, ana, "lead", by=SYSTEM, at=now())
    await planning.cancel(event, "rain", by=SYSTEM, at=now())
    past = await planned(
        starts_at=now() - timedelta(hours=3), ends_at=now() - timedelta(hours=1), at=now()
    )
    await sign_in_as(visitor, cast.pinula)
    for one, sentence in ((event, "está cancelada"), (past, "ya empezó")):
        page = (await visitor.get(f"/eventos/{one}/equipo")).text
        assert (sentence in page, "Retirar" in page, "A quién invitar" in page) == (
            True,
            False,
            False,
        )


async def test_a_team_is_for_those_who_staff_there(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await ahead()
    await sign_in_as(visitor, cast.mixco)
    assert (await visitor.get(f"/eventos/{event}/equipo")).status_code == 403
    assert (await visitor.get(f"/eventos/{uuid4()}/equipo")).status_code == 404
    assert (
        await submit(
            visitor, f"/eventos/{event}/equipo/necesidades", {"lead": "1", "assistant": "1"}
        )
    ).status_code == 403


async def test_a_day_that_cannot_be_read_is_said(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await visitor.get("/turnos?from=mañana")
    assert (answer.status_code, 'id="f-from-error"' in answer.text) == (422, True)
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get("/turnos")).status_code == 403
