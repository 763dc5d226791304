"""Who helps at which events."""

from datetime import timedelta

from events.planning.domain.upstairs import Helper
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations
from volunteers.assignments.domain.helpers_of import helpers

DAY = timedelta(days=1)


async def test_helpers_are_told_by_name_and_who_said_no_is_left_out(cast: Cast) -> None:
    first, empty = await planned(), await planned()
    second = await planned(starts_at=SATURDAY + DAY, ends_at=SATURDAY + DAY + DAY / 8)
    zoe, ana, no = await helper("Zoe Z."), await helper("Ana A."), await helper("Nora N.")
    for person, event in ((zoe, first), (ana, first), (no, first), (ana, second)):
        role = "assistant" if person != ana else "lead"
        asked = await invitations.invite(event, person, role, by=cast.pinula, at=TODAY)
        if person == no:
            await invitations.answer(asked, "declined", "", at=TODAY)
    assert await helpers([first, second, empty]) == {
        first: [Helper(ana, "Ana A."), Helper(zoe, "Zoe Z.")],
        second: [Helper(ana, "Ana A.")],
    }
    assert await helpers([]) == {}
