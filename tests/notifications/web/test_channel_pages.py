"""How each channel is doing, and going on with one that stopped."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any
from typing import cast as typed

import httpx
import msgspec
import pytest

from notifications.domain.webhooks import webhooks
from notifications.domain.webhooks.webhooks import Wish
from notifications.tables import ChannelState
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.settings import Settings
from tests.support.applications import application
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.outbox_rows import noted, tried
from tests.support.sms_house import SmsHouse
from tests.support.telling import Teller
from tests.support.whatsapp_house import WhatsAppHouse

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def phones(db: None, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A browser on an installation that writes to telephones too."""
    async with httpx.AsyncClient() as http:
        teller = Teller(http)
        whatsapp, sms = WhatsAppHouse(teller).provider, SmsHouse(teller).provider
    configured = msgspec.structs.replace(settings, whatsapp=whatsapp, sms=sms)
    transport = httpx.ASGITransport(typed("Any", application(configured)))
    async with httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as client:
        yield client


async def state(channel: str, at: datetime, **changes: Any) -> None:
    given: dict[str, Any] = {"tokens": 1.0, "refilled_at": at} | changes
    await ChannelState.insert(ChannelState(channel=channel, **given))


async def test_channels_without_settings_are_off(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos/canales")).text
    assert (page.count("Sin configurar"), page.count("Se guarda en una carpeta")) == (2, 1)
    assert (page.count("Ninguno agregado"), page.count("Funciona")) == (1, 0)


async def test_programs_work_once_there_is_one(visitor: httpx.AsyncClient, cast: Cast) -> None:
    wish = Wish(address="https://programa.example/avisos", facts=("event.published",))
    await webhooks.make(wish, by=cast.admin, at=now())
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos/canales")).text
    assert (page.count("Ninguno agregado"), page.count("Funciona")) == (0, 1)


@pytest.mark.parametrize(
    ("outcomes", "failing"),
    [
        (["failed"], True),
        (["sent", "failed", "unknown", "failed"], True),
        (["refused", "refused", "refused"], True),
        (["failed", "failed", "sent"], False),
        (["failed", "sent", "failed", "failed"], False),
        (["sent", "refused"], False),
        (["refused"], False),
    ],
)
async def test_a_channel_whose_last_attempts_failed_is_not_said_to_work(
    phones: httpx.AsyncClient, cast: Cast, outcomes: list[str], *, failing: bool
) -> None:
    at = now()
    for number, outcome in enumerate(outcomes):
        notice = await noted(cast.pinula, at=at - 9 * MINUTE, way="sms")
        ended = at + timedelta(seconds=number) - 8 * MINUTE
        said: dict[str, Any] = {"channel": "sms", "detail": "not connected: ConnectError"}
        await tried(notice, outcome, at=ended, **said)
    await sign_in_as(phones, cast.pinula)
    page = (await phones.get("/avisos/canales")).text
    assert (page.count("Falla<"), page.count("Ninguno de los últimos intentos salió")) == (
        failing, failing,
    )  # fmt: skip
    assert page.count("Funciona") == 1 + (not failing)


async def test_a_coordinator_is_told_whose_numbers_they_are(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    told = []
    for who in (cast.pinula, cast.admin):
        await sign_in_as(visitor, who)
        told.append("de toda la instalación" in (await visitor.get("/avisos/canales")).text)
    assert told == [True, False]


async def test_what_was_tried_waits_for_no_first_try(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    at = now()
    again = await noted(cast.pinula, "queued", at=at - 90 * MINUTE, attempts=1)
    await tried(again, "failed", at=at - 80 * MINUTE)
    await noted(cast.pinula, "held", at=at - 70 * MINUTE, due_at=at + 60 * MINUTE)
    await noted(cast.pinula, "queued", at=at - 20 * MINUTE, due_at=at + 4 * MINUTE, way="mail")
    await sign_in_as(visitor, cast.pinula)
    page = " ".join((await visitor.get("/avisos/canales")).text.split())
    assert "1 aviso espera su primer intento; el más antiguo, hace 20 min." in page
    assert '3 <span class="muted small">el más antiguo sin intentar, hace 20 min</span>' in page


async def test_a_channel_that_waits_says_until_when_and_why(
    phones: httpx.AsyncClient, cast: Cast
) -> None:
    at = now()
    await state("whatsapp", at, open_until=at + 5 * MINUTE, detail="130429 · Rate limit hit")
    await state("sms", at, open_until=at - MINUTE)
    await sign_in_as(phones, cast.pinula)
    page = (await phones.get("/avisos/canales")).text
    assert page.count("En pausa") == 1
    assert page.count("Funciona") == 1
    assert "El proveedor recibía demasiados mensajes y pidió esperar." in page


async def test_only_an_administrator_lets_a_stopped_channel_go_on(
    phones: httpx.AsyncClient, cast: Cast
) -> None:
    await state("sms", now(), stopped_at=now(), detail="20003 · Authenticate")
    await sign_in_as(phones, cast.pinula)
    page = (await phones.get("/avisos/canales")).text
    assert ("Detenido desde" in page, "hay que renovarla" in page, "Reanudar" in page) == (
        True, True, False,
    )  # fmt: skip
    assert (await submit(phones, "/avisos/canales/sms/reanudar")).status_code == 403
    await sign_in_as(phones, cast.admin)
    assert "Reanudar" in (await phones.get("/avisos/canales")).text
    answer = await submit(phones, "/avisos/canales/sms/reanudar")
    assert (answer.status_code, answer.headers["location"]) == (303, "/avisos/canales")
    (row,) = await fetch("SELECT stopped_at FROM channel_state WHERE channel = 'sms'")
    assert row["stopped_at"] is None
    assert (await submit(phones, "/avisos/canales/sms/reanudar")).status_code == 409


async def test_no_other_channel_goes_on(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.admin)
    assert (await submit(visitor, "/avisos/canales/paloma/reanudar")).status_code == 404


async def test_the_numbers_are_those_of_the_last_day(phones: httpx.AsyncClient, cast: Cast) -> None:
    at = now()
    for receipt in ("delivered", "read", None):
        notice = await noted(cast.pinula, at=at - 4 * MINUTE, way="whatsapp")
        sent: dict[str, Any] = {"receipt": receipt, "ended_at": at - MINUTE}
        await tried(notice, "sent", at=at - 2 * MINUTE, channel="whatsapp", **sent)
    doubtful = await noted(cast.pinula, "unknown", at=at - 30 * MINUTE, way="whatsapp")
    await tried(doubtful, "unknown", at=at, channel="whatsapp")
    await tried(doubtful, "refused", attempt=2, at=at, channel="whatsapp")
    await tried(doubtful, "refused", attempt=3, at=at - timedelta(days=2), channel="whatsapp")
    await noted(cast.pinula, "queued", at=at - 90 * MINUTE, way=None)
    await noted(cast.pinula, "queued", at=at, way="whatsapp", wanted_at=at + 60 * MINUTE)
    await sign_in_as(phones, cast.pinula)
    page = " ".join((await phones.get("/avisos/canales")).text.split())
    told = (
        "<dt>En cola</dt><dd>1</dd>",
        "3 enviados, 1 intento fallido, 1 en duda",
        "La mitad sale en menos de 3 min",
        "<dd>67 %</dd>",
        "1 aviso espera su primer intento; el más antiguo, hace 1 h.",
    )
    assert [line in page for line in told] == [True] * len(told)
