"""The coordinator puts single lines of a register right, each time with a reason."""

import re
from uuid import UUID, uuid4

import httpx
import pytest

from events.attendance.domain import register, voiding
from events.attendance.domain.correcting import Correction, correct
from events.planning.domain import planning
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import line, moment, under_way
from tests.events.attendance.domain.test_headcounts import add, tally
from tests.support.cast import Cast, sign_in_as, submit


@pytest.fixture
async def paula(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """The browser of the coordinator of San José Pinula."""
    await sign_in_as(visitor, cast.pinula)
    return visitor


async def test_a_wrong_line_is_voided_with_a_reason(paula: httpx.AsyncClient) -> None:
    event = await under_way()
    wrong = line(event)
    await register.write([wrong])
    address = f"/eventos/{event}/registro/{wrong.id}/anulacion"
    assert (await paula.get(address)).status_code == 200
    empty = await submit(paula, address, {"reason": " "})
    assert empty.status_code == 422
    assert "Falta el motivo." in empty.text
    done = await submit(paula, address, {"reason": "Se contó dos veces"})
    assert (done.status_code, done.headers["location"]) == (303, f"/eventos/{event}/registro")
    page = await paula.get(done.headers["location"])
    assert "Se contó dos veces" in page.text
    assert "Hay 1 línea anulada." in page.text
    assert "/anulacion" not in page.text


async def test_a_wrong_headcount_is_voided_too(paula: httpx.AsyncClient) -> None:
    event = await under_way()
    wrong = tally()
    await add(event, wrong)
    await submit(paula, f"/eventos/{event}/registro/{wrong.id}/anulacion", {"reason": "Doble"})
    (row,) = await fetch("SELECT void_reason FROM headcount")
    assert row["void_reason"] == "Doble"


async def test_a_line_of_another_event_is_not_found(paula: httpx.AsyncClient) -> None:
    event, next_event = await under_way(), await under_way(title="Otro taller")
    other = line(next_event)
    await register.write([other])
    address = f"/eventos/{event}/registro/{other.id}/anulacion"
    assert (await paula.get(address)).status_code == 404
    assert (await submit(paula, address, {"reason": "Doble"})).status_code == 404


async def test_voiding_one_of_two_sightings_says_that_the_pass_still_counts(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way()
    first = line(event, pseudonym=b"p" * 32)
    await register.write([first, line(event, pseudonym=b"p" * 32, at=moment(5))])
    address = f"/eventos/{event}/registro/{first.id}/anulacion"
    done = await submit(paula, address, {"reason": "Una prueba"})
    assert "esa lectura cuenta ahora" in (await paula.get(done.headers["location"])).text
    assert await standing(event) == [("female", "13-14")]


async def test_a_voided_line_counts_again_with_a_reason(paula: httpx.AsyncClient) -> None:
    event = await under_way()
    right = line(event)
    await register.write([right])
    address = f"/eventos/{event}/registro/{right.id}"
    await submit(paula, f"{address}/anulacion", {"reason": "Doble"})
    page = await paula.get(f"/eventos/{event}/registro")
    assert f'href="{address}/restauracion"' in page.text
    assert "Doble" in (await paula.get(f"{address}/restauracion")).text
    refused = await submit(paula, f"{address}/restauracion", {"reason": ""})
    assert refused.status_code == 422
    done = await submit(paula, f"{address}/restauracion", {"reason": "Eran dos"})
    assert done.status_code == 303
    assert await standing(event) == [("female", "13-14")]


async def test_a_line_is_corrected_and_the_wrong_one_stays_voided(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way()
    wrong = line(event)
    await register.write([wrong])
    address = f"/eventos/{event}/registro/{wrong.id}/correccion"
    page = await paula.get(address)
    (form,) = re.findall(r'name="id" value="([^"]+)"', page.text)
    said = {"id": form, "sex": "male", "age_band": "15-17", "audience": "unknown", "reason": "Edad"}
    assert (await submit(paula, address, {**said, "reason": ""})).status_code == 422
    assert (await submit(paula, address, {**said, "sex": "x"})).status_code == 422
    for _time in range(2):
        assert (await submit(paula, address, dict(said))).status_code == 303
    assert await standing(event) == [("male", "15-17")]
    page = await paula.get(f"/eventos/{event}/registro")
    assert ("Corregida" in page.text, "/restauracion" in page.text) == (True, False)
    (row,) = await fetch("SELECT void_reason FROM check_in WHERE id = $1", wrong.id)
    assert row["void_reason"] == "Edad"


async def test_a_headcount_is_corrected_in_its_number(paula: httpx.AsyncClient) -> None:
    event = await under_way()
    wrong = tally(count=12)
    await add(event, wrong)
    address = f"/eventos/{event}/registro/{wrong.id}/correccion"
    said = {"id": str(uuid4()), "sex": "male", "age_band": "60+", "audience": "unknown"}
    refused = await submit(paula, address, {**said, "people": "0", "reason": "Mal"})
    assert refused.status_code == 422
    assert 'value="0"' in refused.text
    await submit(paula, address, {**said, "people": "21", "reason": "Mal escrito"})
    rows = await fetch("SELECT count FROM headcount WHERE event = $1 AND voided_at IS NULL", event)
    assert [row["count"] for row in rows] == [21]


async def test_in_a_closed_register_nothing_is_put_right(
    paula: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    wrong = line(event)
    await register.write([wrong])
    await planning.close(event, by=SYSTEM, at=now())
    said = {
        "sex": "male",
        "age_band": "6",
        "audience": "unknown",
        "reason": "x",
        "id": str(uuid4()),
    }
    for act in ("anulacion", "restauracion", "correccion"):
        address = f"/eventos/{event}/registro/{wrong.id}/{act}"
        assert (await submit(paula, address, dict(said))).status_code == 409
    await sign_in_as(paula, cast.mixco)
    for act in ("anulacion", "restauracion", "correccion"):
        address = f"/eventos/{event}/registro/{wrong.id}/{act}"
        assert (await paula.get(address)).status_code == 403


async def standing(event: UUID) -> list[tuple[str, str]]:
    rows = await fetch("SELECT sex, age_band FROM check_in WHERE event = $1 AND standing", event)
    return [tuple(row) for row in rows]


async def test_what_another_line_stands_for_cannot_be_put_back(paula: httpx.AsyncClient) -> None:
    event = await under_way()
    wrong, right = line(event), uuid4()
    await register.write([wrong])
    said = Correction(id=right, sex="male", age_band="60+", audience=None)
    await correct("check_in", wrong.id, said, "Era un señor", by=SYSTEM, at=now())
    await voiding.void("check_in", right, "No", by=SYSTEM, at=now())
    page = await paula.get(f"/eventos/{event}/registro")
    assert page.text.count("/restauracion") == 2
    await voiding.restore("check_in", wrong.id, "Sí", by=SYSTEM, at=now())
    page = await paula.get(f"/eventos/{event}/registro")
    assert page.text.count("/restauracion") == 0
    address = f"/eventos/{event}/registro/{right}/restauracion"
    refused = await submit(paula, address, {"reason": "Otra vez"})
    assert "En lugar de esta línea ya vale otra." in refused.text
