"""When the database is away, or the disk is full, people are told so and lose nothing typed."""

import asyncio
import errno
import json
from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import httpx
import pytest
from litestar import Litestar, get, post
from litestar.params import FromQuery

from server.foundation import database
from server.foundation.outages import CommitUnknown, DatabaseAway, DatabaseBusy
from server.foundation.settings import Settings
from server.web import again
from server.web.guards import ANYBODY
from tests.events.attendance.arriving import page_of, under_way
from tests.support.applications import application
from tests.support.cast import csrf, submit

TROUBLES: dict[str, Exception] = {
    "away": DatabaseAway(),
    "lost": asyncpg.ConnectionDoesNotExistError("gone"),
    "busy": DatabaseBusy(),
    "slow": asyncpg.QueryCanceledError("too long"),
    "crossed": asyncpg.DeadlockDetectedError("two waited"),
    "standby": asyncpg.ReadOnlySQLTransactionError("not here"),
    "full": asyncpg.DiskFullError("no room"),
    "disk": OSError(errno.ENOSPC, "no room"),
    "unknown": CommitUnknown("who knows"),
    "ours": OSError(errno.ENOENT, "our mistake"),
    "misused": asyncpg.InterfaceError("another operation is in progress"),
}
STATUS = dict.fromkeys(TROUBLES, 503) | {"full": 507, "disk": 507, "ours": 500, "misused": 500}


@get(["/probe", "/api/v1/probe"], guards=[ANYBODY], include_in_schema=False, sync_to_thread=False)
def ask(what: FromQuery[str]) -> None:
    raise TROUBLES[what]


@post(["/probe", "/api/v1/probe"], guards=[ANYBODY], include_in_schema=False, sync_to_thread=False)
def send(what: FromQuery[str]) -> None:
    raise TROUBLES[what]


@pytest.fixture
def app(db: None, settings: Settings) -> Litestar:
    return application(settings, ask, send)


@pytest.mark.parametrize("what", TROUBLES)
async def test_who_asks_is_told_and_tries_again(visitor: httpx.AsyncClient, what: str) -> None:
    answer = await visitor.get(f"/probe?what={what}")
    later = "Retry-After" in answer.headers
    assert (answer.status_code, later) == (STATUS[what], STATUS[what] != 500)
    again = f'<a class="button button-primary" href="/probe?what={what}">' in answer.text
    assert again is (STATUS[what] != 500)


@pytest.mark.parametrize("what", ["away", "full", "unknown"])
async def test_a_program_is_told_too(visitor: httpx.AsyncClient, what: str) -> None:
    answer = await visitor.post(f"/api/v1/probe?what={what}", content=b"")
    told = json.loads(answer.content)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (told["status"], "Puede que" in told["detail"]) == (STATUS[what], what == "unknown")


async def test_what_was_typed_is_sent_again_with_one_press(visitor: httpx.AsyncClient) -> None:
    typed: dict[str, str | list[str]] = {"title": "Ñandú «a»", "kind": ["a", "b"]}
    answer = await submit(visitor, "/probe?what=away", typed)
    form = answer.text.partition('action="/probe?what=away"')[2].partition("</form>")[0]
    fields = [
        f'name="_csrf_token" value="{await csrf(visitor)}"',
        'name="title" value="Ñandú «a»"',
        'name="kind" value="a"',
        'name="kind" value="b"',
    ]
    assert [form.count(field) for field in fields] == [1, 1, 1, 1]
    assert ("no se guardó" in answer.text, "Puede que" in answer.text) == (True, False)
    # Whoever is signed in cannot be recognised now, and need not come in anew.
    assert 'href="/entrar"' not in answer.text


async def test_where_nobody_can_know_it_is_said_before_it_is_sent_again(
    visitor: httpx.AsyncClient,
) -> None:
    answer = await submit(visitor, "/probe?what=unknown", {"title": "Taller"})
    assert ("no se guardó" in answer.text, "Puede que" in answer.text) == (False, True)
    assert 'name="title" value="Taller"' in answer.text


async def test_a_password_is_typed_anew(visitor: httpx.AsyncClient) -> None:
    answer = await submit(visitor, "/probe?what=away", {"email": "a@b.test", "password": "secret"})
    assert ("secret" in answer.text, "Volver a intentar" in answer.text) == (False, False)


async def test_while_the_database_is_away_every_page_says_so(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody(*_asked: object) -> None:
        raise DatabaseAway

    address = await page_of(await under_way())
    form = {"id": uuid4().hex, "sex": "female", "age": "30", "audience": "general-public"}
    with monkeypatch.context() as away:
        away.setattr(database.lender, "take", nobody)
        told = [(await visitor.get(page)).status_code for page in ("/", "/health/ready", address)]
        phone = await visitor.post(address, data=form)
    assert (told, phone.status_code) == ([503, 503, 503], 503)
    kept = [f'name="{name}" value="{value}"' in phone.text for name, value in form.items()]
    assert (kept, "cada persona cuenta una sola vez" in phone.text) == ([True] * 4, True)
    assert (await visitor.post(address, data=form)).status_code == 303


async def test_sending_too_slowly_is_ended(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "SILENT_FOR", 0.0)

    async def letters() -> AsyncIterator[bytes]:
        yield b"a"
        await asyncio.sleep(50)

    answer = await visitor.post("/probe?what=away", content=letters())
    assert (answer.status_code, answer.headers["connection"]) == (408, "close")
