"""A table is brought in a few rows at a time: nobody waits long, nothing is written twice."""

import asyncio
from collections.abc import Coroutine
from contextvars import Context
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from tests.support.forgetting import forgotten
from volunteers.people.domain import credentials, helping_limits, renewing
from volunteers.people.domain.credentials import NewClearance
from volunteers.people.domain.helping_limits import Limits
from volunteers.people.domain.renewing import Pick, Verified
from volunteers.people.domain.roster import bringing_in, staging, work

HEADINGS = "Nombre,Correo,Municipio,Por mes"
MANY = bringing_in.AT_ONCE * 2 + 3


async def table(*rows: str, cast: Cast, headings: str = HEADINGS) -> UUID:
    content = "\n".join((headings, *rows)).encode()
    return await staging.stage(content, "lista.csv", by=cast.pinula, at=now())


async def many(cast: Cast) -> UUID:
    rows = [f"Persona {n},p{n}@convoca.test,0103,4" for n in range(MANY - 1)]
    return await table(*rows, "Otra,p0@convoca.test,0103,5", cast=cast)


async def at_once(*orders: Coroutine[Any, Any, Any]) -> list[Any]:
    loop = asyncio.get_running_loop()
    tasks = [loop.create_task(order, context=Context()) for order in orders]
    return await asyncio.gather(*tasks, return_exceptions=True)


async def volunteers_by_name() -> list[str]:
    rows = await fetch("SELECT a.name FROM volunteer v JOIN account a ON a.id = v.account")
    return sorted(row["name"] for row in rows)


async def test_a_press_writes_a_few_rows_and_the_clock_the_rest(cast: Cast) -> None:
    file = await many(cast)
    await work.go_on(now)
    assert await volunteers_by_name() == []
    assert await bringing_in.step(file, by=cast.pinula, at=now())
    kept = await staging.staged(file, by=cast.pinula)
    assert (kept.working, len(kept.results), len(kept.rows)) == (True, bringing_in.AT_ONCE, MANY)
    await forgotten("people.files", before=now() + timedelta(days=2))
    await work.go_on(now)
    done = await staging.staged(file, by=cast.pinula)
    assert (done.working, len(done.results), done.rows) == (False, MANY, [])
    assert done.results[-1].wrong == ("Otra fila tiene la misma dirección.",)
    assert len(await volunteers_by_name()) == MANY - 1


async def test_presses_at_the_same_time_write_nothing_twice(cast: Cast) -> None:
    file = await many(cast)
    orders = [bringing_in.step(file, by=cast.pinula, at=now()) for _ in range(3)]
    told = await at_once(*orders, work.go_on(now), work.go_on(now))
    assert all(isinstance(one, bool | Conflict | None) for one in told)
    await work.go_on(now)
    assert len((await staging.staged(file, by=cast.pinula)).results) == MANY
    assert len(await volunteers_by_name()) == MANY - 1


async def test_who_may_no_longer_bring_anybody_in_is_not_gone_on_for(cast: Cast) -> None:
    file = await many(cast)
    await bringing_in.step(file, by=cast.pinula, at=now())
    await execute("UPDATE account SET disabled_at = now() WHERE id = $1", cast.pinula.account)
    await work.go_on(now)
    assert not (await staging.staged(file, by=cast.pinula)).working
    assert len(await volunteers_by_name()) == bringing_in.AT_ONCE


@pytest.mark.parametrize("attempt", range(3))
async def test_others_write_about_the_same_people_meanwhile(cast: Cast, attempt: int) -> None:
    names = [f"{letter}{attempt}" for letter in "abcdefgh"]
    people = [await helper(name) for name in names]
    file = await table(*[f"{n},{n}@convoca.test,0103,7" for n in names], cast=cast)
    by, at, today = cast.pinula, now(), now().date()
    record = NewClearance(kind="police", verified_on=today)
    picks = [Pick(one, "police") for one in people]
    told = await at_once(
        bringing_in.bring_in(file, by=by, at=at),
        *[helping_limits.limit(one, Limits(most_a_week=9), by=by, at=at) for one in people],
        *[credentials.clear(one, record, by=by, at=at) for one in reversed(people)],
        *[renewing.renew_clearances(picks[n:], Verified(today), by=by, at=at) for n in range(4)],
    )
    assert [one for one in told if isinstance(one, BaseException)] == []


@pytest.mark.parametrize(
    ("verified", "until", "wrong"),
    [
        ("1/1/2031", "", ["La verificación no puede estar en el futuro."]),
        ("1/1/2025", "1/1/2050", ["Una constancia vale cinco años como mucho."]),
        ("31/12/9999", "", ["La verificación no puede estar en el futuro."]),
    ],
)
async def test_the_look_ahead_promises_only_what_is_taken(
    cast: Cast, verified: str, until: str, wrong: list[str]
) -> None:
    file = await staging.staged(
        await table(
            f"Ana,a@convoca.test,0103,{verified},{until}", cast=cast,
            headings="Nombre,Correo,Municipio,RENAS,Vence",
        ),
        by=cast.pinula,
    )  # fmt: skip
    [judged] = await staging.judged(file, by=cast.pinula, at=LONG_AGO)
    assert (judged.outcome, list(judged.wrong)) == ("refused", wrong)


async def test_a_cell_of_thousands_of_digits_is_refused(cast: Cast) -> None:
    file = await staging.staged(
        await table(f"Ana,a@convoca.test,0103,{'9' * 5000}", cast=cast), by=cast.pinula
    )
    assert file.rows[0].wrong == {"most_a_month": "Escribir un número de 1 a 90."}


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "...", "\u2800"])
async def test_a_name_that_nobody_sees_is_none(cast: Cast, name: str) -> None:
    found = await table(f"{name},a@convoca.test,0103,4", cast=cast)
    file = await staging.staged(found, by=cast.pinula)
    [judged] = await staging.judged(file, by=cast.pinula, at=LONG_AGO)
    assert (judged.outcome, list(judged.wrong)) == ("refused", ["Falta el nombre."])


async def test_a_qualification_is_extended_while_the_same_people_are(cast: Cast) -> None:
    for letter in "abcd":
        await helper(letter)
    ids = [row["id"] for row in await fetch("SELECT id FROM qualification ORDER BY id")]
    last = date(2028, 1, 31)
    told = await at_once(
        *[renewing.extend_qualifications(ids[n:], last, by=cast.pinula, at=now()) for n in range(4)]
    )
    assert [len(one) for one in told] == [4, 3, 2, 1]
