"""Whatever is secret goes through every door of the house, and none of it reaches a log."""

import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import httpx
import pytest
from litestar import Litestar
from structlog.testing import capture_logs

from notifications.tables import Webhook
from server.accounts.domain import accounts, passwords, sign_in, tokens
from server.accounts.web.authentication import COOKIE
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.support.cast import Cast, csrf, sign_in_as, submit
from tests.support.permission_world import World, world

PASSWORD, WRONG = "una-clave-que-nadie-adivina", "otra-clave-que-no-es"
MAILBOX, TELEPHONE = "planted.person@correo.test", "+50255512345"
CARD, CODE, DIGITS, PIN = "23456789ABCD", "HJKMNPQR", "918273", "739164"


class Secrets:
    """What was planted, by what it is."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {
            "a password": PASSWORD, "a wrong password": WRONG, "a mailbox": MAILBOX,
            "a telephone": TELEPHONE, "a card": CARD, "a code": CODE, "digits": DIGITS,
            "a PIN": PIN,
        }  # fmt: skip

    def in_(self, said: str) -> list[str]:
        """Which of them somebody reads there."""
        return [name for name, secret in self.planted.items() if secret in said]


@pytest.fixture
async def there_is(app: Litestar, cast: Cast, signer: Signer) -> World:
    return await world(cast, signer)


async def test_no_secret_reaches_a_log_or_the_audit(
    visitor: httpx.AsyncClient,
    cast: Cast,
    signer: Signer,
    there_is: World,
    caplog: pytest.LogCaptureFixture,
) -> None:
    secrets = Secrets()
    with capture_logs() as ours, caplog.at_level(logging.WARNING):
        visited = [
            status
            async for status in everything_that_takes_a_secret(
                visitor, cast, signer, there_is, secrets
            )
        ]
    assert len(visited) > 25
    assert max(visited) < 500
    # Libraries are heard from WARNING on: see server/foundation/logs.py.
    theirs = [
        f"{record.getMessage()} {record.exc_info}"
        for record in caplog.records
        if record.levelno >= logging.WARNING
    ]
    assert [line for line in map(str, ours) if secrets.in_(line)] == []
    assert [line for line in theirs if secrets.in_(line)] == []
    assert len(ours) >= len(visited)
    entries = await fetch(
        "SELECT act || ' ' || subject || ' ' || detail::text AS said FROM audit_entry"
    )
    assert len(entries) > 5
    assert [row["said"] for row in entries if secrets.in_(row["said"])] == []


async def everything_that_takes_a_secret(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer, there_is: World, secrets: Secrets
) -> AsyncIterator[int]:
    """Come in, go through every door, and send what must not be kept; how each was answered."""
    for about in (_signing_in, _attending, _by_token):
        async for answer in about(visitor, cast, signer, there_is, secrets):
            yield answer.status_code


async def _signing_in(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer, _there_is: World, secrets: Secrets
) -> AsyncIterator[httpx.Response]:
    new = accounts.NewAccount(
        email=MAILBOX, name="Con Clave", role="evaluator",
        password_hash=await passwords.hashed(PASSWORD),
    )  # fmt: skip
    account = await accounts.create(new, by=SYSTEM, at=now())
    link = sign_in.link_token(await sign_in.make_link(account, at=now()), signer)
    secrets.planted["a sign-in link"] = link
    yield await visitor.get(f"/entrar/{link}?next=/{link}")
    for password in (WRONG, PASSWORD):
        yield await submit(visitor, "/entrar", {"email": MAILBOX, "password": password})
    secrets.planted["a session"] = visitor.cookies[COOKIE]
    secrets.planted["a form's token"] = await csrf(visitor)
    for page in ("/mi-cuenta", "/alcance", "/mi-cuenta/seguridad", "/no-existe"):
        yield await visitor.get(page)
    yield await submit(visitor, "/entrar/enlace", {"email": MAILBOX})
    yield await submit(visitor, "/entrar/segundo", {"digits": DIGITS})
    yield await submit(visitor, "/confirmar", {"password": PASSWORD, "digits": DIGITS})
    yield await submit(visitor, "/mi-cuenta/contrasena", {"password": PASSWORD, "again": PASSWORD})
    yield await submit(visitor, f"/entrar/{link}")
    # What the database will not keep is told without what it was.
    yield await submit(visitor, "/mis-avisos/medios", {"mail": f"{MAILBOX}\x00", "sms": TELEPHONE})


async def _attending(
    visitor: httpx.AsyncClient, _cast: Cast, _signer: Signer, there_is: World, secrets: Secrets
) -> AsyncIterator[httpx.Response]:
    event = there_is.names["event_id"]
    await execute("UPDATE door SET code = $2 WHERE event = $1", UUID(event), CODE)
    door = there_is.names["door"]
    secrets.planted |= {"a door": door, "a phone": there_is.phone}
    answers = {"sex": "female", "age": "35", "audience": "parents-carers", "tarjeta": CARD}
    yield await visitor.get(f"/c/{CODE}")
    yield await visitor.post(f"/c/{CODE}", data=answers)
    yield await visitor.post(f"/c/{CODE}", data={**answers, "age": "x\x00"})
    yield await visitor.get(f"/p/{CARD}")
    yield await visitor.get(f"/p/{CARD}/diplomas")
    yield await visitor.get(f"/lugar/{CARD}")
    yield await visitor.get(f"/puerta/{door}")
    yield await submit(visitor, f"/puerta/{door}", {"pin": PIN})
    visitor.cookies.set("puerta", there_is.phone, path=f"/puerta/{door}")
    yield await visitor.get(f"/puerta/{door}/estado")
    batch = {"sent_at": now().isoformat(), "items": [{"id": event, "sealed": CARD}]}
    yield await visitor.post(f"/puerta/{door}/envio", json=batch)
    yield await visitor.get(f"/agenda/{event}/lugar")
    yield await visitor.post(f"/agenda/{event}/lugar", data={"people": "1", "contact": MAILBOX})


async def _by_token(
    visitor: httpx.AsyncClient, cast: Cast, _signer: Signer, there_is: World, secrets: Secrets
) -> AsyncIterator[httpx.Response]:
    token = await tokens.create("Programa", "plan", by=cast.admin, at=now())
    secrets.planted |= {"a token": token, "a made-up token": "convoca_made-up-by-somebody"}
    for said in (token, "convoca_made-up-by-somebody"):
        visitor.headers["Authorization"] = f"Bearer {said}"
        yield await visitor.get("/api/v1/events")
        yield await visitor.post(
            "/api/v1/volunteers", json={"name": "A", "email": MAILBOX, "home": "9999"}
        )
        yield await visitor.get("/metrics")
    del visitor.headers["Authorization"]
    for secret in ("feed-secret-of-ana", "r-secret-of-ana"):
        secrets.planted[secret] = secret
        yield await visitor.get(f"/feed/{secret}.ics")
        for room in ("r", "d", "m", "b", "diploma", "cifras/d"):
            yield await visitor.get(f"/{room}/{secret}")
    heard = {"from": TELEPHONE, "Body": PASSWORD}
    yield await visitor.post("/hooks/sms", data=heard, headers={"X-Twilio-Signature": "forged"})
    yield await visitor.post("/hooks/whatsapp", json=heard)
    await Webhook.update({"paused_at": now() - timedelta(days=1)}, force=True)
    await sign_in_as(visitor, cast.admin)
    secrets.planted["an administrator's session"] = visitor.cookies[COOKIE]
    yield await visitor.get(f"/avisos/programas/{there_is.names['webhook']}")
    yield await submit(visitor, f"/avisos/programas/{there_is.names['webhook']}/secreto")
