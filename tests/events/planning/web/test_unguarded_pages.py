"""What is shown where minors would lack their two adults, and that nothing typed is lost."""

from typing import Any

import httpx
import pytest

from events.planning.domain import agenda
from tests.support.cast import Cast, sign_in_as, submit, use_token
from tests.support.crew import two_cleared_adults
from tests.support.events import planned

FORM: dict[str, Any] = {
    "title": "Otro título", "kind": "workshop", "municipality": "0103", "day": "2026-12-05",
    "audiences": ["parents-carers"], "starts": "09:00", "ends": "12:00",
    "modality": "in_person", "project": "general",
}  # fmt: skip
CHILDREN: dict[str, Any] = {"audiences": ("children",)}
WHY = "Con menores hacen falta dos personas adultas"


@pytest.fixture
async def paula(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """The browser of San José Pinula's coordinator."""
    await sign_in_as(visitor, cast.pinula)
    return visitor


async def test_who_publishes_too_early_reads_what_is_missing_and_where(
    paula: httpx.AsyncClient,
) -> None:
    event = await planned(published=False, **CHILDREN)
    answer = await submit(paula, f"/eventos/{event}/publicacion")
    assert (answer.status_code, "No se publicó." in answer.text, WHY in answer.text) == (
        409, True, True
    )  # fmt: skip
    assert f'<a href="/eventos/{event}/equipo">Ver el equipo</a>' in answer.text
    assert f'<a class="button button-primary" href="/eventos/{event}/equipo">' in answer.text
    again = await paula.get(f"/eventos/{event}/publicacion")
    assert (again.status_code, again.headers["location"]) == (303, f"/eventos/{event}")
    await two_cleared_adults(event)
    assert "Completar el equipo" not in (await paula.get(f"/eventos/{event}")).text
    assert (await submit(paula, f"/eventos/{event}/publicacion")).status_code == 303


async def test_the_form_says_it_beside_its_field_and_keeps_what_was_typed(
    paula: httpx.AsyncClient,
) -> None:
    event = await planned()
    answer = await submit(paula, f"/eventos/{event}/editar", {**FORM, "audiences": ["children"]})
    assert (answer.status_code, 'value="Otro título"' in answer.text) == (422, True)
    assert f'<a href="#f-audiences">Público: {WHY}' in answer.text
    guarded = await planned(**CHILDREN)
    assert f'<a href="/eventos/{event}/equipo">Ver el equipo</a>' in answer.text
    moved = {**FORM, "audiences": ["children"], "day": "2028-12-05", "previewed": "1"}
    answer = await submit(paula, f"/eventos/{guarded}/editar", moved)
    assert (answer.status_code, 'value="2028-12-05"' in answer.text) == (422, True)
    assert WHY in answer.text


@pytest.mark.parametrize("part", ["", "1"])
async def test_a_move_away_from_every_clearance_is_put_back_with_its_reason(
    paula: httpx.AsyncClient, part: str
) -> None:
    event = await planned(**CHILDREN)
    form: dict[str, str | list[str]] = {
        "day": "2028-12-05", "starts": "09:00", "ends": "12:00", "municipality": "0103",
        "intent": "move", "parte": part,
    }  # fmt: skip
    answer = await submit(paula, f"/eventos/{event}/mover", form)
    assert (answer.status_code, WHY in answer.text) == (422, True)
    assert (await agenda.event(event)).sequence == 0


async def test_a_program_is_refused_alike(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await use_token(visitor, "plan")
    draft = await planned(published=False, **CHILDREN)
    answer = await visitor.post(f"/api/v1/events/{draft}/publication")
    assert (answer.status_code, answer.json()["detail"].startswith(WHY)) == (409, True)
    event = await planned()
    answer = await visitor.patch(f"/api/v1/events/{event}", json={"audiences": ["children"]})
    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (
        422, ["audiences"]
    )  # fmt: skip
