"""What every answer tells the browser not to do, however it came about."""

import httpx
import pytest
from litestar import Litestar, get

from server.foundation.settings import Settings
from server.web import assets
from server.web.headers import HEADERS
from tests.support.applications import application
from tests.support.cast import Cast, csrf
from tests.support.second_steps import half_way


@get("/probe/broken", include_in_schema=False, sync_to_thread=False)
def broken() -> None:
    raise ZeroDivisionError


@pytest.fixture
def app(db: None, settings: Settings) -> Litestar:
    return application(settings, broken)


GUARDS = {name: value for name, value in HEADERS.items() if name != "Cache-Control"}
ANSWERS = {
    "a page": ("GET", "/", 200),
    "a redirect": ("GET", "/calendario", 303),
    "no such page": ("GET", "/no-existe", 404),
    "not that way": ("DELETE", "/calendario", 405),
    "a forged form": ("POST", "/salir", 403),
    "a mistake of ours": ("GET", "/probe/broken", 500),
    "a feed": ("GET", "/agenda.ics", 200),
    "a program's answer": ("GET", "/api/v1/kinds", 401),
    "the description": ("GET", "/schema/openapi.json", 200),
    "health": ("GET", "/health/live", 200),
    "a file": ("GET", assets.asset("style.css"), 200),
    "no such file": ("GET", "/static/nothing.css", 404),
}


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS.values(), ids=ANSWERS)
async def test_every_answer_is_guarded_and_numbered(
    visitor: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await visitor.request(method, path)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in GUARDS} == GUARDS
    assert len(answer.headers["x-request-id"]) == 32


async def test_pages_run_no_scripts_but_our_own(visitor: httpx.AsyncClient) -> None:
    policy = (await visitor.get("/")).headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert (rules["default-src"], rules["script-src"], rules["frame-ancestors"]) == (
        "'none'",
        "'self'",
        "'none'",
    )
    assert "unsafe" not in policy


async def test_pages_hold_no_inline_scripts_or_styles(visitor: httpx.AsyncClient) -> None:
    for path in ("/", "/entrar", "/no-existe"):
        page = (await visitor.get(path)).text
        assert (page.count("<script>"), page.count("<style"), page.count(" style=")) == (0, 0, 0)
        assert page.count("<script") == page.count('<script type="module" src="/static/') > 0


async def test_pages_are_kept_by_nobody_else(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/")).headers["cache-control"] == "private, no-cache"
    assert (await visitor.get("/no-existe")).headers["cache-control"] == "private, no-cache"


async def test_built_files_are_kept_for_good_and_carry_no_cookie(
    visitor: httpx.AsyncClient,
) -> None:
    await csrf(visitor)
    visitor.cookies.clear()
    for name in ("style.css", "app.js", "icons.svg", "favicon.svg"):
        answer = await visitor.get(assets.asset(name))
        kept = set(answer.headers["cache-control"].split(", "))
        assert kept == {"public", "max-age=31536000", "immutable"}
        assert "set-cookie" not in answer.headers
    assert "set-cookie" not in (await visitor.get("/static/nothing.css")).headers


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd"]
)
async def test_nothing_but_built_files_is_served(visitor: httpx.AsyncClient, path: str) -> None:
    assert (await visitor.get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/entrar/x", "/r/x", "/d/x", "/b/x", "/lugar/x", "/api/v1/kinds"])
async def test_what_is_for_whoever_knows_a_secret_stays_nowhere(
    visitor: httpx.AsyncClient, path: str
) -> None:
    assert (await visitor.get(path)).headers["cache-control"] == "no-store"


async def test_what_is_said_half_way_in_stays_nowhere(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await half_way(visitor, cast.pinula)
    for path in ("/entrar/proteger", "/"):
        assert (await visitor.get(path)).headers["cache-control"] == "no-store"
