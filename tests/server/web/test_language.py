"""Which language a visitor reads, and that choosing one leads nowhere else."""

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.foundation.settings import Settings
from server.web.language import local
from tests.support.applications import application
from tests.support.cast import submit


async def test_a_visitor_reads_spanish_and_then_what_they_chose(
    visitor: httpx.AsyncClient,
) -> None:
    assert '<html lang="es">' in (await visitor.get("/entrar")).text
    chosen = await submit(visitor, "/idioma", {"locale": "en", "next": "/entrar?next=/alcance"})
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/entrar?next=/alcance")
    for path in ("/entrar", "/no-existe"):
        assert '<html lang="en">' in (await visitor.get(path)).text
    await submit(visitor, "/idioma", {"locale": "es"})
    assert '<html lang="es">' in (await visitor.get("/entrar")).text


async def test_the_choice_is_kept_for_a_year_and_not_for_scripts(
    visitor: httpx.AsyncClient,
) -> None:
    cookie = (await submit(visitor, "/idioma", {"locale": "en"})).headers["set-cookie"]
    assert cookie == "idioma=en; HttpOnly; Max-Age=31536000; Path=/; SameSite=lax"


@pytest.mark.parametrize("locale", ["qu", "", "../en", "en\0"])
async def test_an_unknown_language_changes_nothing(visitor: httpx.AsyncClient, locale: str) -> None:
    answer = await submit(visitor, "/idioma", {"locale": locale, "next": "/entrar"})
    assert (answer.status_code, "idioma" in visitor.cookies) == (303, False)


async def test_a_made_up_choice_is_the_language_of_the_house(db: None, settings: Settings) -> None:
    app = application(msgspec.structs.replace(settings, locale="en"))
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]  # Litestar types scope itself
    async with httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as visitor:
        visitor.cookies.set("idioma", "xx")
        assert '<html lang="en">' in (await visitor.get("/entrar")).text


AWAY = [
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:1",
    "/\t/evil.example", "/\n/evil.example", " //evil.example", "", "evil.example",
    "/\r\nSet-Cookie: a=b",
]  # fmt: skip


@pytest.mark.parametrize("address", AWAY)
async def test_a_choice_never_leads_away(visitor: httpx.AsyncClient, address: str) -> None:
    answer = await submit(visitor, "/idioma", {"locale": "en", "next": address})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("address", ["/ñandú", "/agenda?q=niñez", "/\u2028", "/\U0001f600"])
async def test_an_address_in_any_letters_leads_back(
    visitor: httpx.AsyncClient, address: str
) -> None:
    answer = await submit(visitor, "/idioma", {"locale": "en", "next": address})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/")


@given(st.text())
def test_an_address_of_ours_is_a_path(address: str) -> None:
    led = local(address)
    assert led.startswith("/")
    assert not led.startswith(("//", "/\\"))
    assert led in {address, "/"}
