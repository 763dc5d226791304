"""Somebody says what they think on any phone, and nothing leads back to them."""

import re
from uuid import UUID

import httpx
import pytest

from events.attendance.domain.learning import feedback, knowledge
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import page_of, under_way
from tests.events.attendance.questions import question
from tests.events.attendance.visiting import hidden_in
from tests.support.events import TODAY, planned
from tests.support.lexicon import sensitive_words


async def address_of(event: UUID) -> str:
    return await page_of(event) + "/opinion"


async def send(
    phone: httpx.AsyncClient, address: str, data: dict[str, str], *, times: int = 1
) -> httpx.Response:
    """Open the page and send its form, perhaps more than once."""
    page = await phone.get(address)
    filled = {**hidden_in(page), **data}
    answers = [await phone.post(address, data=filled) for _time in range(times)]
    return answers[-1]


async def opinions() -> list[tuple[int | None, int | None, int | None]]:
    rows = await fetch("SELECT useful, welcome, share FROM feedback")
    return [(row["useful"], row["welcome"], row["share"]) for row in rows]


async def known() -> list[tuple[str, int]]:
    rows = await fetch("SELECT moment, answer FROM knowledge_answer ORDER BY moment, answer")
    return [(row["moment"], row["answer"]) for row in rows]


async def test_an_attendee_answers_after_the_middle_and_is_thanked(
    visitor: httpx.AsyncClient,
) -> None:
    address = await address_of(await under_way(since=80))
    sent = await send(visitor, address, {"useful": "4", "share": "2"})
    assert (sent.status_code, sent.headers["location"]) == (303, f"{address}?gracias=1")
    assert "Gracias por contestar" in (await visitor.get(sent.headers["location"])).text
    assert await opinions() == [(4, None, 2)]


async def test_nobody_is_thanked_for_nothing(visitor: httpx.AsyncClient) -> None:
    address = await address_of(await under_way(since=80))
    again = await send(visitor, address, {})
    assert (again.status_code, "No se marcó nada." in again.text) == (422, True)
    assert (await send(visitor, address, {**hidden_in(again), "useful": "4"})).status_code == 303


async def test_who_answered_reads_whom_to_call_and_may_turn_to_english(
    visitor: httpx.AsyncClient,
) -> None:
    address = await address_of(await under_way(since=80))
    thanks = await visitor.get(f"{address}?gracias=1")
    links = [f'href="{to}"' for to in ("tel:1555", "/p/mia", f"{address}?idioma=en&amp;gracias=1")]
    assert [link in thanks.text for link in links] == [True] * 3


async def test_a_form_sent_twice_counts_once_and_an_empty_one_not_at_all(
    visitor: httpx.AsyncClient,
) -> None:
    asked = await question()
    address = await address_of(await under_way(since=80))
    await send(visitor, address, {"useful": "4", f"k-{asked}": "1"}, times=2)
    await send(visitor, address, {})
    await send(visitor, address, {"useful": "9", "welcome": "x", f"k-{asked}": "3", "id": "?"})
    assert (len(await opinions()), await known()) == (1, [("after", 1)])


async def test_before_the_middle_only_what_is_known_is_asked_and_afterwards_both(
    visitor: httpx.AsyncClient,
) -> None:
    asked = await question()
    before, after = [await address_of(await under_way(since=minutes)) for minutes in (30, 80)]
    pages = [(await visitor.get(address)).text for address in (before, after)]
    names = ('name="useful"', f'name="k-{asked}"')
    assert [[name in page for name in names] for page in pages] == [[False, True], [True, True]]
    for address in (before, after):
        await send(visitor, address, {"useful": "4", f"k-{asked}": "-1"})
    assert (await opinions(), await known()) == ([(4, None, None)], [("after", -1), ("before", -1)])


async def test_a_new_question_takes_the_place_of_the_old_one_and_a_retired_one_is_not_asked(
    visitor: httpx.AsyncClient,
) -> None:
    old = await question()
    new = await question(question_es="¿Y otra?", question_en="")
    address = await address_of(await under_way(since=30))
    assert [f"k-{it}" in (await visitor.get(address)).text for it in (old, new)] == [False, True]
    await knowledge.retire(new, by=SYSTEM, at=TODAY)
    assert [f"k-{it}" in (await visitor.get(address)).text for it in (old, new)] == [True, False]
    await knowledge.retire(old, by=SYSTEM, at=TODAY)
    early = await visitor.get(address)
    assert (early.status_code, "Todavía no se preguntan opiniones" in early.text) == (409, True)


async def test_opinions_are_taken_until_a_day_after_the_end(visitor: httpx.AsyncClient) -> None:
    for since, status in ((60 * 24, 200), (60 * 26 + 1, 409)):
        address = await address_of(await under_way(since=since))
        assert (await visitor.get(address)).status_code == status
        assert (await visitor.post(address, data={"useful": "4"})).status_code in {303, 409}
    assert len(await opinions()) == 1
    assert (await visitor.get(await address_of(await planned()))).status_code == 409
    assert (await visitor.get("/c/ZZZZZZZZ/opinion")).status_code == 404


async def test_nothing_but_the_day_is_kept_and_no_cookie_is_read_or_set(
    visitor: httpx.AsyncClient,
) -> None:
    asked = await question()
    address = await address_of(await under_way(since=80))
    visitor.cookies.set("tarjeta", "ABCD2345WXYZ")
    page = await visitor.get(address)
    sent = await visitor.post(
        address, data={**hidden_in(page), "useful": "4", f"k-{asked}": "1"}
    )  # fmt: skip
    assert ("set-cookie" in page.headers, "set-cookie" in sent.headers) == (False, False)
    rows = [
        (await fetch(f"SELECT * FROM {table}"))[0] for table in ("feedback", "knowledge_answer")
    ]
    assert hidden_in(page)["id"] not in str(rows)
    assert [[row["id"].version, type(row["day"]).__name__] for row in rows] == [[4, "date"]] * 2
    assert rows[0]["id"] != rows[1]["id"]


async def test_five_make_a_handful(visitor: httpx.AsyncClient) -> None:
    address = await address_of(await under_way(since=80))
    for _person in range(6):
        await send(visitor, address, {"useful": "3"})
    rows = await fetch("SELECT batch FROM feedback ORDER BY batch")
    assert [row["batch"] for row in rows] == [0, 0, 0, 0, 0, 1]


async def test_a_hall_behind_one_address_is_let_in_and_a_flood_is_not(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = await address_of(await under_way(since=80))
    assert feedback.OPINIONS >= 600
    monkeypatch.setattr(feedback, "OPINIONS", 3)
    sent = [(await visitor.post(address, data={"useful": "4"})).status_code for _try in range(4)]
    assert sent == [303, 303, 303, 429]


async def test_the_page_is_small_neutral_and_speaks_both_languages(
    visitor: httpx.AsyncClient,
) -> None:
    topics = [row["slug"] for row in await fetch("SELECT slug FROM topic ORDER BY slug LIMIT 3")]
    for topic in topics:
        await question(topic=topic)
    address = await address_of(await under_way(since=80, topics=tuple(topics)))
    page, english = await visitor.get(address), await visitor.get(f"{address}?idioma=en")
    assert page.text.count("¿Quién puede ver una foto publicada?") == 3
    assert (len(page.content) < 14_000, "<script" in page.text) == (True, False)
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert sensitive_words(re.sub(r"<style>.*?</style>", "", page.text)) == []
    assert ("Who sees it?" in english.text, "¿Quién puede" in english.text) == (True, False)
    assert f'action="{address}?idioma=en"' in english.text
