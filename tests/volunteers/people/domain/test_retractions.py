"""Taking credentials back."""

import pytest

from server.foundation.database import fetch
from server.foundation.errors import NotAllowed, NotFound
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from volunteers.people.domain import retractions


async def test_a_credential_is_taken_back_once_by_who_coordinates(cast: Cast) -> None:
    ana = await helper()
    held = (await fetch("SELECT id FROM qualification"))[0][0]
    seen = (await fetch("SELECT id FROM clearance"))[0][0]
    for retract, one in (
        (retractions.retract_qualification, held),
        (retractions.retract_clearance, seen),
    ):
        with pytest.raises(NotAllowed):
            await retract(ana, one, by=cast.mixco, at=LONG_AGO)
        await retract(ana, one, by=cast.pinula, at=LONG_AGO)
        with pytest.raises(NotFound):
            await retract(ana, one, by=cast.pinula, at=LONG_AGO)
    assert await fetch("SELECT id FROM qualification UNION SELECT id FROM clearance") == []
    acts = await fetch("SELECT act FROM audit_entry WHERE act LIKE 'volunteer.un%' ORDER BY id")
    assert [row["act"] for row in acts] == ["volunteer.unqualified", "volunteer.uncleared"]


async def test_nobodys_credential_is_taken_back_on_anothers_page(cast: Cast) -> None:
    await helper()
    beto = await helper("Beto", topics=(), cleared_until=None)
    held = (await fetch("SELECT id FROM qualification"))[0][0]
    with pytest.raises(NotFound):
        await retractions.retract_qualification(beto, held, by=cast.pinula, at=LONG_AGO)
