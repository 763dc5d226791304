"""Every address, asked as everybody there is, against the written table of who may use it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from litestar import Litestar, get
from litestar.exceptions import ImproperlyConfiguredException
from structlog.testing import capture_logs

from server.foundation.identity import PERMISSIONS
from server.web.admission import everyone_is_named, handlers, stated
from server.web.guards import May, may
from tests.support.cast import Cast
from tests.support.permission_asking import MADE_UP, UNREADABLE, Told, asked, filled, state
from tests.support.permission_people import Outcome, People, people
from tests.support.permission_table import Row, roles, table
from tests.support.permission_world import World, world


class Blank:
    """A page that takes no time: what is asked here is who gets one."""

    def render(self, **_shown: Any) -> str:
        return ""


@pytest.fixture
async def there_is(app: Litestar, cast: Cast, signer: Any) -> World:
    """One of everything."""
    return await world(cast, signer)


@pytest.fixture
async def everybody(app: Litestar, cast: Cast, there_is: World) -> AsyncIterator[People]:
    """Everybody there is, each with a browser or a token."""
    async with AsyncExitStack() as open_until_the_end:
        yield await people(app, cast, there_is, open_until_the_end)


def test_the_table_holds_every_address_and_no_other(app: Litestar) -> None:
    served = {(method, path) for path, it in handlers(app) for method in it.http_methods}
    written = [(method, row.address) for row in table() for method in row.methods]
    assert sorted(served - set(written)) == []
    assert sorted(set(written) - served) == []
    assert len(written) == len(set(written))


def test_every_guard_says_what_the_table_says(app: Litestar) -> None:
    written = {(method, row.address): row.who for row in table() for method in row.methods}
    differ = {
        (method, path): said
        for path, it in handlers(app)
        for method in it.http_methods
        if (said := who(it)) != written.get((method, path), said)
    }
    assert differ == {}


def who(handler: Any) -> str:
    """What a route states, in the words of the table."""
    said = [
        "/".join(guard.actions) or "signed-in" if isinstance(guard, May) else guard.to
        for guard in stated(handler)
    ]
    return "+".join(dict.fromkeys(said))


def test_operators_read_what_the_code_holds() -> None:
    assert roles() == PERMISSIONS


async def test_everybody_is_let_in_where_the_table_says_and_nowhere_else(
    app: Litestar, there_is: World, everybody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.template_engine, "get_template", lambda _name: Blank())
    app.state.pulse.hush()  # what never ends would be waited for
    wrong: list[str] = []
    with capture_logs():
        for row in table():
            wrong += [said async for said in walked(row, there_is, everybody)]
    assert "\n".join(wrong) == ""


async def walked(row: Row, there_is: World, everybody: People) -> AsyncIterator[str]:
    """What is not as the table says, of one line of it."""
    address = filled(row.address, there_is.names)
    for method in row.methods:
        found = False
        for name, client in everybody.asking(row).items():
            told = await asked(client, method, address)
            expected = everybody.expected(row, name, secret=MADE_UP in address)
            found = found or told.found
            complaint = against(told, expected) or await left_behind(told, client, method)
            if complaint:
                yield f"{method} {row.address} as {name}: {complaint}"
        # Of what is hidden from some, somebody must have seen that it is there.
        if row.reach in {"place", "team", "own"} and not found:
            yield f"{method} {row.address}: nobody found anything"


async def left_behind(told: Told, client: httpx.AsyncClient, method: str) -> str:
    """What is there after a refusal that was not there before; most refusals wrote nothing."""
    if not (told.refused and told.wrote):
        return ""
    before = await state()
    await client.request(method, told.address, content=UNREADABLE)
    return "" if await state() == before else "refused, and something is written all the same"


def against(told: Told, expected: Outcome) -> str:
    """What speaks against an answer."""
    fits = {
        "in": not told.refused,
        "out": told.refused,
        "hidden": told.refused or told.status == 404,
        "nothing": 400 <= told.status < 500 or told.leads_back,
    }
    if told.status >= 500 or not fits[expected]:
        return f"answered with {told.status}, expected {expected}"
    return ""


def test_a_route_that_names_nobody_keeps_the_server_from_starting() -> None:
    @get("/forgotten", sync_to_thread=False)
    def forgotten() -> str:
        return "for everybody, by mistake"

    @get("/meant", guards=[may("plan")], sync_to_thread=False)
    def meant() -> str:
        return "for planners"

    everyone_is_named(Litestar([meant], openapi_config=None))
    with pytest.raises(ImproperlyConfiguredException, match=r"who may use /forgotten\?"):
        everyone_is_named(Litestar([meant, forgotten], openapi_config=None))
