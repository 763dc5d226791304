"""Taking helpers in."""

from uuid import uuid4

import msgspec
import pytest

from server.accounts.domain import accounts
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed
from tests.support.cast import LONG_AGO, Cast
from volunteers.people.domain import networks, volunteers
from volunteers.people.domain.volunteers import NewVolunteer

ANA = NewVolunteer(
    name="Ana Ayuda", email="Ana@convoca.test", home="0103", languages=("es", "cak", "es")
)


async def test_a_coordinator_takes_a_helper_in_with_an_account(cast: Cast) -> None:
    rac = await networks.found("RAC Pinula", "0103", by=cast.pinula, at=LONG_AGO)
    new = NewVolunteer(name="Ana Ayuda", email="ana@convoca.test", home="0103", network=rac)
    ana = await volunteers.add(new, by=cast.pinula, at=LONG_AGO)
    found = await accounts.by_email("ana@convoca.test")
    assert found is not None
    assert await volunteers.of_account(found[0]) == ana
    who = await accounts.actor(found[0])
    assert who is not None
    assert (who.role, who.may("serve")) == ("facilitator", True)


async def test_languages_are_kept_once_each(cast: Cast) -> None:
    ana = await volunteers.add(ANA, by=cast.pinula, at=LONG_AGO)
    assert (await fetch("SELECT languages FROM volunteer WHERE id = $1", ana))[0][0] == [
        "es",
        "cak",
    ]


async def test_a_coordinator_takes_nobody_in_elsewhere(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await volunteers.add(ANA, by=cast.mixco, at=LONG_AGO)


async def test_what_is_wrong_is_said_of_each_field(cast: Cast) -> None:
    bad = NewVolunteer(
        name="Ana", email="ana@convoca.test", home="9999", network=uuid4(), languages=("tlh",),
        language="fr",
    )  # fmt: skip
    with pytest.raises(Invalid) as refusal:
        await volunteers.add(bad, by=cast.admin, at=LONG_AGO)
    assert set(refusal.value.fields) == {"municipality", "network", "languages", "language"}


async def test_an_address_serves_one_account_and_nothing_is_half_made(cast: Cast) -> None:
    await volunteers.add(ANA, by=cast.pinula, at=LONG_AGO)
    with pytest.raises(Conflict):
        await volunteers.add(ANA, by=cast.pinula, at=LONG_AGO)
    assert (await fetch("SELECT count(*) FROM volunteer"))[0][0] == 1


async def test_an_account_that_helps_nowhere_has_no_helper(cast: Cast) -> None:
    assert cast.admin.account is not None
    assert await volunteers.of_account(cast.admin.account) is None


async def test_a_network_needs_a_name_a_place_and_is_founded_once(cast: Cast) -> None:
    await networks.found("RAC Pinula", "0103", by=cast.pinula, at=LONG_AGO)
    with pytest.raises(Conflict):
        await networks.found("RAC Pinula", "0103", by=cast.pinula, at=LONG_AGO)
    with pytest.raises(Invalid):
        await networks.found(" ", "0103", by=cast.pinula, at=LONG_AGO)
    with pytest.raises(Invalid):
        await networks.found("RAC X", "9999", by=cast.admin, at=LONG_AGO)
    with pytest.raises(NotAllowed):
        await networks.found("RAC X", "0103", by=cast.mixco, at=LONG_AGO)
    assert [rac.name for rac in await networks.networks()] == ["RAC Pinula"]
    assert await networks.networks(["0108"]) == []


async def test_nobody_joins_a_network_that_the_coordinator_does_not_look_after(cast: Cast) -> None:
    elsewhere = await networks.found("RAC Mixco", "0108", by=cast.mixco, at=LONG_AGO)
    new = msgspec.structs.replace(ANA, network=elsewhere)
    with pytest.raises(Invalid) as refused:
        await volunteers.add(new, by=cast.pinula, at=LONG_AGO)
    assert refused.value.fields == {"network": "Esa RAC no existe."}
