"""Everybody lands where their work is."""

import httpx
import pytest

from server.accounts.domain import sign_in
from server.accounts.web.landing import landing
from server.foundation.clock import now
from server.foundation.identity import Actor
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from server.web.signposts import NAVIGATION
from tests.support.cast import Cast, submit


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("administrator", "/calendario"),
        ("coordinator", "/calendario"),
        ("facilitator", "/mis-turnos"),
        ("evaluator", "/alcance"),
    ],
)
def test_each_role_lands_at_its_first_door(role: str, address: str) -> None:
    who = Actor(account=None, name="Ana", role=role)
    assert [landing(asked, NAVIGATION, who) for asked in ("", "/")] == [address, address]


def test_who_wanted_a_page_lands_there_and_nowhere_else() -> None:
    who = Actor(account=None, name="Ana", role="coordinator")
    assert landing("/lugares", NAVIGATION, who) == "/lugares"
    for address in ("https://elsewhere.test/", "/entrar", "/entrar/segundo?next=/lugares"):
        assert landing(address, NAVIGATION, who) == "/calendario"


def test_who_has_no_door_lands_on_the_agenda() -> None:
    assert landing("", NAVIGATION, None) == "/"


async def test_a_link_leads_an_evaluator_to_the_figures(
    visitor: httpx.AsyncClient, cast: Cast, settings: Settings
) -> None:
    assert cast.evaluator.account is not None
    link = await sign_in.make_link(cast.evaluator.account, at=now())
    token = sign_in.link_token(link, Signer(settings.secret_key))
    answer = await submit(visitor, f"/entrar/{token}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/alcance")
