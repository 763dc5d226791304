"""Nobody is promised to be in two municipalities without the time to get from one to the other."""

from typing import Any
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import agenda, conflicts, planning
from events.planning.domain.draft import as_draft
from notifications.domain import upstairs
from server.foundation.errors import Conflict
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.rounds import HOUR
from volunteers.assignments.domain import invitations
from volunteers.assignments.domain.clashes import clashes
from volunteers.assignments.domain.objections import objections

# Ends at noon in San José Pinula; the road to Mixco takes 95 minutes.
LATER = {"starts_at": SATURDAY + 4 * HOUR, "ends_at": SATURDAY + 6 * HOUR}
SHORT = "Faltan 35 minutos de camino para otro turno: «Navegar con cuidado» en San José Pinula"


async def in_mixco(**changes: Any) -> UUID:
    return await planned(municipality="0108", published=True, **{**LATER, **changes})


async def move(event: UUID, **changes: Any) -> None:
    draft = msgspec.structs.replace(as_draft(await agenda.event(event)), **changes)
    await planning.change(event, draft, by=SYSTEM, at=TODAY, above=upstairs)


async def test_who_could_not_arrive_is_not_invited(db: None) -> None:
    ana = await helper()
    await invitations.invite(await planned(), ana, "lead", by=SYSTEM, at=TODAY)
    with pytest.raises(Conflict, match=SHORT):
        await invitations.invite(await in_mixco(), ana, "lead", by=SYSTEM, at=TODAY)
    online = await in_mixco(modality="virtual", meeting_url="https://reunion.test/1")
    assert await invitations.invite(online, ana, "lead", by=SYSTEM, at=TODAY)


async def test_who_could_not_arrive_any_more_cannot_accept(db: None) -> None:
    ana = await helper()
    later = {"starts_at": SATURDAY + 9 * HOUR, "ends_at": SATURDAY + 10 * HOUR}
    there = await in_mixco(**later)
    place = await invitations.invite(there, ana, "lead", by=SYSTEM, at=TODAY)
    here = await planned(starts_at=SATURDAY + 4 * HOUR, ends_at=SATURDAY + 6 * HOUR)
    promised = await invitations.invite(here, ana, "lead", by=SYSTEM, at=TODAY)
    await invitations.answer(promised, "accepted", at=TODAY)
    await move(there, starts_at=SATURDAY + 7 * HOUR, ends_at=SATURDAY + 8 * HOUR)
    with pytest.raises(Conflict, match=SHORT):
        await invitations.answer(place, "accepted", at=TODAY)


async def test_being_needed_twice_is_told_by_clashes_and_not_again_by_objections(db: None) -> None:
    ana = await helper()
    here, there = await planned(), await in_mixco(starts_at=SATURDAY + 5 * HOUR)
    for event in (here, there):
        await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)
    other = await agenda.event(there)
    becomes = conflicts.slot_of(await agenda.event(here), there)
    assert [one.what for one in await clashes([becomes])] == ["person"]
    assert await objections(other, becomes) == []
