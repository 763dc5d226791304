"""The pages where administrators say which programs hear what happens."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import msgspec
import pytest

from notifications.domain.notices.program_event import program_event
from notifications.domain.webhooks import webhooks
from notifications.domain.webhooks.webhooks import Hearer, Wish
from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import planned
from tests.support.rounds import HOUR
from tests.support.webhook_house import WebhookHouse, is_genuine, webhook_house

HERE = "/avisos/programas"


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """An installation on the machine of who tries it out."""
    return msgspec.structs.replace(settings, base_url="http://localhost:8000")


@pytest.fixture
async def house() -> AsyncIterator[WebhookHouse]:
    async with webhook_house() as program:
        yield program


@pytest.fixture
async def admin(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    await sign_in_as(visitor, cast.admin)
    return visitor


async def only() -> Hearer:
    (hearer,) = await webhooks.all_of_them(by=SYSTEM)
    return hearer


async def made(house: WebhookHouse) -> str:
    wish = Wish(address=house.address, facts=("event.published",), at_home=True)
    hearer = await webhooks.make(wish, by=SYSTEM, at=now() - HOUR)
    return f"{HERE}/{hearer.id}"


async def test_a_coordinator_has_no_programs(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert (await visitor.get(HERE)).status_code == 403


async def test_an_administrator_adds_a_program_and_sees_its_secret_when_asking(
    admin: httpx.AsyncClient, house: WebhookHouse, signer: Signer
) -> None:
    assert "Ningún programa todavía" in (await admin.get(HERE)).text
    answer = await submit(admin, HERE, {"address": house.address, "facts": ["event.cancelled"]})
    hearer = await only()
    assert answer.headers["location"] == f"{HERE}/{hearer.id}?ver=secreto"
    secret = webhooks.secret(hearer, signer)
    assert secret in (await admin.get(f"{HERE}/{hearer.id}?ver=secreto")).text
    assert secret not in (await admin.get(f"{HERE}/{hearer.id}")).text
    assert house.address in (await admin.get(HERE)).text


async def test_what_cannot_be_used_is_shown_beside_its_field(admin: httpx.AsyncClient) -> None:
    answer = await submit(admin, HERE, {"address": "ejemplo.org"})
    assert answer.status_code == 422
    assert 'value="ejemplo.org"' in answer.text
    assert answer.text.count('class="error"') == 2


async def test_a_program_is_changed_paused_resumed_and_removed(
    admin: httpx.AsyncClient, house: WebhookHouse
) -> None:
    page = await made(house)
    wrong = await submit(admin, page, {"address": "x", "facts": ["event.changed"]})
    assert (wrong.status_code, (await only()).address) == (422, house.address)
    await submit(admin, page, {"address": "https://ejemplo.org/", "facts": ["event.changed"]})
    assert (await only()).facts == ("event.changed",)
    await submit(admin, f"{page}/pausa")
    assert "En pausa desde" in (await admin.get(page)).text
    assert "En pausa" in (await admin.get(HERE)).text
    await submit(admin, f"{page}/reanudacion")
    assert "En pausa" not in (await admin.get(page)).text
    before = (await only()).generation
    await submit(admin, f"{page}/secreto")
    assert (await only()).generation == before + 1
    await submit(admin, f"{page}/retiro")
    assert (await admin.get(page)).status_code == 404


async def test_a_test_arrives_signed_and_says_nothing(
    admin: httpx.AsyncClient, house: WebhookHouse, signer: Signer
) -> None:
    page = await made(house)
    await submit(admin, f"{page}/prueba")
    assert "La prueba llegó." in (await admin.get(page)).text
    (heard,) = house.heard
    secret = webhooks.secret(await only(), signer)
    assert is_genuine(heard.headers, heard.body, secret, at=now().timestamp())
    assert (house.facts, house.said[0]["data"]) == (["webhook.test"], {})


async def test_a_test_that_does_not_arrive_says_why(
    admin: httpx.AsyncClient, house: WebhookHouse
) -> None:
    page = await made(house)
    house.answers = [500]
    await submit(admin, f"{page}/prueba")
    assert "La prueba no llegó: El programa falló al recibirlo." in (await admin.get(page)).text
    again = (await admin.get(page)).text
    assert ("La última prueba, " in again, "no llegó: El programa falló" in again) == (True, True)
    await submit(admin, f"{page}/prueba")
    assert "La última prueba llegó: " in (await admin.get(page)).text


async def test_the_page_shows_what_a_program_was_told(
    admin: httpx.AsyncClient, house: WebhookHouse
) -> None:
    page = await made(house)
    await planned(at=now())
    await program_event.owe(now())
    shown = (await admin.get(page)).text
    assert "Se publica una actividad" in shown
    assert "Navegar con cuidado" in shown
    await execute("UPDATE notice SET state = 'failed', settled_at = now()")
    await execute(
        "INSERT INTO delivery (id, notice, attempt, channel, began_at, ended_at, outcome, detail)"
        " SELECT gen_random_uuid(), id, 1, 'webhook', now(), now(), 'refused', '404 Not Found'"
        " FROM notice"
    )
    shown = (await admin.get(page)).text
    told = ("Falló", "El programa ya no está en esa dirección.", "Not Found")
    assert [words in shown for words in told] == [True, True, False]
