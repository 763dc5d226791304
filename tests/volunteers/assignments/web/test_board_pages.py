"""The staffing board and everybody's load, as a coordinator meets them."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from server.foundation.clock import now
from server.foundation.database import execute, fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper
from tests.support.events import planned
from tests.volunteers.assignments.domain.test_lapses import hold


async def ahead(days: float = 2, **changes: Any) -> UUID:
    """A workshop that begins so many days from now."""
    begins = now() + timedelta(days=days)
    return await planned(
        published=False, starts_at=begins, ends_at=begins + timedelta(hours=3), **changes
    )


async def test_the_board_shows_who_is_where_and_which_places_are_empty(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await ahead()
    await hold(event, await helper("Ana Ayuda"))
    await sign_in_as(visitor, cast.pinula)
    shown = await visitor.get("/turnos")
    assert "1 de 2 lugares" in shown.text
    assert '<span class="slot is-good"><small>Principal</small> Ana Ayuda</span>' in shown.text
    assert shown.text.count(f'href="/eventos/{event}/equipo?role=assistant"') == 1
    assert shown.text.count("data-person=") == 1
    part = await visitor.get("/turnos/tablero")
    assert ("<html" in part.text, "Ana Ayuda" in part.text) == (False, True)


async def test_what_is_in_danger_stands_on_top(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await ahead(audiences=("children",))
    ana = await helper("Ana Ayuda", cleared_until=now().date())
    await hold(event, ana, "assistant")
    await hold(event, await helper("Beto Bueno"), "lead", "invited")
    await sign_in_as(visitor, cast.pinula)
    shown = (await visitor.get("/turnos")).text
    for sentence in (
        "Faltan dos personas adultas con constancia vigente.",
        "Nadie la dirige todavía.",
        "1 invitación sin responder.",
        "Lo de Ana Ayuda se vence antes de la fecha.",
    ):
        assert sentence in shown
    assert "Falta 1 persona." not in shown
    await sign_in_as(visitor, cast.mixco)
    assert "En riesgo" not in (await visitor.get("/turnos")).text


@pytest.mark.parametrize(
    ("status", "told"), [("invited", "1 por responder."), ("proposed", "Falta 1 persona.")]
)
async def test_only_places_that_nobody_was_asked_to_take_are_missing(
    visitor: httpx.AsyncClient, cast: Cast, *, status: str, told: str
) -> None:
    event = await ahead(5)
    await hold(event, await helper("Ana Ayuda"))
    await hold(event, await helper("Beto Bueno"), "assistant", status)
    await sign_in_as(visitor, cast.pinula)
    shown = (await visitor.get("/turnos")).text
    sentences = ("1 por responder.", "Falta 1 persona.")
    assert [sentence for sentence in sentences if sentence in shown] == [told]


async def test_whom_one_waits_for_is_counted_beside_the_places_covered(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    for number in range(2):
        event = await ahead()
        await hold(event, await helper(f"Ana{number}"), "lead", "invited")
        await hold(event, await helper(f"Beto{number}"), "assistant", "invited")
    await ahead(municipality="0108")
    await sign_in_as(visitor, cast.admin)
    shown = (await visitor.get("/turnos")).text
    assert "0 de 6 lugares · 4 por responder" in shown
    cells = re.findall(r'board-cell is-(\w+)" href="[^"]+">(.*?)</a>', shown)
    assert sorted(cells) == [("bad", "0/2"), ("waiting", "0/4 <small>4 por responder</small>")]
    assert shown.count("0 turnos en 4 semanas; mediana 0 · +1 por responder") == 4


@pytest.mark.parametrize(("days", "told"), [(2, True), (4, False)])
async def test_silence_and_no_lead_are_a_danger_from_three_days_before(
    visitor: httpx.AsyncClient, cast: Cast, *, days: int, told: bool
) -> None:
    await ahead(days)
    await sign_in_as(visitor, cast.pinula)
    assert ("Nadie la dirige todavía." in (await visitor.get("/turnos")).text) == told


@pytest.mark.parametrize(("days", "told"), [(6, True), (8, False)])
async def test_what_is_missing_is_a_danger_in_the_last_week(
    visitor: httpx.AsyncClient, cast: Cast, *, days: int, told: bool
) -> None:
    await ahead(days, audiences=("children",))
    await sign_in_as(visitor, cast.pinula)
    danger = (await visitor.get("/turnos")).text.partition('class="board-slots"')[0]
    assert ("Faltan 2 personas." in danger) == told
    assert ('<li class="pick-serious">' in danger) == told


async def test_weeks_and_municipalities_are_chosen(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await ahead()
    await ahead(municipality="0108")
    await sign_in_as(visitor, cast.admin)
    both = (await visitor.get("/turnos")).text
    assert ('class="table board-summary"' in both, both.count("data-event=")) == (True, 2)
    one = (await visitor.get("/turnos?municipality=0108")).text
    assert one.count("data-event=") == 1
    later = now().date() + timedelta(weeks=8)
    assert "No hay actividades" in (await visitor.get(f"/turnos?from={later}")).text
    assert (await visitor.get("/turnos?from=mañana")).status_code == 422


async def test_the_board_says_what_somebody_could_take_and_takes_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event, other = await ahead(), await ahead(9, municipality="0108")
    ana = await helper("Ana Ayuda", role="assistant")
    await sign_in_as(visitor, cast.pinula)
    asked = f"/turnos/personas/{ana}/lugares?evento={event}&evento={other}"
    found = (await visitor.get(asked)).json()
    assert [(one["event"], one["role"], one["eligible"], one["possible"]) for one in found] == [
        (str(event), "lead", False, True), (str(event), "assistant", True, True),
    ]  # fmt: skip
    place: dict[str, str | list[str]] = {
        "event": str(event), "role": "assistant", "volunteer": str(ana),
    }  # fmt: skip
    unsaid = await submit(visitor, "/turnos/lugares", {**place, "role": "lead"})
    assert (unsaid.status_code, unsaid.json()) == (409, {
        "wrong": "Falta decir por qué de todos modos.",
        "against": "Falta formación para dirigir el tema.",
    })  # fmt: skip
    assert (await submit(visitor, "/turnos/lugares", place)).status_code == 200
    again = await submit(visitor, "/turnos/lugares", place)
    assert (again.status_code, bool(again.json()["wrong"])) == (409, True)
    wrong = await submit(visitor, "/turnos/lugares", {**place, "role": "boss"})
    assert wrong.status_code == 409
    assert [row["status"] for row in await fetch("SELECT status FROM assignment")] == ["invited"]
    assert (await visitor.get(asked.replace(str(ana), str(event)))).status_code == 404


async def test_the_whole_network_may_be_asked_but_its_papers_are_not_told(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await ahead(audiences=("children",))
    mona = await helper("Mona Mixco", home="0108", cleared_until=now().date())
    await helper("Ana Ayuda")
    await sign_in_as(visitor, cast.pinula)
    shown = (await visitor.get("/turnos")).text
    assert shown.count(" data-far hidden>") == 1
    told = ("Mona Mixco", "Buscar en toda la red", "mona@")
    assert [words in shown for words in told] == [True, True, False]
    found = (await visitor.get(f"/turnos/personas/{mona}/lugares?evento={event}")).json()
    against = "La constancia para trabajar con menores no cubre la fecha."
    assert [(one["possible"], one["sentence"]) for one in found] == [(False, against)] * 2
    await sign_in_as(visitor, cast.mixco)
    others = await visitor.get(f"/turnos/personas/{mona}/lugares?evento={event}")
    assert (others.status_code, others.json()) == (200, [])


async def test_everybodys_load_stands_beside_the_median(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    ana, beto = await helper("Ana Ayuda"), await helper("Beto Bueno")
    await helper("Mona Mixco", home="0108")
    for days in (2, 5, 9, -20):
        await hold(await ahead(days), ana)
    await hold(await ahead(3), beto, "assistant")
    for days, status in ((4, "invited"), (6, "invited"), (40, "invited"), (8, "proposed")):
        await hold(await ahead(days), beto, "assistant", status)
    await execute("UPDATE volunteer SET most_a_month = 4, novice = true WHERE id = $1", ana)
    await sign_in_as(visitor, cast.pinula)
    shown = (await visitor.get("/turnos/carga")).text
    assert shown.index("Ana Ayuda") < shown.index("Beto Bueno")
    assert "2 más que la mediana" in shown
    assert "en la mediana" in shown
    assert re.findall(r"<b>(\d)</b> (?:<span class=\"small\">([^<]*))?", shown) == [
        ("3", ""), ("1", "+2 por responder"),
    ]  # fmt: skip
    assert shown.count('class="load-pending" d="M53 7H160"') == 1
    assert "4 al mes como mucho" in shown
    assert "Mona Mixco" not in shown
    assert "Todavía no hay personas" in (await visitor.get("/turnos/carga?municipality=0108")).text
