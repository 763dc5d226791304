"""The check-in page is small, alone, strict, and speaks the attendee's language."""

import re
from base64 import b64encode
from hashlib import sha256

import httpx

from events.attendance.domain import doors
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import PASS, page_of, recorded, under_way
from tests.events.attendance.visiting import ANSWERS, fill_in


async def test_the_page_is_one_small_request_that_allows_nothing_but_its_own_style(
    visitor: httpx.AsyncClient,
) -> None:
    event = await under_way()
    address = await page_of(event)
    sent = await fill_in(visitor, address)
    for page in (f"{address}?otra=1", sent.headers["location"], "/c/ZZZZZZZZ"):
        answer = await visitor.get(page)
        assert len(answer.content) < 14_000
        assert not re.search(r"<script|<img|<iframe|src=|@import|url\(", answer.text)
        assert re.findall(r'<link[^>]*href="([^"]*)"', answer.text) == ["data:,"]
        assert answer.headers["cache-control"] == "no-store"
        style = re.search(r"<style>(.*)</style>", answer.text, re.DOTALL)
        assert style is not None
        seal = b64encode(sha256(style[1].encode()).digest()).decode()
        assert answer.headers["content-security-policy"] == (
            f"default-src 'none'; style-src 'sha256-{seal}'; img-src data:; form-action 'self';"
            " base-uri 'none'; frame-ancestors 'none'"
        )


async def test_the_longest_page_arrives_at_once_too(visitor: httpx.AsyncClient) -> None:
    event = await under_way(public_title="ñ" * 120, audiences=())
    await doors.ask(event, "rotating", by=SYSTEM, at=now())
    visitor.cookies.set("tarjeta", PASS, domain="convoca.test")
    address = await page_of(event)
    blank = await visitor.get(f"{address}?otra=1&idioma=en&v=ABCD2345")
    wrong = await fill_in(visitor, f"{address}?otra=1", sex="", age="x", door_code="12345")
    assert (blank.status_code, wrong.status_code) == (200, 422)
    for page in (blank, wrong):
        head = "".join(f"{name}: {value}\r\n" for name, value in page.headers.items())
        assert len(page.content) + len(head) < 14_000


async def test_the_phone_gets_no_cookie_but_its_pass(visitor: httpx.AsyncClient) -> None:
    address = await page_of(await under_way())
    assert "set-cookie" not in (await visitor.get(f"{address}?idioma=en")).headers
    assert "set-cookie" not in (await visitor.post(address)).headers
    sent = await fill_in(visitor, address)
    assert sent.headers.get_list("set-cookie") == [
        f"tarjeta={visitor.cookies['tarjeta']}; HttpOnly; Max-Age=31536000; Path=/; SameSite=lax"
    ]
    assert re.fullmatch("[2-9A-HJ-NP-TV-Z]{12}", visitor.cookies["tarjeta"])
    assert "set-cookie" not in (await visitor.get(sent.headers["location"])).headers
    assert "set-cookie" not in (await visitor.post(address, data=ANSWERS)).headers


async def test_a_cookie_that_is_no_pass_is_ignored(visitor: httpx.AsyncClient) -> None:
    event = await under_way()
    visitor.cookies.set("tarjeta", "hola", domain="convoca.test")
    assert (await fill_in(visitor, await page_of(event))).status_code == 303
    assert len(await recorded(event)) == 1


async def test_english_is_one_touch_away_and_stays(visitor: httpx.AsyncClient) -> None:
    event = await under_way(since=-60)
    address = await page_of(event)
    assert "December" not in (await visitor.get(address)).text
    told = await visitor.get(f"{address}?idioma=en")
    assert '<html lang="en">' in told.text

    address = await page_of(await under_way())
    spanish = await visitor.get(address)
    assert '<html lang="es">' in spanish.text
    assert f'href="{address}?idioma=en"' in spanish.text
    english = await visitor.get(f"{address}?idioma=en")
    assert f'href="{address}?idioma=es"' in english.text
    assert "Adolescents</span>" in english.text
    sent = await fill_in(visitor, f"{address}?idioma=en")
    assert sent.headers["location"] == f"{address}/gracias?idioma=en&ya=0"
    assert '<html lang="en">' in (await visitor.get(sent.headers["location"])).text


async def test_the_language_chosen_elsewhere_is_spoken_here(visitor: httpx.AsyncClient) -> None:
    address = await page_of(await under_way())
    visitor.cookies.set("idioma", "en")
    assert '<html lang="en">' in (await visitor.get(address)).text
    assert '<html lang="es">' in (await visitor.get(f"{address}?idioma=es")).text
    assert '<html lang="en">' in (await visitor.get(f"{address}?idioma=fr")).text
