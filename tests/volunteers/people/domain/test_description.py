"""Correcting who a helper is."""

from uuid import uuid4

import msgspec
import pytest

from server.accounts.domain import accounts
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid, NotAllowed
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from volunteers.people.domain import description, networks, novices, profiles, volunteers
from volunteers.people.domain.description import Description

ANA = Description(name="Ana Ayuda", home="0103")


async def test_a_coordinator_corrects_everything_at_once(cast: Cast) -> None:
    ana = await helper()
    rac = await networks.found("RAC Pinula", "0103", by=cast.pinula, at=LONG_AGO)
    said = Description(
        name=" Ana  Lucía ", home="0103", network=rac, languages=("cak", "es", "cak"), language="en"
    )
    await description.describe(ana, said, by=cast.pinula, at=LONG_AGO)
    found = await profiles.profile(ana, by=cast.pinula, at=LONG_AGO)
    assert (found.name, found.network, found.languages, found.language) == (
        "Ana Lucía",
        rac,
        ["cak", "es"],
        "en",
    )
    assert await accounts.language_of(found.account) == "en"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"), ({"name": "a\n"}, "name"), ({"name": "x" * 121}, "name"),
        ({"home": "9999"}, "municipality"), ({"network": uuid4()}, "network"),
        ({"languages": ()}, "languages"), ({"languages": ("tlh",)}, "languages"),
        ({"language": "cak"}, "language"),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_said_of_its_field(
    cast: Cast, change: dict[str, object], field: str
) -> None:
    ana = await helper()
    said = msgspec.structs.replace(ANA, **change)
    with pytest.raises(Invalid) as refused:
        await description.describe(ana, said, by=cast.pinula, at=LONG_AGO)
    assert list(refused.value.fields) == [field]


async def test_somebody_moves_only_between_places_that_one_coordinates(cast: Cast) -> None:
    ana = await helper()
    away = msgspec.structs.replace(ANA, home="0108")
    for by in (cast.pinula, cast.mixco):
        with pytest.raises(NotAllowed):
            await description.describe(ana, away, by=by, at=LONG_AGO)
    await description.describe(ana, away, by=cast.admin, at=LONG_AGO)
    assert (await fetch("SELECT home FROM volunteer"))[0][0] == "0108"


async def test_a_network_from_elsewhere_stays_where_it_was(cast: Cast) -> None:
    ana = await helper()
    rac = await networks.found("RAC Mixco", "0108", by=cast.mixco, at=LONG_AGO)
    member = msgspec.structs.replace(ANA, network=rac)
    with pytest.raises(Invalid):
        await description.describe(ana, member, by=cast.pinula, at=LONG_AGO)
    await description.describe(ana, member, by=cast.admin, at=LONG_AGO)
    await description.describe(ana, member, by=cast.pinula, at=LONG_AGO)


async def test_only_administrators_rename_who_does_more_than_help(cast: Cast) -> None:
    ana = await helper()
    await execute("UPDATE account SET role = 'coordinator' WHERE name = 'Ana Ayuda'")
    other = msgspec.structs.replace(ANA, name="Ana Otra")
    with pytest.raises(NotAllowed):
        await description.describe(ana, other, by=cast.pinula, at=LONG_AGO)
    await description.describe(ana, ANA, by=cast.pinula, at=LONG_AGO)
    await description.describe(ana, other, by=cast.admin, at=LONG_AGO)
    assert (await volunteers.actor_of(ana)).name == "Ana Otra"


async def test_somebody_says_which_languages_they_speak(cast: Cast) -> None:
    ana = await helper()
    me = await volunteers.actor_of(ana)
    await description.speaks(ana, ("quc", "es", "quc"), by=me, at=LONG_AGO)
    assert (await profiles.own_profile(by=me)).languages == ["quc", "es"]
    for wrong in ((), ("tlh",)):
        with pytest.raises(Invalid):
            await description.speaks(ana, wrong, by=me, at=LONG_AGO)
    with pytest.raises(NotAllowed):
        await description.describe(ana, ANA, by=me, at=LONG_AGO)


async def test_a_coordinator_says_who_is_new(cast: Cast) -> None:
    ana = await helper()
    kept = []
    for novice in (True, False):
        await novices.count_as(ana, novice=novice, by=cast.pinula, at=LONG_AGO)
        kept.append((await fetch("SELECT novice FROM volunteer"))[0][0])
    assert kept == [True, False]
    with pytest.raises(NotAllowed):
        await novices.count_as(ana, novice=False, by=await volunteers.actor_of(ana), at=LONG_AGO)
