"""Links in messages that do one thing, without signing in, and nothing by being opened."""

import httpx

from notifications.domain.contacts import consents, optout
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.cast import Cast
from tests.support.reached import MAIL, account_of, named, notice, tokens
from tests.support.seats import asked, taking


async def path(settings: Settings, signer: Signer, of: Notice) -> str:
    """Where somebody stops what they get."""
    address = optout.address(of, Office(settings, signer))
    assert address is not None
    return address.removeprefix(settings.base_url)


async def test_a_tap_confirms_a_way(
    visitor: httpx.AsyncClient, cast: Cast, settings: Settings, signer: Signer
) -> None:
    await named(cast.pinula, MAIL)
    (token,) = await tokens(Office(settings, signer), cast.pinula)
    page = await visitor.get(f"/m/{token}")
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert ("Paula" in page.text, "otra.test" in page.text) == (False, False)
    told = ("Con ese toque empiezan a llegar por aquí", "el enlace al final de cada correo")
    assert [words in page.text for words in told] == [True, True]
    assert await fetch("SELECT FROM contact WHERE confirmed_at IS NOT NULL") == []
    answer = await visitor.post(f"/m/{token}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/m/{token}")
    assert "Este medio quedó confirmado" in (await visitor.get(f"/m/{token}")).text
    assert len(await fetch("SELECT FROM contact WHERE confirmed_at IS NOT NULL")) == 1
    assert (await visitor.get("/m/nothing")).status_code == 404


async def test_a_tap_stops_mail_and_another_takes_that_back(
    visitor: httpx.AsyncClient, cast: Cast, settings: Settings, signer: Signer
) -> None:
    account = account_of(cast.pinula)
    link = await path(settings, signer, notice(account=account))
    page = await visitor.get(link)
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert ("Los enlaces para entrar" in page.text, "Paula" in page.text) == (True, False)
    assert await consents.is_withdrawn(account, "mail") is False
    stopped = await visitor.post(link)
    assert (stopped.status_code, f'action="{link}/vuelta"' in stopped.text) == (200, True)
    assert await consents.is_withdrawn(account, "mail") is True
    assert (await visitor.post(f"{link}/vuelta")).headers["location"] == link
    assert (await visitor.get(f"{link}/vuelta")).headers["location"] == link
    assert await consents.is_withdrawn(account, "mail") is False


async def test_a_mail_program_stops_mail_in_one_click(
    visitor: httpx.AsyncClient, cast: Cast, settings: Settings, signer: Signer
) -> None:
    account = account_of(cast.pinula)
    link = await path(settings, signer, notice(account=account))
    for _twice in range(2):
        answer = await visitor.post(link, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert [one.way for one in await consents.history(account)] == ["one_click"]
    whole = await visitor.post(link, files={"List-Unsubscribe": (None, "One-Click")})
    assert whole.status_code == 200


async def test_who_registered_stops_the_messages_and_keeps_the_seat(
    visitor: httpx.AsyncClient, db: None, settings: Settings, signer: Signer
) -> None:
    await asked(await taking(), contact="ana@correo.test")
    row = (await fetch("SELECT id FROM registration"))[0]
    link = await path(settings, signer, notice(registration=row["id"]))
    assert "El lugar sigue apartado." in (await visitor.get(link)).text
    stopped = await visitor.post(link)
    assert ("ya no llegan más" in stopped.text, "/vuelta" in stopped.text) == (True, False)
    assert (await visitor.post(f"{link}/vuelta")).status_code == 409
    rows = await fetch("SELECT contact, status FROM registration")
    assert [(row["contact"], row["status"]) for row in rows] == [(None, "confirmed")]
