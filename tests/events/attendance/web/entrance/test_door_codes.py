"""At a door that asks for a code, who stands there gets in, slowly or as a family; others not."""

import re
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from events.attendance.domain import doors
from events.attendance.domain.entrance import guessing, rotating
from events.attendance.domain.entrance.rotating import RotatingCode
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.events.attendance.arriving import page_of, recorded, under_way
from tests.events.attendance.visiting import ANSWERS, fill_in, hidden_in

OLD = timedelta(minutes=3)


async def door(asked: str) -> tuple[UUID, str]:
    event = await under_way()
    await doors.ask(event, asked, "407", by=SYSTEM, at=now())
    return event, await page_of(event)


def shown(event: UUID, signer: Signer, *, ago: timedelta = timedelta(0)) -> RotatingCode:
    return rotating.code_at(event, now() - ago, signer=signer)


@pytest.mark.parametrize("asked", ["spoken", "rotating"])
async def test_who_scans_the_screen_types_no_code(
    visitor: httpx.AsyncClient, signer: Signer, asked: str
) -> None:
    event, address = await door(asked)
    page = await visitor.get(f"{address}?v={shown(event, signer).sign}")
    assert 'name="door_code"' not in page.text
    sent = await visitor.post(address, data={**hidden_in(page), **ANSWERS})
    assert sent.status_code == 303
    assert len(await recorded(event)) == 1


async def test_who_types_the_screen_s_digits_gets_in(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event, address = await door("rotating")
    assert "Código de seis números" in (await visitor.get(address)).text
    sent = await fill_in(visitor, address, door_code=shown(event, signer).digits)
    assert sent.status_code == 303
    assert len(await recorded(event)) == 1


async def test_an_old_scan_is_explained_and_the_digits_still_work(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event, address = await door("rotating")
    page = await visitor.get(f"{address}?v={shown(event, signer, ago=OLD).sign}")
    assert page.text.count('role="alert"') == 1
    assert "El código que se escaneó ya cambió." in page.text
    digits = shown(event, signer).digits
    sent = await visitor.post(address, data={**hidden_in(page), **ANSWERS, "door_code": digits})
    assert sent.status_code == 303


async def test_old_digits_are_explained_and_nothing_typed_is_lost(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event, address = await door("rotating")
    digits = shown(event, signer, ago=OLD).digits
    page = await fill_in(visitor, address, door_code=digits)
    assert page.status_code == 422
    assert page.text.count("Ese código ya cambió.") == 2
    assert page.text.count(" checked") == 2
    assert f'value="{digits}"' in page.text
    assert await recorded(event) == []


async def test_a_code_that_was_right_need_not_be_typed_again_after_another_mistake(
    visitor: httpx.AsyncClient,
) -> None:
    event, address = await door("spoken")
    page = await fill_in(visitor, address, door_code="407", age="doce")
    assert page.status_code == 422
    assert 'name="door_code"' not in page.text
    sent = await visitor.post(address, data={**hidden_in(page), **ANSWERS})
    assert sent.status_code == 303
    assert len(await recorded(event)) == 1


async def test_a_wrong_code_and_a_wrong_answer_are_told_together(
    visitor: httpx.AsyncClient,
) -> None:
    _event, address = await door("spoken")
    page = await fill_in(visitor, address, door_code="408", age="doce", sex="")
    assert re.findall(r'class="bad" id="(\w+)-problem"', page.text) == ["door_code", "sex", "age"]


async def test_a_family_goes_on_without_typing_the_code_again(visitor: httpx.AsyncClient) -> None:
    event, address = await door("spoken")
    sent = await fill_in(visitor, address, door_code="407")
    for _person in range(2):
        thanks = await visitor.get(sent.headers["location"])
        (onward,) = re.findall(r'href="(/c/[^"]+otra=1[^"]*)"', thanks.text)
        page = await visitor.get(onward.replace("&amp;", "&"))
        assert 'name="door_code"' not in page.text
        (action,) = re.findall(r'action="([^"]+)"', page.text)
        sent = await visitor.post(action, data={**hidden_in(page), **ANSWERS})
        assert sent.status_code == 303
    assert [line["pseudonym"] is None for line in await recorded(event)] == [False, True, True]


async def test_another_language_keeps_what_the_scan_admits_to(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event, address = await door("rotating")
    page = await visitor.get(f"{address}?v={shown(event, signer).sign}")
    (english,) = re.findall(r'href="(/c/[^"]+idioma=en[^"]*)"', page.text)
    page = await visitor.get(english.replace("&amp;", "&"))
    assert '<html lang="en">' in page.text
    assert 'name="door_code"' not in page.text


async def test_what_is_carried_in_an_address_is_never_repeated_unread(
    visitor: httpx.AsyncClient,
) -> None:
    _event, address = await door("spoken")
    for page in (address, f"{address}/gracias"):
        answer = await visitor.get(page, params={"sigue": '"><i>', "v": '"><i>', "ya": "0"})
        assert answer.status_code == 200
        assert "<i>" not in answer.text
        assert "sigue=" not in answer.text


async def test_who_is_too_early_to_be_counted_hears_whom_to_call(
    visitor: httpx.AsyncClient,
) -> None:
    early = await visitor.get(await page_of(await under_way(since=-60)))
    assert early.status_code == 409
    assert 'href="tel:1555"' in early.text


async def test_who_guessed_too_often_keeps_the_answers_and_is_told_another_way(
    visitor: httpx.AsyncClient, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(guessing.MOST, "spoken", 1)
    event, address = await door("spoken")
    await fill_in(visitor, address, door_code="408")
    page = await fill_in(visitor, address, door_code="407")
    assert page.status_code == 429
    assert page.text.count("Desde esta red ya se probaron demasiadas claves.") == 2
    assert page.text.count(" checked") == 2
    scanned = await visitor.get(f"{address}?v={shown(event, signer).sign}")
    sent = await visitor.post(address, data={**hidden_in(scanned), **ANSWERS})
    assert sent.status_code == 303
