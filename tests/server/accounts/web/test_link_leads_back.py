"""A mailed link leads to the page that somebody wanted to see, and never away from ours."""

from uuid import UUID

import httpx
import pytest

from server.accounts.domain import sign_in
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.signing import Signer
from tests.support.cast import Cast, submit


async def asked_for(visitor: httpx.AsyncClient, wanted: str) -> UUID:
    """The link that is made when somebody who wanted that page asks for one."""
    form: dict[str, str | list[str]] = {"email": "eva@convoca.test", "next": wanted}
    assert (await submit(visitor, "/entrar/enlace", form)).status_code == 200
    link: UUID = (await fetch("SELECT id FROM sign_in_link"))[0]["id"]
    return link


async def come_in(visitor: httpx.AsyncClient, link: UUID, signer: Signer) -> str:
    answer = await submit(visitor, f"/entrar/{sign_in.link_token(link, signer)}")
    return answer.headers["location"]


async def test_who_wanted_a_page_comes_back_to_it_through_their_mail(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    closed = await visitor.get("/alcance/abiertos?x=1")
    door = await visitor.get(closed.headers["location"])
    assert door.text.count('name="next" value="/alcance/abiertos?x=1"') == 2
    link = await asked_for(visitor, "/alcance/abiertos?x=1")
    visitor.cookies.clear()
    assert await come_in(visitor, link, signer) == "/alcance/abiertos?x=1"


@pytest.mark.parametrize(
    "wanted",
    [
        "", "/", "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example",
        "javascript:alert(1)", "/" + "x" * 500, "/\0",
    ],
)  # fmt: skip
async def test_a_link_never_leads_away(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer, wanted: str
) -> None:
    link = await asked_for(visitor, wanted)
    kept = (await fetch("SELECT leads_to FROM sign_in_link"))[0]["leads_to"]
    assert (kept, await come_in(visitor, link, signer)) == ("/", "/alcance")


async def test_a_mistyped_address_keeps_the_wanted_page(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    answer = await submit(visitor, "/entrar/enlace", {"email": "", "next": "/alcance"})
    assert (answer.status_code, answer.text.count('value="/alcance"')) == (422, 2)
    sent = await submit(visitor, "/entrar/enlace", {"email": "a@b.test", "next": "/alcance?a=1"})
    assert 'href="/entrar?next=%2Falcance%3Fa%3D1"' in sent.text


async def test_a_link_that_nobody_asked_for_leads_to_the_first_door(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    assert cast.evaluator.account is not None
    link = await sign_in.make_link(cast.evaluator.account, at=now())
    assert await come_in(visitor, link, signer) == "/alcance"
    assert await sign_in.destination(sign_in.link_token(UUID(int=1), signer), signer=signer) == "/"


async def test_an_address_that_cannot_be_kept_is_the_start_page(cast: Cast) -> None:
    assert cast.evaluator.account is not None
    for wanted in ("/" + "x" * 500, "/\ud800", "/\x7f"):
        await sign_in.make_link(cast.evaluator.account, at=now(), leads_to=wanted)
    kept = await fetch("SELECT DISTINCT leads_to FROM sign_in_link")
    assert [row["leads_to"] for row in kept] == ["/"]
