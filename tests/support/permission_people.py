"""Everybody who may ask: each role here and elsewhere, each token, a phone at a door, nobody."""

from contextlib import AsyncExitStack
from typing import Any, Final, Literal, TypeAlias, cast

import httpx
from litestar import Litestar

from server.accounts.domain import sign_in, tokens
from server.accounts.web.authentication import COOKIE
from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast, csrf
from tests.support.permission_table import OPEN, Row, roles
from tests.support.permission_world import World

Outcome: TypeAlias = Literal["in", "out", "hidden", "nothing"]
"""Let in; kept out at once; kept out of somebody else's things; no such secret."""
ROLES: Final = {
    "administrator": "administrator",
    "coordinator": "coordinator",
    "coordinator elsewhere": "coordinator",
    "facilitator": "facilitator",
    "facilitator elsewhere": "facilitator",
    "evaluator": "evaluator",
}
SCOPES: Final = ("read", "plan", "attend", "report", "administer")
OUTSIDERS: Final = ("half-way", "nobody", "door")
ALIKE: Final = ("coordinator", "half-way", "nobody")
ELSEWHERE: Final = {
    "place": {"coordinator elsewhere"},
    "place?": {"coordinator elsewhere"},
    "team": {"coordinator elsewhere", "facilitator elsewhere"},
}
OWNERS: Final = {"serve": {"facilitator"}, "be_told": set(ROLES)}


class People:
    """Browsers and programs by who sits there."""

    def __init__(self, stack: AsyncExitStack, app: Litestar) -> None:
        self._stack, self._app = stack, app
        self._may = roles()
        self.browsers: dict[str, httpx.AsyncClient] = {}
        self.programs: dict[str, httpx.AsyncClient] = {}

    async def client(self, **headers: str) -> httpx.AsyncClient:
        """A new one."""
        transport = httpx.ASGITransport(cast(Any, self._app))
        made = httpx.AsyncClient(
            transport=transport, base_url="http://convoca.test", headers=headers
        )
        return await self._stack.enter_async_context(made)

    def asking(self, row: Row) -> dict[str, httpx.AsyncClient]:
        """Who asks this address; one of each sort where the table tells nobody apart."""
        if row.is_api:
            return self.programs
        alike = row.who in {"public", "link", "provider", "watcher"}
        return {name: self.browsers[name] for name in (ALIKE if alike else self.browsers)}

    def expected(self, row: Row, name: str, *, secret: bool) -> Outcome:
        """What the table says of them; with a `secret` that nobody was given."""
        if row.is_api:
            return "in" if name in row.scopes else "out"
        if name in OUTSIDERS:
            return _outside(row, name, secret=secret)
        if not row.takes(self._may[ROLES[name]]):
            return "out"
        return "nothing" if secret and row.who in OPEN else self._reached(row, name)

    def _reached(self, row: Row, name: str) -> Outcome:
        if row.reach == "own":
            return "in" if name in OWNERS.get(row.who, {"coordinator"}) else "hidden"
        return "hidden" if name in ELSEWHERE.get(row.reach, set()) else "in"


def _outside(row: Row, name: str, *, secret: bool) -> Outcome:
    if row.who == "half-way":
        return "in" if name == "half-way" else "out"
    if row.who == "door":
        return "in" if name == "door" else "out"
    if row.who not in OPEN:
        return "out"
    return "nothing" if secret else "in"


async def people(app: Litestar, them: Cast, there_is: World, stack: AsyncExitStack) -> People:
    """Everybody, signed in."""
    made = People(stack, app)
    who: dict[str, Actor] = {
        "administrator": them.admin, "coordinator": them.pinula,
        "coordinator elsewhere": them.mixco, "facilitator": there_is.helper,
        "facilitator elsewhere": there_is.other, "evaluator": them.evaluator,
    }  # fmt: skip
    for name in (*ROLES, *OUTSIDERS):
        browser = made.browsers[name] = await made.client()
        if name in who:
            browser.cookies.set(COOKIE, await session(who[name], second=True))
        browser.headers["x-csrftoken"] = await csrf(browser)
    made.browsers["half-way"].cookies.set(COOKIE, await session(them.pinula, second=False))
    made.browsers["door"].cookies.set("puerta", there_is.phone)
    for scope in SCOPES:
        token = await tokens.create(scope, scope, by=SYSTEM, at=now())
        program = made.programs[scope] = await made.client(authorization=f"Bearer {token}")
        await program.get("/api/v1/events")  # the day on which a token was used is kept
    gone = await tokens.create("gone", "plan", by=SYSTEM, at=now())
    await execute("UPDATE api_token SET revoked_at = $1 WHERE name = 'gone'", now())
    made.programs["revoked"] = await made.client(authorization=f"Bearer {gone}")
    made.programs["nobody"] = await made.client()
    return made


async def session(who: Actor, *, second: bool) -> str:
    """The cookie of somebody who did the first step, or both."""
    assert who.account is not None
    return await sign_in.open_session(who.account, at=now(), second=second)
