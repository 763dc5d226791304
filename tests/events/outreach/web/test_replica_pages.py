"""Writing down on a page what was passed on."""

import re
from datetime import timedelta

import httpx

from server.foundation.clock import now
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import planned

HERE = "/alcance/replicas"
Filled = dict[str, str | list[str]]
TOLD: Filled = {"way": "cascade", "municipality": "0103", "reach": "25", "grade": "declared"}
TILE = re.compile(r'tile-number">(.*?)</dd>')


async def workshop() -> tuple[str, str]:
    """An event of the day before yesterday, and that day."""
    day = now() - timedelta(days=2)
    ends = day + timedelta(hours=2)
    event = await planned(at=day - timedelta(days=7), starts_at=day, ends_at=ends)
    return str(event), now().date().isoformat()


async def written(visitor: httpx.AsyncClient, **changes: str) -> httpx.Response:
    today = (now() - timedelta(days=1)).date().isoformat()
    general = re.search(r'<option value="([0-9a-f-]{36})" selected>General', await form(visitor))
    assert general is not None
    said: Filled = {"project": general.group(1), "held_on": today, **changes}
    return await submit(visitor, f"{HERE}/nueva", TOLD | said)


async def form(visitor: httpx.AsyncClient, event: str = "") -> str:
    return (await visitor.get(f"{HERE}/nueva?evento={event}")).text


async def listed(visitor: httpx.AsyncClient, asked: str = "") -> str:
    return (await visitor.get(f"{HERE}?{asked}")).text


async def test_a_coordinator_writes_down_what_came_of_an_event(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event, today = await workshop()
    await sign_in_as(visitor, cast.pinula)
    assert f'<option value="{event}" selected>' in await form(visitor, event)
    assert "selected>Varios" not in await form(visitor, "no-such-event")
    saved = await written(visitor, event=event, held_on=today, note="En la reunión")
    assert saved.headers["location"] == HERE
    page = await listed(visitor, f"evento={event}")
    assert TILE.findall(page) == ["25", "no reportado", "no reportado"]
    assert "Nunca se suma a los contactos." in page
    assert "En la reunión" in page
    assert TILE.findall(await listed(visitor, "forma=media")) == ["no reportado"] * 3


async def test_what_cannot_be_saved_keeps_what_was_typed(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    refused = await written(visitor, reach="", grade="observed", note="En el mercado")
    assert refused.status_code == 422
    assert "Falta este dato." in refused.text
    assert 'value="En el mercado"' in refused.text
    assert (await written(visitor, municipality="0108")).status_code == 422
    assert (await written(visitor, grade="observed")).status_code == 422
    assert (await visitor.get(f"{HERE}?grado=segura")).status_code == 422


async def test_a_replica_is_put_right_and_then_taken_back(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    await written(visitor)
    one = re.search(rf'href="({HERE}/[0-9a-f-]{{36}})"', await listed(visitor))
    assert one is not None
    address = one.group(1)
    page = (await visitor.get(address)).text
    project = re.search(r'<option value="([0-9a-f-]{36})" selected>General', page)
    assert project is not None
    sent: Filled = TOLD | {"project": project.group(1), "held_on": "2026-01-15", "reach": "30"}
    assert (await submit(visitor, address, sent | {"reach": "0"})).status_code == 422
    assert (await submit(visitor, address, sent)).headers["location"] == HERE
    assert TILE.findall(await listed(visitor, "desde=2026-01-01"))[0] == "30"
    assert (await visitor.get(f"{address}/anulacion")).status_code == 200
    assert (await submit(visitor, f"{address}/anulacion", {"reason": " "})).status_code == 422
    await submit(visitor, f"{address}/anulacion", {"reason": "Se anotó dos veces"})
    page = await listed(visitor, "desde=2026-01-01")
    assert TILE.findall(page) == ["no reportado"] * 3
    assert "Se anotó dos veces" in page
    assert (await submit(visitor, address, sent)).status_code == 409


async def test_an_administrator_writes_down_a_medium_of_the_whole_country(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    radio = {
        "way": "media",
        "municipality": "varios",
        "grade": "evidenced",
        "evidence": "Grabación",
    }
    assert (await written(visitor, **radio, reach="9000")).status_code == 303
    assert "Varios municipios" in await listed(visitor)


async def test_an_evaluator_reads_and_changes_nothing(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    await written(visitor)
    (address,) = set(re.findall(rf'href="({HERE}/[0-9a-f-]{{36}})"', await listed(visitor)))
    await sign_in_as(visitor, cast.mixco)
    assert (await visitor.get(address)).status_code == 404
    await sign_in_as(visitor, cast.evaluator)
    page = await listed(visitor)
    assert TILE.findall(page) == ["25", "no reportado", "no reportado"]
    assert "Corregir" not in page
    assert "/nueva" not in page
    assert (await visitor.get(address)).status_code == 403
    assert (await submit(visitor, f"{HERE}/nueva", TOLD)).status_code == 403
