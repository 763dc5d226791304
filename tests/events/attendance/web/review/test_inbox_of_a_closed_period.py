"""What waits at an event whose period was closed leads to an adjustment."""

import re

import httpx

from tests.events.attendance.aside import set_aside
from tests.support.cast import Cast, sign_in_as
from tests.support.closing import closed_half


async def test_what_waits_in_a_closed_period_can_only_be_dropped(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    here = await closed_half()
    await set_aside(here.workshop, why="closed")
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/eventos/{here.workshop}/revision")).text
    assert re.findall(r'name="fate" value="([a-z]+)"', page) == ["dropped"]
    assert f"/alcance/periodos/{here.period}/ajustes/nuevo?actividad={here.workshop}" in page
    assert "Abrirlo de nuevo" not in page
