"""After a step of signing in: on to the next one, or to the page that was wanted."""

from urllib.parse import urlencode

from litestar.response import Redirect

from server.accounts.domain import second_step, sessions
from server.accounts.domain.browsers import browser_named
from server.accounts.domain.sessions import Found, Standing
from server.accounts.web.known_device import remember
from server.accounts.web.landing import landing
from server.accounts.web.session_cookie import keep, session_of
from server.foundation.clock import now
from server.web.language import local
from server.web.pages import see
from server.web.requests import Visit

FIRST = "/entrar"
SECOND = "/entrar/segundo"
PROTECT = "/entrar/proteger"


async def let_in(request: Visit, session: str, wanted: str, said: str = "") -> Redirect:
    """Give the browser its session, and lead it as far as that may go."""
    found = await sessions.read(session, at=now())
    before = session_of(request)
    if before and before != session:
        await sessions.end(before)
    response = see(request, await onward(request, found, wanted), said)
    keep(response, request, session)
    if found is not None and found.actor is not None:
        remember(response, request, found.actor)
    return response


async def onward(request: Visit, found: Found | None, wanted: str) -> str:
    """Where somebody who came in this far goes on, keeping in mind what they wanted."""
    if found is not None and found.standing.complete:
        return landing(wanted, request.app.state.navigation, found.actor)
    return with_next(await _door(found.standing if found else None), wanted)


def with_next(address: str, wanted: str) -> str:
    """The address of a step, with the page of ours that was wanted after it."""
    wanted = local(wanted)
    return address if wanted == "/" else f"{address}?{urlencode({'next': wanted})}"


def browser_of(request: Visit) -> str:
    """The browser that asks, in a few words."""
    return browser_named(request.headers.get("user-agent", ""))


def came_in_lately(standing: Standing) -> bool:
    """Whether the first step was just taken: a session from before it was asked for is too old."""
    proved = standing.fresh_at
    return proved is not None and now() - proved < sessions.HALFWAY_LASTS


async def _door(standing: Standing | None) -> str:
    if standing is None:
        return FIRST
    if (await second_step.ways(standing.account)).kept:
        return SECOND
    return PROTECT if came_in_lately(standing) else FIRST
