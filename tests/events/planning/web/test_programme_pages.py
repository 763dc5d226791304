"""The pages of programmes, as a coordinator uses them."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from events.planning.domain import planning, programmes
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.programmes import programme

WRITTEN: dict[str, str | list[str]] = {
    "name": "Escuela de liderazgo",
    "cohort": "Jóvenes 2027",
    "municipality": "0103",
    "project": "general",
    "needed": "4",
    "assessment": "Proyecto",
    "pass_mark": "70",
    "notes": "Con refacción",
}


@pytest.fixture
async def coordinator(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """A browser in which Paula Pinula is signed in."""
    await sign_in_as(visitor, cast.pinula)
    return visitor


def told(page: str) -> dict[str, str]:
    """The sentences of the summary, by field."""
    return dict(re.findall(r'<a href="#f-(\w+)">([^<]+)</a>', page))


async def test_a_programme_is_written_shown_and_changed(coordinator: httpx.AsyncClient) -> None:
    assert "Todavía no hay programas" in (await coordinator.get("/programas")).text
    form = (await coordinator.get("/programas/nuevo")).text
    assert '<option value="0103" selected>' in form
    made = await submit(coordinator, "/programas/nuevo", WRITTEN)
    address = made.headers["location"]
    page = (await coordinator.get(address)).text
    assert "4 de 4 sesiones y aprobar «Proyecto» con 70 %" in page
    assert "Faltan por planificar 4 sesiones" in page
    assert "Todavía no tiene sesiones" in page
    assert "Jóvenes 2027" in (await coordinator.get("/programas")).text
    edit = (await coordinator.get(f"{address}/editar")).text
    values = dict(re.findall(r'name="(\w+)" type="\w+" value="([^"]+)"', edit))
    assert {name: values[name] for name in ("name", "cohort", "needed", "pass_mark")} == {
        name: WRITTEN[name] for name in ("name", "cohort", "needed", "pass_mark")
    }
    changed = {**WRITTEN, "pass_mark": "", "needed": "1", "seen": values.get("seen", "")}
    assert (await submit(coordinator, f"{address}/editar", changed)).status_code == 303
    assert "1 de 1 sesiones y aprobar «Proyecto»<" in (await coordinator.get(address)).text


async def test_mistakes_are_named_and_what_was_typed_is_kept(
    coordinator: httpx.AsyncClient,
) -> None:
    bad = {**WRITTEN, "name": "", "needed": "", "assessment": "", "municipality": "0108"}
    answer = await submit(coordinator, "/programas/nuevo", bad)
    assert (answer.status_code, told(answer.text)) == (
        422,
        {
            "name": "Nombre: Falta este dato.",
            "municipality": "Municipio: Elegir una de las opciones.",
            "needed": "Sesiones que hacen falta: Falta este dato.",
        },
    )
    assert 'value="Jóvenes 2027"' in answer.text
    late = await submit(coordinator, "/programas/nuevo", {**WRITTEN, "assessment": ""})
    assert told(late.text) == {"pass_mark": "Nota para aprobar: Falta decir con qué se evalúa."}


async def test_a_cohort_that_exists_and_a_stale_edit_are_refused(
    coordinator: httpx.AsyncClient,
) -> None:
    await submit(coordinator, "/programas/nuevo", WRITTEN)
    twice = await submit(coordinator, "/programas/nuevo", WRITTEN)
    assert (twice.status_code, "Ya existe ese programa" in twice.text) == (422, True)
    (school,) = await programmes.programmes()
    address = f"/programas/{school.id}/editar"
    stale = {**WRITTEN, "name": "Otra", "seen": "2026-01-01T00:00:00+00:00"}
    refused = await submit(coordinator, address, stale)
    assert (refused.status_code, "Otra persona cambió este programa" in refused.text) == (422, True)
    seen = re.findall(r'name="seen" value="([^"]+)"', refused.text)
    assert (await submit(coordinator, address, {**stale, "seen": seen})).status_code == 303
    assert (await programmes.programme(school.id)).name == "Otra"


async def session(school: UUID, position: int, title: str, week: int) -> UUID:
    starts_at = SATURDAY + timedelta(days=7 * week)
    return await planned(
        programme=school, programme_position=position, title=title,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=3),
    )  # fmt: skip


async def test_sessions_stand_in_order_with_their_gaps(coordinator: httpx.AsyncClient) -> None:
    school = await programme(needed=2)
    await session(school, 1, "Conocernos", 4)
    await session(school, 3, "Derechos", 2)
    gone = await session(school, 4, "Redes", 5)
    await planning.cancel(gone, "rain", by=SYSTEM, at=TODAY)
    page = (await coordinator.get(f"/programas/{school}")).text
    steps = re.findall(
        r'<span class="step-number">(\d+)</span>.*?class="step-title">(.*?)</', page, re.DOTALL
    )
    names = [(number, re.sub(r"<[^>]+>", "", title)) for number, title in steps]
    assert names == [
        ("1", "Conocernos"),
        ("2", "Falta esta sesión"),
        ("3", "Derechos"),
        ("4", "Falta esta sesión"),
    ]
    assert page.count("Empieza antes que una sesión anterior.") == 1
    assert f'/eventos/nuevo?programa={school}&amp;posicion=2"' in page
    assert page.count('class="step-gone"') == 1
    assert "2 de 2 sesiones<" in page
    assert "planificar 1 sesión" not in page


async def test_sessions_are_put_in_another_order(coordinator: httpx.AsyncClient) -> None:
    school = await programme()
    first = await session(school, 1, "Conocernos", 1)
    await session(school, 2, "Derechos", 2)
    address = f"/programas/{school}/sesiones/{first}"
    moved = await submit(coordinator, f"{address}/despues")
    assert moved.headers["location"] == f"/programas/{school}#{first}"
    titles = [event.title for event in await programmes.sessions(school)]
    assert titles == ["Derechos", "Conocernos"]
    await submit(coordinator, f"{address}/antes")
    assert (await submit(coordinator, f"{address}/antes")).status_code == 409
    assert (await submit(coordinator, f"{address}/nunca")).status_code == 404


async def test_programmes_of_others_are_closed(visitor: httpx.AsyncClient, cast: Cast) -> None:
    school = await programme()
    first = await session(school, 1, "Conocernos", 1)
    await sign_in_as(visitor, cast.mixco)
    assert "Escuela" not in (await visitor.get("/programas")).text
    for page in ("", "/editar"):
        assert (await visitor.get(f"/programas/{school}{page}")).status_code == 403
        assert (await visitor.get(f"/programas/{uuid4()}{page}")).status_code == 404
    assert (await submit(visitor, f"/programas/{school}/editar", WRITTEN)).status_code == 403
    assert (
        await submit(visitor, f"/programas/{school}/sesiones/{first}/despues")
    ).status_code == 403
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get("/programas")).status_code == 403
