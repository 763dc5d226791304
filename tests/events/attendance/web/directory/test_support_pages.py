"""Administrators keep the directory of services, and attendees read it on the thanks page."""

import re

import httpx
import pytest

from events.attendance.domain.directory import support, support_book
from events.attendance.domain.directory.support_writing import ServiceWritten
from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import page_of, under_way
from tests.events.attendance.visiting import fill_in
from tests.support.cast import Cast, sign_in_as, submit

HERE = "/ajustes/apoyo"
CLINIC: dict[str, str | list[str]] = {
    "kind": "service", "name_es": "Clínica de la comunidad", "name_en": "Community clinic",
    "telephone": "2345-6789", "hours_es": "lunes a viernes, 08:00–16:00",
    "languages": ["es", "poc"], "municipality": "0103", "address": "6a calle 3-21",
}  # fmt: skip


@pytest.fixture
async def alba(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """The administrator's browser."""
    await support.ship()
    await sign_in_as(visitor, cast.admin)
    return visitor


async def test_an_administrator_names_a_service_and_attendees_read_it_first(
    alba: httpx.AsyncClient,
) -> None:
    blank = await alba.get(f"{HERE}/nuevo")
    assert 'value="nacional" selected' in blank.text
    done = await submit(alba, f"{HERE}/nuevo", CLINIC)
    assert done.headers["location"] == HERE
    listed = await alba.get(HERE)
    assert listed.text.index("Línea de apoyo (PDH)") < listed.text.index("San José Pinula")
    sent = await fill_in(alba, await page_of(await under_way()))
    thanks = (await alba.get(sent.headers["location"])).text
    assert re.findall(r'href="tel:([^"]+)"', thanks) == ["23456789", "1555", "1546", "110"]
    for told in ("lunes a viernes, 08:00–16:00", "Español, Poqomam", "6a calle 3-21"):
        assert f"<small>{told}</small>" in thanks
    english = (await alba.get(f"{sent.headers['location']}&idioma=en")).text
    assert "<span>Community clinic" in english


async def test_a_service_is_changed_moved_retired_and_named_again(alba: httpx.AsyncClient) -> None:
    first, second, _third = await support_book.kept(by=SYSTEM)
    form = await alba.get(f"{HERE}/{first.id}")
    assert 'value="1555"' in form.text
    await submit(alba, f"{HERE}/{first.id}", {**CLINIC, "municipality": "nacional"})
    moved = await submit(alba, f"{HERE}/{first.id}/orden", {"hacia": "abajo"})
    assert moved.headers["location"] == f"{HERE}#{first.id}"
    assert [it.id for it in await support_book.kept(by=SYSTEM)][:2] == [second.id, first.id]
    await submit(alba, f"{HERE}/{first.id}/retiro")
    assert "<summary>Retirados</summary>" in (await alba.get(HERE)).text
    await submit(alba, f"{HERE}/{first.id}/regreso")
    assert "<summary>Retirados</summary>" not in (await alba.get(HERE)).text


async def test_what_is_wrong_is_told_at_once_and_nothing_typed_is_lost(
    alba: httpx.AsyncClient,
) -> None:
    wrong: dict[str, str | list[str]] = {
        **CLINIC, "kind": "shelter", "name_es": "Línea contra la violencia", "telephone": "",
    }  # fmt: skip
    (first, *_rest) = await support_book.kept(by=SYSTEM)
    for address in (f"{HERE}/nuevo", f"{HERE}/{first.id}"):
        page = await submit(alba, address, wrong)
        assert page.status_code == 422
        assert set(re.findall(r'id="f-(\w+)-error"', page.text)) == {
            "name_es", "telephone", "address",
        }  # fmt: skip
        assert 'value="Línea contra la violencia"' in page.text
    assert len(await support_book.kept(by=SYSTEM)) == 3


async def test_an_empty_directory_is_said(alba: httpx.AsyncClient) -> None:
    await execute("DELETE FROM support_service")
    assert "No se muestra ningún servicio" in (await alba.get(HERE)).text
    sent = await fill_in(alba, await page_of(await under_way()))
    assert "Líneas de apoyo" not in (await alba.get(sent.headers["location"])).text


async def test_only_administrators_see_these_pages(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    for page in (HERE, f"{HERE}/nuevo"):
        assert (await visitor.get(page)).status_code == 403


async def test_many_services_leave_the_thanks_small(visitor: httpx.AsyncClient) -> None:
    for number in range(support.MOST):
        widest = ServiceWritten(
            kind="service", name_es="ñ" * 80, name_en="ñ" * 80, hours_es="'" * 80,
            telephone=f"+502 2345 67{number:02}", languages=("es", "quc", "cak", "kek", "mam"),
            municipality="0103", address="ñ" * 200,
        )  # fmt: skip
        await support_book.add(widest, by=SYSTEM, at=now())
    sent = await fill_in(visitor, await page_of(await under_way()))
    thanks = await visitor.get(sent.headers["location"])
    head = "".join(f"{name}: {value}\r\n" for name, value in thanks.headers.items())
    assert len(thanks.content) + len(head) < 14_000
    assert thanks.text.count('href="tel:') >= 6
