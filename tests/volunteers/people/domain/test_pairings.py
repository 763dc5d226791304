"""Who goes with whom."""

import pytest

from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotAllowed
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from volunteers.people.domain import pairings, volunteers


async def test_a_pair_is_the_same_from_both_sides_and_stated_once(cast: Cast) -> None:
    ana, beto = await helper(), await helper("Beto Ayuda")
    await pairings.pair(ana, beto, together=True, by=cast.pinula, at=LONG_AGO)
    await pairings.pair(beto, ana, together=False, by=cast.pinula, at=LONG_AGO)
    seen = [
        [(pair.name, pair.together) for pair in await pairings.pairings_of(one, by=cast.pinula)]
        for one in (ana, beto)
    ]
    assert seen == [[("Beto Ayuda", False)], [("Ana Ayuda", False)]]
    await pairings.part(beto, ana, by=cast.pinula, at=LONG_AGO)
    await pairings.part(ana, beto, by=cast.pinula, at=LONG_AGO)
    assert await fetch("SELECT FROM pairing") == []
    acts = await fetch("SELECT act FROM audit_entry WHERE act LIKE 'volunteer.pa%' ORDER BY id")
    assert [row["act"] for row in acts] == ["volunteer.paired"] * 2 + ["volunteer.parted"]


async def test_only_who_coordinates_both_pairs_them(cast: Cast) -> None:
    ana, far = await helper(), await helper("Lejos", home="0108")
    with pytest.raises(NotAllowed):
        await pairings.pair(ana, far, together=True, by=cast.pinula, at=LONG_AGO)
    with pytest.raises(NotAllowed):
        await pairings.pairings_of(ana, by=await volunteers.actor_of(ana))
    with pytest.raises(Invalid):
        await pairings.pair(ana, ana, together=True, by=cast.pinula, at=LONG_AGO)
    await pairings.pair(ana, far, together=True, by=cast.admin, at=LONG_AGO)
    assert [one.name for one in await pairings.mates(far, by=cast.pinula)] == ["Ana Ayuda"]
    assert await pairings.mates(ana, by=cast.pinula) == []
