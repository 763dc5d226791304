"""A program that repeats a key gets its first answer again, and nothing is done twice."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest
from litestar import Litestar, post
from litestar.params import FromQuery, JSONBody

from server.accounts.domain import repeats
from server.accounts.tables import AuditEntry, KeptAnswer
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.errors import TooMany
from server.foundation.settings import Settings
from tests.support.applications import application
from tests.support.cast import use_token
from tests.support.events import planned
from tests.support.forgetting import forgotten

VENUE = {"name": "Salón comunal", "municipality": "0103", "capacity": 60}
WAITING: dict[str, asyncio.Event] = {}


@post("/api/v1/probe/slow", include_in_schema=False)
async def slow(data: JSONBody[dict[str, str]]) -> str:
    await execute("INSERT INTO bucket (key, started_at) VALUES ('slow', now())")
    WAITING["begun"].set()
    await WAITING["end"].wait()
    return data["word"]


@post("/api/v1/probe/half", include_in_schema=False)
async def half(how: FromQuery[str]) -> str:
    """Write something down without a transaction, then fail."""
    await execute("INSERT INTO bucket (key, started_at) VALUES ('half', now())")
    if how == "refused":
        raise TooMany("Muchas veces.")
    if how == "by the database":
        await execute("INSERT INTO bucket (key, started_at) VALUES ('half', now())")
    raise ZeroDivisionError


@pytest.fixture
def app(db: None, settings: Settings) -> Litestar:
    return application(settings, slow, half)


async def ask(
    visitor: httpx.AsyncClient, key: str, body: Any = VENUE, path: str = "/api/v1/venues"
) -> httpx.Response:
    return await visitor.post(path, json=body, headers={"Idempotency-Key": key})


async def venues() -> list[str]:
    return [row["name"] for row in await fetch("SELECT name FROM venue ORDER BY name")]


async def test_a_repeated_key_gives_the_first_answer_again(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await use_token(visitor, "plan")
    first, again = [await ask(visitor, "one") for _ in range(2)]
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert again.headers["content-type"] == first.headers["content-type"]
    assert ("idempotency-replayed" in first.headers, again.headers["idempotency-replayed"]) == (
        False,
        "true",
    )
    assert await venues() == ["Salón comunal"]


async def test_without_a_key_or_with_another_it_is_done_again(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "plan")
    await ask(visitor, "one")
    assert (await ask(visitor, "two")).status_code == 409
    assert (await visitor.post("/api/v1/venues", json=VENUE)).status_code == 409


async def test_a_key_of_one_program_is_not_anothers(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "plan")
    await ask(visitor, "one")
    await use_token(visitor, "plan")
    assert (await ask(visitor, "one")).status_code == 409


async def test_a_key_used_for_something_else_is_refused(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "plan")
    await ask(visitor, "one")
    other = await ask(visitor, "one", {**VENUE, "name": "Otro"})
    assert (other.status_code, other.json()["errors"]) == (
        422,
        [{"field": "Idempotency-Key", "detail": "Esta clave ya se usó para otra petición."}],
    )
    elsewhere = await ask(visitor, "one", VENUE, "/api/v1/events")
    assert elsewhere.status_code == 422
    assert await venues() == ["Salón comunal"]


@pytest.mark.parametrize("key", ["", "x" * 201])
async def test_a_bad_key_is_refused(visitor: httpx.AsyncClient, key: str) -> None:
    await use_token(visitor, "plan")
    assert (await ask(visitor, key)).status_code == 422
    assert await venues() == []


async def test_a_refusal_is_given_again_too(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "plan")
    bad = {**VENUE, "municipality": "9999"}
    first, again = [await ask(visitor, "one", bad) for _ in range(2)]
    assert (first.status_code, again.status_code, again.content) == (422, 422, first.content)
    assert again.headers["content-type"] == "application/problem+json"


async def test_changing_an_event_twice_with_one_key_moves_it_once(
    visitor: httpx.AsyncClient,
) -> None:
    await use_token(visitor, "plan")
    event = await planned()
    changes = {"starts_at": "2026-12-05T10:00:00-06:00"}
    answers = [
        await visitor.patch(
            f"/api/v1/events/{event}", json=changes, headers={"Idempotency-Key": "one"}
        )
        for _ in range(2)
    ]
    assert [answer.json()["sequence"] for answer in answers] == [1, 1]


async def test_what_was_done_is_done_and_recorded_once(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "plan")
    for _ in range(3):
        await ask(visitor, "one")
    assert await AuditEntry.count().where(AuditEntry.act == "venue.added") == 1


@pytest.mark.parametrize(
    ("how", "status", "kept"),
    [("refused", 429, 1), ("broken", 500, 0), ("by the database", 422, 1)],
)
async def test_what_failed_half_way_is_undone(
    visitor: httpx.AsyncClient, how: str, status: int, kept: int
) -> None:
    await use_token(visitor, "plan")
    answer = await ask(visitor, "one", {}, f"/api/v1/probe/half?how={how}")
    assert answer.status_code == status
    assert await fetch("SELECT FROM bucket WHERE key = 'half'") == []
    assert await KeptAnswer.count() == kept


async def test_two_at_once_are_done_once(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "plan")
    WAITING.update(begun=asyncio.Event(), end=asyncio.Event())
    first = asyncio.create_task(ask(visitor, "one", {"word": "hola"}, "/api/v1/probe/slow"))
    await WAITING["begun"].wait()
    second = await ask(visitor, "one", {"word": "hola"}, "/api/v1/probe/slow")
    assert (second.status_code, second.json()["detail"]) == (
        409,
        "Esta misma petición todavía se está atendiendo.",
    )
    WAITING["end"].set()
    assert (await first).text == "hola"
    third = await ask(visitor, "one", {"word": "hola"}, "/api/v1/probe/slow")
    assert (third.status_code, third.text) == (201, "hola")


async def test_a_program_without_a_token_is_told_so(visitor: httpx.AsyncClient) -> None:
    assert (await ask(visitor, "one")).status_code == 401
    assert await KeptAnswer.count() == 0


async def test_reading_with_a_key_is_only_reading(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "read")
    answer = await visitor.get("/api/v1/kinds", headers={"Idempotency-Key": "one"})
    assert (answer.status_code, await KeptAnswer.count()) == (200, 0)


async def test_neither_token_nor_key_is_kept(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "plan")
    await ask(visitor, "a-telling-key")
    kept = (await fetch("SELECT kept_answer::text AS row FROM kept_answer"))[0]["row"]
    assert "telling" not in kept
    assert visitor.headers["Authorization"].removeprefix("Bearer ") not in kept


async def test_answers_are_forgotten_after_a_day(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "plan")
    await ask(visitor, "one")
    yesterday = now() - timedelta(days=1)
    assert await forgotten("accounts.answers", before=yesterday) == 0
    assert await KeptAnswer.count() == 1
    await execute("UPDATE kept_answer SET created_at = $1", now() - timedelta(hours=25))
    assert await forgotten("accounts.answers", before=yesterday) == 1
    assert await KeptAnswer.count() == 0


def test_a_name_takes_both_token_and_key() -> None:
    question = repeats.Question(asker="a", key="bc", words=b"")
    other = msgspec.structs.replace(question, asker="ab", key="c")
    assert question.name != other.name
