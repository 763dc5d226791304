"""A facilitator counts the room; so does the coordinator, and nobody else."""

import re
from uuid import UUID

import httpx
import pytest
from litestar import Litestar

from events.attendance.domain.staff import NobodyHelps
from events.planning.domain import planning
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from tests.events.attendance.arriving import under_way
from tests.events.attendance.domain.test_headcounts import Rota
from tests.support.applications import application
from tests.support.cast import Cast, csrf, person, sign_in_as, submit


class Rotas:
    """Knows what a test tells it."""

    def __init__(self) -> None:
        self.known: NobodyHelps | Rota = NobodyHelps()

    async def helps_at(self, account: UUID, event: UUID) -> bool:
        return await self.known.helps_at(account, event)

    async def said_yes(self, account: UUID, event: UUID) -> bool:
        return await self.known.said_yes(account, event)

    async def missing_adults(self, event: UUID) -> int:
        return 0


@pytest.fixture
def rotas() -> Rotas:
    """Nobody helps anywhere, until a test says otherwise."""
    return Rotas()


@pytest.fixture
def app(db: None, settings: Settings, rotas: Rotas, monkeypatch: pytest.MonkeyPatch) -> Litestar:
    """The application, where `rotas` knows who helps."""
    monkeypatch.setattr("server.app.helping", rotas)
    return application(settings)


async def sheet(client: httpx.AsyncClient, event: UUID) -> dict[str, str | list[str]]:
    """What an untouched sheet would send."""
    page = await client.get(f"/eventos/{event}/conteo")
    assert page.status_code == 200
    numbers = dict.fromkeys(re.findall(r'name="([^"]+)" type="number"', page.text), "0")
    (batch,) = re.findall(r'name="id" value="([^"]+)"', page.text)
    return {**numbers, "room": "", "id": batch, "audience": "adolescents"}


async def counted(event: UUID) -> list[tuple[str, str, str | None, int]]:
    rows = await fetch(
        "SELECT sex, age_band, audience, count FROM headcount WHERE event = $1"
        " ORDER BY sex, age_band",
        event,
    )
    return [tuple(row) for row in rows]


async def test_a_facilitator_counts_the_room(visitor: httpx.AsyncClient, rotas: Rotas) -> None:
    event = await under_way()
    fabiola = await person("fabiola@convoca.test", "Fabiola", "facilitator")
    rotas.known = Rota(fabiola.account, event)
    await sign_in_as(visitor, fabiola)
    data = {**await sheet(visitor, event), "female-13-14": "12", "male-60-plus": "1"}
    done = await submit(visitor, f"/eventos/{event}/conteo", data)
    address = f"/eventos/{event}/conteo?guardada={data['id']}"
    assert (done.status_code, done.headers["location"]) == (303, address)
    assert await counted(event) == [
        ("female", "13-14", "adolescents", 12), ("male", "60+", "adolescents", 1),
    ]  # fmt: skip
    page = await visitor.get(done.headers["location"])
    assert f'href="/eventos/{event}/puerta/codigo"' in page.text
    assert "Anotadas 13 personas." in page.text
    assert re.findall(r'<dd class="tile-number">(\d+)</dd>', page.text) == ["0", "13"]
    assert f'href="/eventos/{event}/registro"' not in page.text


async def test_a_sheet_sent_twice_counts_once(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await under_way()
    await sign_in_as(visitor, cast.pinula)
    data = {**await sheet(visitor, event), "unknown-unknown": "1", "audience": "unknown"}
    for _time in range(2):
        assert (await submit(visitor, f"/eventos/{event}/conteo", data)).status_code == 303
    assert await counted(event) == [("unknown", "unknown", None, 1)]
    next_sheet = {**await sheet(visitor, event), "unknown-unknown": "1"}
    await submit(visitor, f"/eventos/{event}/conteo", next_sheet)
    assert len(await counted(event)) == 2


async def test_every_age_and_sex_can_be_counted(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await under_way()
    await sign_in_as(visitor, cast.pinula)
    empty = await sheet(visitor, event)
    await submit(
        visitor, f"/eventos/{event}/conteo",
        {name: "1" if value == "0" else value for name, value in empty.items()},
    )  # fmt: skip
    assert len(await counted(event)) == 4 * 13


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Contar al menos a una persona."),
        ({"female-6": "doce"}, "Debe ser un número entero de 0 a 9,999."),
        ({"female-6": "10000"}, "Debe ser un número entero de 0 a 9,999."),
        ({"female-6": "1", "audience": "x"}, "Elegir una de las opciones."),
        ({"female-6": "1", "id": "x"}, "Elegir una de las opciones."),
    ],
)
async def test_a_sheet_that_cannot_be_is_explained_and_kept(
    visitor: httpx.AsyncClient, cast: Cast, changes: dict[str, str], sentence: str
) -> None:
    event = await under_way()
    await sign_in_as(visitor, cast.pinula)
    data = {**await sheet(visitor, event), "male-35-49": "0", **changes}
    page = await submit(visitor, f"/eventos/{event}/conteo", data)
    assert page.status_code == 422
    assert sentence in page.text
    assert f'value="{changes.get("female-6", "0")}"' in page.text
    assert await counted(event) == []


