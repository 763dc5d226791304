"""Saying from a mail when one is away."""

from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.signing import Signer
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.lexicon import sensitive_words
from volunteers.people.domain.absence_links import Question, absence_token

TODAY = now().date()
THROUGH = TODAY + timedelta(days=56)


@pytest.fixture
async def address(cast: Cast, signer: Signer) -> str:
    """Where Ana answers."""
    return f"/d/{absence_token(Question(await helper(), THROUGH), signer)}"


async def test_opening_the_link_answers_nothing_and_tells_a_first_name_only(
    visitor: httpx.AsyncClient, address: str
) -> None:
    page = await visitor.get(address)
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert "Hola, Ana" in page.text
    assert [word in page.text for word in ("Ana Ayuda", "ana@convoca.test", "<script src")] == [
        False
    ] * 3
    assert sensitive_words(page.text.split("<main")[1].split("</main")[0]) == []
    assert (await fetch("SELECT absences_told_until FROM volunteer"))[0][0] is None


async def test_one_tap_says_that_there_are_none(visitor: httpx.AsyncClient, address: str) -> None:
    answer = await visitor.post(f"{address}/ninguna")
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert (await fetch("SELECT absences_told_until FROM volunteer"))[0][0] == THROUGH
    page = (await visitor.get(address)).text
    assert ("Ya está anotado hasta el" in page, "No tengo ninguna ausencia" in page) == (
        True,
        False,
    )
    told = await fetch("SELECT actor FROM audit_entry WHERE act = 'absence.none'")
    assert [row["actor"] for row in told] == ["Ana Ayuda"]


async def test_days_are_told_and_taken_back_without_a_password(
    visitor: httpx.AsyncClient, address: str
) -> None:
    day = (TODAY + timedelta(days=9)).isoformat()
    assert (await visitor.post(address, data={"first_day": day})).status_code == 303
    absence = (await fetch("SELECT id, last_day FROM absence"))[0]
    assert absence["last_day"].isoformat() == day
    assert (await fetch("SELECT absences_told_until FROM volunteer"))[0][0] == THROUGH
    assert f'name="told" value="{absence["id"]}"' in (await visitor.get(address)).text
    await visitor.post(f"{address}/baja", data={"told": str(absence["id"])})
    assert await fetch("SELECT FROM absence") == []


async def test_what_cannot_be_is_said_and_stays(visitor: httpx.AsyncClient, address: str) -> None:
    first, last = TODAY + timedelta(days=9), TODAY + timedelta(days=8)
    typed = {"first_day": first.isoformat(), "last_day": last.isoformat()}
    answer = await visitor.post(address, data=typed)
    assert (answer.status_code, answer.headers["cache-control"]) == (422, "no-store")
    assert f'value="{last.isoformat()}"' in answer.text
    await execute(
        "INSERT INTO absence SELECT gen_random_uuid(), id, $1::date + n, $1::date + n, now()"
        " FROM volunteer, generate_series(1, 100) AS n", TODAY,
    )  # fmt: skip
    full = await visitor.post(address, data={"first_day": first.isoformat()})
    assert (full.status_code, "Ya hay muchas ausencias" in full.text) == (422, True)


async def test_nobody_sends_megabytes_there(visitor: httpx.AsyncClient, address: str) -> None:
    assert (await visitor.post(address, data={"first_day": "x" * 20_000})).status_code == 413


async def test_a_link_ends_with_what_it_asks_about_and_with_the_account(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    ana = await helper()
    over = Question(ana, TODAY - timedelta(days=2))
    nobody = Question(uuid4(), THROUGH)
    for question in (over, nobody):
        token = absence_token(question, signer)
        assert (await visitor.get(f"/d/{token}")).status_code == 404
        assert (await visitor.post(f"/d/{token}/ninguna")).status_code == 404
    address = f"/d/{absence_token(Question(ana, THROUGH), signer)}"
    assert (await visitor.get(address)).status_code == 200
    await execute("UPDATE account SET disabled_at = now() WHERE name = 'Ana Ayuda'")
    assert (await visitor.get(address)).status_code == 404
    assert (await visitor.get("/d/nada")).status_code == 404
