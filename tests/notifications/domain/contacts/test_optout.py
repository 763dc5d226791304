"""Links that stop what reaches people."""

import pytest

from notifications.domain.contacts import consents, optout
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.errors import Conflict, NotFound
from tests.support.cast import LONG_AGO, Cast
from tests.support.reached import SMS, account_of, confirmed, notice, ways_of
from tests.support.seats import asked, seat, taking


def token(address: str | None) -> str:
    """The secret part."""
    assert address is not None
    return address.removeprefix("http://convoca.test/b/")


async def test_what_somebody_asked_for_cannot_be_stopped(cast: Cast, reaching: Office) -> None:
    account = cast.pinula.account
    kinds = ("sign_in_link", "contact_check", "account_changed", "invitation", "digest")
    found = [optout.address(notice(kind, account=account), reaching) for kind in kinds]
    assert [address is None for address in found] == [True, True, True, False, False]
    assert optout.address(notice(webhook=account), reaching) is None


async def test_a_link_stops_one_channel_and_is_taken_back(cast: Cast, reaching: Office) -> None:
    await confirmed(reaching, SMS, who=cast.mixco)
    by_mail = token(optout.address(notice(account=cast.pinula.account), reaching))
    by_sms = token(optout.address(notice(account=cast.mixco.account), reaching, "sms"))
    for one in (by_mail, by_sms):
        await optout.stop(one, reaching.signer, one_click=False, at=LONG_AGO)
        await optout.stop(one, reaching.signer, one_click=True, at=LONG_AGO)
        assert (await optout.subscription(one, reaching.signer)).stopped
    assert [await ways_of(reaching, who) for who in (cast.pinula, cast.mixco)] == [[], []]
    await optout.go_on(by_sms, reaching.signer, at=LONG_AGO)
    await optout.go_on(by_sms, reaching.signer, at=LONG_AGO)
    assert [one.way for one in await consents.history(account_of(cast.mixco))] == [
        "link", "link", "self",
    ]  # fmt: skip
    assert await ways_of(reaching, cast.mixco) == ["sms:+50255551234"]


async def test_a_registration_forgets_the_address_and_keeps_the_seat(reaching: Office) -> None:
    code = await asked(await taking(2), 2, contact="ana@correo.test")
    registration = (await fetch("SELECT id FROM registration"))[0]["id"]
    one = token(optout.address(notice(registration=registration), reaching))
    assert not (await optout.subscription(one, reaching.signer)).stopped
    for _twice in range(2):
        await optout.stop(one, reaching.signer, one_click=True, at=LONG_AGO)
    assert (await optout.subscription(one, reaching.signer)).stopped
    assert ((await seat(code)).status, (await seat(code)).told) == ("confirmed", False)
    with pytest.raises(Conflict):
        await optout.go_on(one, reaching.signer, at=LONG_AGO)


async def test_a_link_of_nobody_leads_nowhere(reaching: Office) -> None:
    gone = notice(account=notice().id)
    for one in ("made up", token(optout.address(gone, reaching))):
        with pytest.raises(NotFound):
            await optout.stop(one, reaching.signer, one_click=True, at=LONG_AGO)
