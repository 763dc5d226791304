"""A stale edit is refused with both versions, and the editor says which of each stays."""

import re
from typing import Any
from uuid import UUID

import httpx
import pytest

from events.planning.domain import agenda
from events.planning.web import event_form
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import planned

Row = tuple[str, str, str, bool]


@pytest.fixture
async def event(visitor: httpx.AsyncClient, cast: Cast) -> UUID:
    """An event whose form somebody has open."""
    await sign_in_as(visitor, cast.pinula)
    return await planned()


async def form_of(event: UUID) -> dict[str, Any]:
    """What the form holds when it is opened."""
    return event_form.standing(await agenda.event(event))


def rows(page: str) -> list[Row]:
    """What differs: the label, both versions, and whether what is saved is marked to stay."""
    found = re.findall(
        r'<tr>\s*<th scope="row"[^>]*>(.*?)</th>\s*<td[^>]*>(.*?)</td>\s*<td[^>]*>(.*?)</td>'
        r'\s*<td[^>]*>.*?name="keep"[^>]*?( checked)?>',
        page,
    )
    return [(label, typed, saved, bool(checked)) for label, typed, saved, checked in found]


def seen(page: str) -> str:
    return str(re.findall(r'name="seen" value="([^"]+)"', page)[0])


async def test_both_versions_stand_side_by_side(
    visitor: httpx.AsyncClient, cast: Cast, event: UUID
) -> None:
    address, opened = f"/eventos/{event}/editar", await form_of(event)
    await sign_in_as(visitor, cast.admin)
    theirs = {**opened, "title": "De Alba", "starts": "08:00", "notes": "Una\r\nnota"}
    await submit(visitor, address, theirs)
    await sign_in_as(visitor, cast.pinula)
    mine = {**opened, "title": "De Paula", "cost": "900"}
    told = (await submit(visitor, address, mine)).text
    assert "Alba Admin guardó otra versión" in told
    assert 'value="De Paula"' in told
    assert rows(told) == [
        ("Título", "De Paula", "De Alba", False),
        ("Fecha y hora", "sáb 5 dic, 09:00–12:00, Guatemala", "sáb 5 dic, 08:00–12:00, Guatemala",
         True),
        ("Costo", "Q900.00", "—", False),
        ("Notas para el equipo", "—", "Una nota", True),
    ]  # fmt: skip
    again = {**mine, "seen": seen(told), "keep": ["when", "notes"]}
    assert (await submit(visitor, address, again)).status_code == 303
    after = await agenda.event(event)
    assert (after.title, str(after.cost), after.notes) == ("De Paula", "900.00", "Una\nnota")
    assert after.starts_at.hour == 14


async def test_saving_again_without_a_mark_applies_what_was_typed(
    visitor: httpx.AsyncClient, event: UUID
) -> None:
    address, opened = f"/eventos/{event}/editar", await form_of(event)
    await submit(visitor, address, {**opened, "title": "Otra"})
    told = (await submit(visitor, address, opened)).text
    assert rows(told) == [("Título", "Navegar con cuidado", "Otra", True)]
    assert (await submit(visitor, address, {**opened, "seen": seen(told)})).status_code == 303
    assert (await agenda.event(event)).title == "Navegar con cuidado"


async def test_who_is_overtaken_twice_is_told_twice(
    visitor: httpx.AsyncClient, event: UUID
) -> None:
    address, opened = f"/eventos/{event}/editar", await form_of(event)
    await submit(visitor, address, {**opened, "title": "Uno"})
    told = (await submit(visitor, address, opened)).text
    second = await form_of(event)
    await submit(visitor, address, {**second, "title": "Dos"})
    again = await submit(visitor, address, {**opened, "seen": seen(told), "keep": ["title"]})
    assert again.status_code == 422
    assert rows(again.text) == [("Título", "Navegar con cuidado", "Dos", False)]
    last = {**opened, "seen": seen(again.text), "keep": ["title", "nonsense"]}
    assert (await submit(visitor, address, last)).status_code == 303
    assert (await agenda.event(event)).title == "Dos"


async def test_both_may_have_written_the_same(visitor: httpx.AsyncClient, event: UUID) -> None:
    address, opened = f"/eventos/{event}/editar", await form_of(event)
    same = {**opened, "title": "Igual"}
    await submit(visitor, address, same)
    told = (await submit(visitor, address, same)).text
    assert ("Dice lo mismo que este formulario." in told, rows(told)) == (True, [])


async def test_what_cannot_be_read_is_shown_as_it_was_typed(
    visitor: httpx.AsyncClient, event: UUID
) -> None:
    # A revision that no act tells of: from before the system kept them.
    opened = {**await form_of(event), "seen": "2026-01-01T00:00:00+00:00"}
    told = (await submit(visitor, f"/eventos/{event}/editar", {**opened, "title": "Mío"})).text
    assert "Otra persona guardó otra versión" in told
    assert rows(told) == [("Título", "Mío", "Navegar con cuidado", False)]
