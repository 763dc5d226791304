"""Whoever is signed in sees on every page how much they have not read."""

import re

import httpx
import pytest
from litestar import Litestar

from notifications.domain.inbox import keeping
from server.foundation.identity import Actor
from server.web import unread
from tests.support.cast import Cast, sign_in_as
from tests.support.events import TODAY
from tests.support.everything_said import LETTER
from tests.support.inbox import noticed

PAGE = {"accept": "text/html,*/*"}


def badge(page: str) -> str | None:
    """The number in the bar, where there is one."""
    found = re.search(r'class="unread-count">([^<]*)', page)
    return found[1] if found else None


@pytest.mark.parametrize("number", [1, 2])
async def test_the_bar_says_how_much_is_unread(
    visitor: httpx.AsyncClient, cast: Cast, number: int
) -> None:
    for _each in range(number):
        await keeping.keep(await noticed(cast.pinula), LETTER, at=TODAY)
    await sign_in_as(visitor, cast.pinula)
    assert badge((await visitor.get("/calendario", headers=PAGE)).text) == str(number)


async def test_nothing_unread_is_no_badge(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/calendario", headers=PAGE)).text
    assert (badge(page), 'href="/mis-avisos"' in page) == (None, True)


async def test_who_is_not_signed_in_has_no_inbox(visitor: httpx.AsyncClient) -> None:
    page = (await visitor.get("/", headers=PAGE)).text
    assert 'href="/mis-avisos"' not in page


async def test_what_is_no_page_asks_for_no_number(
    visitor: httpx.AsyncClient, cast: Cast, app: Litestar
) -> None:
    asked: list[Actor] = []

    async def ask(who: Actor) -> int:
        asked.append(who)
        return 7

    app.state[unread.NAME] = ask
    await sign_in_as(visitor, cast.pinula)
    await visitor.get("/calendario", headers={"accept": "application/json"})
    assert asked == []
    page = (await visitor.get("/calendario", headers=PAGE)).text
    assert (asked, badge(page)) == ([cast.pinula], "7")