async def test_what_was_typed_in_a_folded_stage_is_unfolded(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    await sign_in_as(visitor, cast.pinula)
    page = await visitor.get(f"/eventos/{event}/conteo")
    assert page.text.count('<details class="more" open>') == 2
    data = {**await sheet(visitor, event), "female-60-plus": "3", "audience": "x"}
    page = await submit(visitor, f"/eventos/{event}/conteo", data)
    assert page.text.count('<details class="more" open>') == 3


async def test_too_early_a_sheet_is_refused_and_kept(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way(since=-60, audiences=())
    await sign_in_as(visitor, cast.pinula)
    data = {**await sheet(visitor, event), "female-60-plus": "3"}
    page = await submit(visitor, f"/eventos/{event}/conteo", data)
    assert page.status_code == 422
    assert "Todavía no es la hora." in page.text
    assert 'value="3"' in page.text


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        (("closed", None), "El registro de esta actividad está cerrado."),
        (("cancelled", "rain"), "La actividad se canceló."),
    ],
)
async def test_where_nothing_can_be_counted_any_more_there_is_no_sheet(
    visitor: httpx.AsyncClient, cast: Cast, ended: tuple[str, str | None], said: str
) -> None:
    event = await under_way()
    await sign_in_as(visitor, cast.pinula)
    data = {**await sheet(visitor, event), "female-60-plus": "3"}
    await execute("UPDATE event SET status = $1, cancellation_reason = $2", *ended)
    page = await visitor.get(f"/eventos/{event}/conteo")
    assert (said in page.text, "data-tally" in page.text) == (True, False)
    late = await submit(visitor, f"/eventos/{event}/conteo", data)
    assert (late.status_code, 'value="3"' in late.text) == (422, True)


async def test_nobody_counts_where_they_do_not_help(
    visitor: httpx.AsyncClient, cast: Cast, rotas: Rotas
) -> None:
    event, next_event = await under_way(), await under_way(title="Otro taller")
    address = f"/eventos/{event}/conteo"
    assert (await visitor.get(address)).headers["location"] == f"/entrar?next={address}"
    fabiola = await person("fabiola@convoca.test", "Fabiola", "facilitator")
    rotas.known = Rota(fabiola.account, next_event)
    for stranger in (fabiola, cast.mixco, cast.evaluator):
        await sign_in_as(visitor, stranger)
        assert (await visitor.get(address)).status_code == 403
        answer = await submit(visitor, address, {"female-6": "1", "audience": "unknown"})
        assert answer.status_code == 403
    assert await csrf(visitor)
    assert await counted(event) == []


async def test_the_room_is_counted_apart_and_adds_nobody(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    await sign_in_as(visitor, cast.pinula)
    data = {**await sheet(visitor, event), "room": "31"}
    for _time in range(2):
        done = await submit(visitor, f"/eventos/{event}/conteo", data)
        assert done.status_code == 303
    assert "En la sala: 31." in (await visitor.get(done.headers["location"])).text
    rows = await fetch("SELECT people FROM room_count WHERE event = $1", event)
    assert ([row["people"] for row in rows], await counted(event)) == ([31], [])
    both = {**await sheet(visitor, event), "room": "32", "female-6": "2"}
    await submit(visitor, f"/eventos/{event}/conteo", both)
    assert await counted(event) == [("female", "6", "adolescents", 2)]


async def test_after_the_register_is_closed_a_sheet_is_refused_and_kept(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    await sign_in_as(visitor, cast.pinula)
    data = {**await sheet(visitor, event), "room": "31"}
    await planning.close(event, by=SYSTEM, at=now())
    page = await submit(visitor, f"/eventos/{event}/conteo", data)
    assert page.status_code == 422
    assert "El registro de esta actividad está cerrado." in page.text
    assert 'value="31"' in page.text
