"""What a browser, a neighbour and a careless proxy are kept from doing."""

from pathlib import Path

import httpx
import msgspec
import pytest

from server.foundation.settings import Settings
from server.web.headers import DENIED, OWN, is_listed
from server.web.language import local
from tests.support.applications import application
from tests.support.cast import Cast, sign_in_as, submit

SOURCES = Path("server/frontend/src")
SINKS = (".innerHTML = ", ".outerHTML = ", "parseFromString(", "insertAdjacentHTML(", "register('/")
LATER = "2026-12-05"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return msgspec.structs.replace(settings, base_url="https://convoca.test")


@pytest.fixture
async def visitor(db: None, settings: Settings) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(application(settings))  # type: ignore[arg-type]  # ASGI
    return httpx.AsyncClient(transport=transport, base_url="https://convoca.test")


async def test_over_https_browsers_never_come_back_without(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "upgrade-insecure-requests" in answer.headers["content-security-policy"]


async def test_over_http_nobody_is_sent_where_nothing_answers(db: None, settings: Settings) -> None:
    plain = msgspec.structs.replace(settings, base_url="http://convoca.test")
    transport = httpx.ASGITransport(application(plain))  # type: ignore[arg-type]  # ASGI
    async with httpx.AsyncClient(transport=transport, base_url="http://192.0.2.7") as visitor:
        answer = await visitor.get("/")
    assert answer.status_code == 200
    assert "strict-transport-security" not in answer.headers
    assert "upgrade-insecure-requests" not in answer.headers["content-security-policy"]


async def test_pages_take_text_from_those_who_vouch_for_it_alone(
    visitor: httpx.AsyncClient,
) -> None:
    policy = (await visitor.get("/entrar")).headers["content-security-policy"]
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert rules["require-trusted-types-for"] == "'script'"
    assert rules["trusted-types"].split()[:2] == ["convoca", "svelte-trusted-html"]


def test_what_our_scripts_pour_into_a_page_is_vouched_for() -> None:
    lines = [line for file in SOURCES.rglob("*.js") for line in file.read_text().splitlines()]
    poured = [line.strip() for line in lines if any(sink in line for sink in SINKS)]
    assert [line for line in poured if "ours(" not in line] == []
    assert len(poured) > 5


def test_every_device_of_a_browser_is_named_once() -> None:
    assert len({*DENIED, *OWN}) == len(DENIED) + len(OWN)
    assert {"camera", "screen-wake-lock", "publickey-credentials-get"} <= set(OWN)
    assert {"geolocation", "microphone", "payment", "usb"} <= set(DENIED)


async def test_what_is_said_to_somebody_stays_nowhere(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    assert (await visitor.get("/")).headers["cache-control"] == "private, no-cache"
    assert (await visitor.get("/api/v1/kinds")).headers["cache-control"] == "no-store"
    await sign_in_as(visitor, cast.admin)
    for page in ("/personas", "/turnos", "/avisos", "/calendario/eventos"):
        assert (await visitor.get(page)).headers["cache-control"] == "no-store", page


async def test_who_goes_out_leaves_no_pages_behind(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.admin)
    gone = await submit(visitor, "/salir")
    # A phone's storage holds what it has not sent yet.
    assert gone.headers["clear-site-data"] == '"cache"'


async def test_cookies_stay_on_this_host_and_over_https(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await visitor.get("/entrar")
    await sign_in_as(visitor, cast.admin)
    english: dict[str, str | list[str]] = {"locale": "en"}
    answers = [await submit(visitor, "/idioma", english), await submit(visitor, "/salir")]
    said = [cookie.lower() for it in answers for cookie in it.headers.get_list("set-cookie")]
    assert len(said) > 2
    for cookie in said:
        assert {"secure", "httponly", "samesite=lax"} <= {
            part.strip() for part in cookie.split(";")
        }
        assert "domain=" not in cookie


@pytest.mark.parametrize("host", ["evil.test", "convoca.test.evil.test", "convoca.test@evil.test"])
async def test_a_host_that_is_not_ours_is_answered_nothing(
    visitor: httpx.AsyncClient, host: str
) -> None:
    answer = await visitor.get("/calendario", headers={"host": host})
    assert (answer.status_code, "location" in answer.headers) == (421, False)
    assert (await visitor.get("/health/live", headers={"host": host})).status_code == 200


async def test_no_address_is_made_of_what_the_request_says(visitor: httpx.AsyncClient) -> None:
    told = {
        "x-forwarded-host": "evil.test",
        "x-forwarded-proto": "gopher",
        "forwarded": "host=evil.test",
    }
    for page in ("/", "/calendario", "/suscribirse", "/robots.txt", "/entrar"):
        answer = await visitor.get(page, headers=told)
        assert "evil.test" not in answer.text + str(answer.headers)


@pytest.mark.parametrize(
    "there",
    ["https://evil.test", "//evil.test", "/\\evil.test", "\\\\evil.test", "javascript:alert(1)",
     "/\t/evil.test", "\n//evil.test", "https:/evil.test", "evil.test"],
)  # fmt: skip
async def test_nobody_is_led_away_from_here(
    visitor: httpx.AsyncClient, cast: Cast, there: str
) -> None:
    assert local(there) == "/"
    answer = await submit(visitor, "/idioma", {"locale": "es", "next": there})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("address", "listed"),
    [("/", True), ("/agenda/una", True), ("/cifras", True), ("/agenda.ics", True),
     ("/cifras/d/secret", False), ("/r/secret", False), ("/personas", False), ("/entrar", False),
     ("/c/ABCDEFGH", False), ("/p/ABCDEFGHJKMN", False), ("/feed/secret.ics", False)],
)  # fmt: skip
def test_search_engines_show_what_is_public(address: str, *, listed: bool) -> None:
    assert is_listed(address) == listed


async def test_a_secret_address_is_not_to_be_listed(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/entrar")).headers["x-robots-tag"] == "noindex, nofollow"
    assert "x-robots-tag" not in (await visitor.get("/")).headers
