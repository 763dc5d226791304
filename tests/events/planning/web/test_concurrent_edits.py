"""Two people who edit one event: nobody's change is lost without a word."""

import re
from typing import Any

import httpx

from events.planning.domain import agenda
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import planned

WRITTEN: dict[str, Any] = {
    "title": "De Ana",
    "kind": "workshop",
    "municipality": "0103",
    "audiences": ["parents-carers"],
    "day": "2026-12-05",
    "starts": "09:00",
    "ends": "12:00",
    "modality": "in_person",
    "project": "general",
}


def seen(page: str) -> str:
    """The revision that a form was filled in from."""
    (found,) = re.findall(r'name="seen" value="([^"]+)"', page)
    return str(found)


async def test_the_second_is_told_and_saves_again_knowingly(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    address = f"/eventos/{event}/editar"
    await sign_in_as(visitor, cast.pinula)
    opened = seen((await visitor.get(address)).text)
    await submit(visitor, address, {**WRITTEN, "title": "De Eva", "seen": opened})
    told = await submit(visitor, address, {**WRITTEN, "seen": opened})
    assert (told.status_code, "Otra persona cambió" in told.text) == (422, True)
    assert 'value="De Ana"' in told.text
    assert (await agenda.event(event)).title == "De Eva"
    again = await submit(visitor, address, {**WRITTEN, "seen": seen(told.text)})
    assert (again.status_code, (await agenda.event(event)).title) == (303, "De Ana")


async def test_another_mistake_does_not_hide_that_somebody_changed_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    address = f"/eventos/{event}/editar"
    await sign_in_as(visitor, cast.pinula)
    opened = seen((await visitor.get(address)).text)
    await submit(visitor, address, {**WRITTEN, "title": "De Eva", "seen": opened})
    wrong = await submit(visitor, address, {**WRITTEN, "title": "", "seen": opened})
    assert (wrong.status_code, seen(wrong.text)) == (422, opened)
    told = await submit(visitor, address, {**WRITTEN, "seen": seen(wrong.text)})
    assert "Otra persona cambió" in told.text


async def test_saving_what_was_closed_meanwhile_is_refused(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, f"/eventos/{event}/cancelacion", {"reason": "rain"})
    answer = await submit(visitor, f"/eventos/{event}/editar", WRITTEN)
    assert (answer.status_code, "La actividad está cancelada." in answer.text) == (422, True)
