"""Telling a program something, and what each of its answers means."""

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest

from notifications.channels import pool, webhook
from notifications.channels.failures import (
    DoubtfulDelivery,
    PermanentFailure,
    TemporaryFailure,
    Undelivered,
)
from notifications.channels.webhook import Parcel
from tests.support.webhook_house import WebhookHouse, webhook_house


@pytest.fixture
async def house() -> AsyncIterator[WebhookHouse]:
    async with webhook_house() as program:
        yield program


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with pool.opened() as client:
        yield client


def parcel(house: WebhookHouse, **changes: Any) -> Parcel:
    made = Parcel(
        key="m1", to=house.address, body=b'{"type":"t"}', headers={"webhook-id": "m1"}, inward=True
    )  # fmt: skip
    return msgspec.structs.replace(made, **changes)


async def failure(parcel: Parcel, http: httpx.AsyncClient) -> Undelivered:
    with pytest.raises(Undelivered) as failed:
        await webhook.send(parcel, http=http)
    return failed.value


async def test_a_program_hears_it_as_it_was_packed(
    house: WebhookHouse, http: httpx.AsyncClient
) -> None:
    await webhook.send(parcel(house), http=http)
    (heard,) = house.heard
    assert (heard.target, heard.body) == ("/avisos", b'{"type":"t"}')
    assert heard.headers["host"] == f"127.0.0.1:{house.port}"
    assert heard.headers["content-type"] == "application/json"
    assert heard.headers["webhook-id"] == "m1"


async def test_a_name_is_looked_up_once_and_kept_as_the_host(
    house: WebhookHouse, http: httpx.AsyncClient
) -> None:
    await webhook.send(parcel(house, to=f"http://localhost:{house.port}/"), http=http)
    assert house.heard[0].headers["host"] == f"localhost:{house.port}"


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [(400, PermanentFailure), (302, PermanentFailure), (404, PermanentFailure),
     (408, TemporaryFailure), (429, TemporaryFailure), (500, TemporaryFailure),
     (503, TemporaryFailure), (0, DoubtfulDelivery)],
)  # fmt: skip
async def test_what_a_program_answers_says_whether_to_try_again(
    house: WebhookHouse, http: httpx.AsyncClient, answer: int, meaning: type[Undelivered]
) -> None:
    house.answers, house.more = [answer], {"Location": "/otra"}
    failed = await failure(parcel(house), http)
    assert (type(failed), len(house.heard)) == (meaning, 1)
    assert not getattr(failed, "opted_out", False)
    assert not getattr(failed, "everybody", False)


async def test_a_refusal_that_is_not_final_is_tried_again(
    house: WebhookHouse, http: httpx.AsyncClient
) -> None:
    house.answers = [400]
    failed = await failure(parcel(house, final=False), http)
    assert (type(failed), failed.detail) == (TemporaryFailure, "400 Bad Request")


async def test_a_program_that_is_gone_opts_out(
    house: WebhookHouse, http: httpx.AsyncClient
) -> None:
    house.answers = [410]
    failed = await failure(parcel(house, final=False), http)
    assert isinstance(failed, PermanentFailure)
    assert failed.opted_out


async def test_a_program_that_asks_to_wait_is_left_alone_so_long(
    house: WebhookHouse, http: httpx.AsyncClient
) -> None:
    house.answers, house.more = [429], {"Retry-After": "120"}
    failed = await failure(parcel(house), http)
    assert isinstance(failed, TemporaryFailure)
    assert failed.wait == timedelta(minutes=2)


async def test_nobody_at_that_address_is_tried_again(http: httpx.AsyncClient) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        house = WebhookHouse()
        house.port = taken.getsockname()[1]
        assert type(await failure(parcel(house), http)) is TemporaryFailure


@pytest.mark.parametrize("host", ["a.invalid", f"{'a' * 64}.test"])
async def test_a_name_that_leads_nowhere_is_tried_again(
    house: WebhookHouse, http: httpx.AsyncClient, host: str
) -> None:
    failed = await failure(parcel(house, to=f"https://{host}/"), http)
    assert (type(failed), failed.detail) == (
        TemporaryFailure, "the name of the host leads nowhere"
    )  # fmt: skip


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.1.2.3", "169.254.169.254"])
async def test_nothing_of_the_house_can_be_reached_from_outside(
    house: WebhookHouse, http: httpx.AsyncClient, host: str
) -> None:
    failed = await failure(
        parcel(house, to=f"https://{host}:{house.port}/", inward=False), http
    )  # fmt: skip
    assert (type(failed), house.heard) == (PermanentFailure, [])


async def test_a_name_that_also_leads_into_the_house_is_not_followed(
    house: WebhookHouse, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def both(*_: object, **__: object) -> list[Any]:
        return [(0, 0, 0, "", ("1.1.1.1", 0)), (0, 0, 0, "", ("127.0.0.1", 0))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", both)
    failed = await failure(parcel(house, to="https://doble.test/", inward=False), http)
    assert type(failed) is PermanentFailure


async def test_a_program_that_never_answers_leaves_doubt(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "LASTS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        house = WebhookHouse()
        house.port = silent.getsockname()[1]
        assert type(await failure(parcel(house), http)) is DoubtfulDelivery
