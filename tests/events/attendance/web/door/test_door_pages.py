"""What a phone sees when somebody follows a door link on it."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from litestar import Litestar

from events.attendance.domain.door import door_phones
from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.events.attendance.arriving import under_way
from tests.support.cast import csrf, submit
from tests.support.door_phone import link_to, opened


@pytest.fixture
async def other(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """Another phone."""
    transport: Any = httpx.ASGITransport(app)  # type: ignore[arg-type]  # Litestar's is stricter
    async with httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as client:
        yield client


async def test_a_phone_opens_the_door_with_the_pin(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event = await under_way(title="Adentro", public_title="Navegar con cuidado")
    link = await link_to(event, signer)
    asked = await visitor.get(f"/puerta/{link.token}")
    assert (asked.status_code, "PIN de seis números" in asked.text) == (200, True)
    assert 'href="/entrar"' not in asked.text
    assert asked.headers["referrer-policy"] == "no-referrer"
    let_in = await opened(visitor, link)
    assert (let_in.status_code, let_in.headers["location"]) == (303, f"/puerta/{link.token}")
    (cookie,) = [c for c in let_in.headers.get_list("set-cookie") if c.startswith("puerta=")]
    assert {"HttpOnly", "SameSite=strict", f"Path=/puerta/{link.token}"} <= set(cookie.split("; "))
    door = await visitor.get(f"/puerta/{link.token}")
    assert (door.status_code, "<title>Puerta: Navegar con cuidado" in door.text) == (200, True)
    assert ("Adentro" in door.text, link.pin in door.text) == (False, False)


async def test_the_pin_may_be_typed_as_it_is_shown(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    link = await link_to(await under_way(), signer)
    spaced = f" {link.pin[:3]} {link.pin[3:]}"
    let_in = await submit(visitor, f"/puerta/{link.token}", {"pin": spaced})
    assert let_in.status_code == 303


async def test_another_phone_is_told_that_the_link_is_taken(
    visitor: httpx.AsyncClient, other: httpx.AsyncClient, signer: Signer
) -> None:
    link = await link_to(await under_way(), signer)
    await opened(visitor, link)
    late = await other.get(f"/puerta/{link.token}")
    assert (late.status_code, "ya se abrió en otro teléfono" in late.text) == (409, True)
    assert (await opened(other, link)).status_code == 409
    # Neither does a secret of another link help.
    own = await link_to(await under_way(), signer)
    device = (await opened(other, own)).cookies["puerta"]
    other.cookies.set("puerta", device, path=f"/puerta/{link.token}")
    assert (await other.get(f"/puerta/{link.token}")).status_code == 409


async def test_who_comes_from_another_site_is_asked_again_once(
    visitor: httpx.AsyncClient, other: httpx.AsyncClient, signer: Signer
) -> None:
    link = await link_to(await under_way(), signer)
    await opened(visitor, link)
    afar = {"sec-fetch-site": "cross-site"}
    again = f"/puerta/{link.token}?de-nuevo=1"
    first = await other.get(f"/puerta/{link.token}", headers=afar)
    second = await other.get(again, headers=afar)
    refresh = f'http-equiv="refresh" content="0; url={again}"'
    assert (refresh in first.text, refresh in second.text) == (True, False)


async def test_a_wrong_pin_is_said_and_not_repeated(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    link = await link_to(await under_way(), signer)
    wrong = f"{(int(link.pin) + 1) % 1_000_000:06}"
    for left in (4, 3, 2, 1):
        answer = await submit(visitor, f"/puerta/{link.token}", {"pin": wrong})
        said = "Queda 1 intento." if left == 1 else f"Quedan {left} intentos."
        assert (answer.status_code, said in answer.text) == (422, True)
        assert wrong not in answer.text
    locked = await submit(visitor, f"/puerta/{link.token}", {"pin": wrong})
    assert (locked.status_code, "se bloqueó" in locked.text) == (410, True)
    assert (await opened(visitor, link)).status_code == 410


async def test_a_link_that_is_over_says_what_to_do(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event = await under_way()
    link = await link_to(event, signer)
    await opened(visitor, link)
    await door_phones.revoke(event, link.phone, by=SYSTEM, at=now())
    revoked = await visitor.get(f"/puerta/{link.token}")
    assert (revoked.status_code, "sigue guardado en él" in revoked.text) == (410, True)
    assert (await visitor.get("/puerta/nowhere")).status_code == 404
    assert (await submit(visitor, "/puerta/nowhere", {"pin": "123456"})).status_code == 404


async def test_an_expired_link_still_leads_the_phone_that_opened_it_to_what_sends(
    visitor: httpx.AsyncClient, other: httpx.AsyncClient, signer: Signer
) -> None:
    link = await link_to(await under_way(), signer)
    await opened(visitor, link)
    await execute("UPDATE door_phone SET made_at = made_at - interval '9 d', expires_at = now()")
    answers = [await phone.get(f"/puerta/{link.token}") for phone in (visitor, other)]
    assert [answer.status_code for answer in answers] == [200, 410]
    await execute("UPDATE door_phone SET expires_at = now() - interval '8 days'")
    assert (await visitor.get(f"/puerta/{link.token}")).status_code == 410


async def test_a_form_that_another_site_made_opens_nothing(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    link = await link_to(await under_way(), signer)
    await csrf(visitor)
    forged = await visitor.post(f"/puerta/{link.token}", data={"pin": link.pin})
    assert forged.status_code == 403
    giant = await submit(visitor, f"/puerta/{link.token}", {"pin": "1" * 9_000})
    assert giant.status_code == 413
