"""Saving an event that people said yes to: what it causes for them is shown first."""

from datetime import time
from typing import Any

import httpx
import pytest

from events.planning.domain import agenda
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper
from tests.support.events import TODAY, planned
from tests.support.rounds import accepted, invited
from volunteers.assignments.domain import invitations
from volunteers.people.domain import availability
from volunteers.people.domain.week import Window

FORM: dict[str, Any] = {
    "title": "Otro título", "kind": "workshop", "municipality": "0103", "day": "2026-12-05",
    "audiences": ["parents-carers"], "topics": ["social-network-risks"], "starts": "09:00",
    "ends": "12:00", "modality": "in_person", "project": "general",
}  # fmt: skip
ONLINE = {"modality": "virtual", "meeting_url": "https://reunion.test/"}
CHILDREN: dict[str, Any] = {"audiences": ["children"]}
FIRST = "<h1>Antes de guardar</h1>"


@pytest.fixture
async def paula(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """The browser of San José Pinula's coordinator."""
    await sign_in_as(visitor, cast.pinula)
    return visitor


@pytest.mark.parametrize("changes", [{"day": "2026-12-12"}, {"starts": "10:00"}, ONLINE])
async def test_who_moves_what_people_promised_looks_first(
    paula: httpx.AsyncClient, changes: dict[str, str]
) -> None:
    event = await planned()
    await accepted(event=event)
    before, moved = await agenda.event(event), {**FORM, **changes}
    answer = await submit(paula, f"/eventos/{event}/editar", moved)
    assert (answer.status_code, FIRST in answer.text) == (200, True)
    assert await agenda.event(event) == before
    assert '<input type="hidden" name="previewed" value="1">' in answer.text
    again = await submit(paula, f"/eventos/{event}/editar", {**moved, "previewed": "1"})
    assert again.status_code == 303
    assert (await agenda.event(event)).title == "Otro título"


async def test_what_nobody_promised_or_what_stays_is_saved_at_once(
    paula: httpx.AsyncClient,
) -> None:
    event, promised = await planned(), await planned()
    await invited(event=event)
    await accepted("Beto Ben", event=promised)
    for one, day in ((event, "2026-12-12"), (promised, "2026-12-05")):
        answer = await submit(paula, f"/eventos/{one}/editar", {**FORM, "day": day})
        assert answer.status_code == 303


async def test_a_form_that_is_refused_anyway_is_refused_first(paula: httpx.AsyncClient) -> None:
    event = await planned()
    await accepted(event=event)
    moved = {**FORM, "day": "2026-12-12"}
    wrongs = [
        {"title": ""}, {"ends": "08:00"}, {"modality": "virtual"},
        {"seen": "2026-01-01T00:00:00+00:00"},
    ]  # fmt: skip
    for wrong in wrongs:
        answer = await submit(paula, f"/eventos/{event}/editar", {**moved, **wrong})
        assert (answer.status_code, FIRST in answer.text) == (422, False)


async def test_going_on_editing_looks_again_before_saving(paula: httpx.AsyncClient) -> None:
    event = await planned()
    await accepted(event=event)
    back = {**FORM, "previewed": "1", "alternativa": "2026-12-12|09:00|12:00|"}
    answer = await submit(paula, f"/eventos/{event}/editar", back)
    assert ('value="2026-12-12"' in answer.text, "previewed" in answer.text) == (True, False)


async def test_who_accepted_and_has_no_time_then_is_named(paula: httpx.AsyncClient) -> None:
    event, ana = await planned(), await helper()
    mornings = [Window(5, time(8), time(13))]
    await availability.say(ana, mornings, by=SYSTEM, at=TODAY)
    place = await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)
    await invitations.answer(place, "accepted", at=TODAY)
    answer = await submit(paula, f"/eventos/{event}/editar", {**FORM, "day": "2026-12-08"})
    said = "Ana Ayuda ya aceptó. No suele tener tiempo el martes. Conviene preguntarle."
    assert said in answer.text


async def test_what_leaves_minors_alone_cannot_be_saved(paula: httpx.AsyncClient) -> None:
    event = await planned(audiences=("children",))
    moved = {**FORM, **CHILDREN, "day": "2028-12-05"}
    answer = await submit(paula, f"/eventos/{event}/editar", moved)
    assert answer.status_code == 200
    main = answer.text[answer.text.index("<main") :]
    assert main.index("No se puede guardar así:") < main.index("Cuándo y dónde")
    assert main.count("Con menores hacen falta dos personas adultas") == 1
    assert f'<a href="/eventos/{event}/equipo">Ver el equipo</a>' in main
    assert (">Guardar</button>" in main, "Seguir editando" in main) == (False, True)
    allowed = await submit(paula, f"/eventos/{event}/editar", {**moved, "day": "2026-12-06"})
    assert ">Guardar</button>" in allowed.text
