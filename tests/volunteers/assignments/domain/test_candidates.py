"""Looking for people for an event."""

from datetime import date, timedelta

import pytest

from server.foundation.database import execute
from server.foundation.errors import NotAllowed
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations
from volunteers.assignments.domain.candidates import Candidate, candidates


def told(found: list[Candidate]) -> list[tuple[str, list[str]]]:
    return [(one.name, [reason.rule for reason in one.reasons]) for one in found]


async def test_a_coordinator_sees_everyone_with_every_reason(cast: Cast) -> None:
    event = await planned()
    await helper("Ana Apta")
    await helper("Beto Lejos", home="0108")
    await helper("Caro Sin", topics=(), cleared_until=None)
    await helper("Dani Vencida", cleared_until=date(2026, 12, 4))
    assert told(await candidates(event, "lead", by=cast.pinula)) == [
        ("Ana Apta", []),
        ("Beto Lejos", []),
        ("Dani Vencida", ["not_cleared"]),
        ("Caro Sin", ["not_cleared", "not_qualified"]),
    ]


async def test_a_qualification_for_a_topic_covers_its_sub_topics(cast: Cast) -> None:
    event = await planned(topics=("forced-domestic-labour",))
    await helper("Ana General", topics=("trafficking",))
    await helper("Beto Hermano", topics=("sexual-exploitation",))
    found = await candidates(event, "lead", by=cast.pinula)
    assert told(found) == [("Ana General", []), ("Beto Hermano", ["not_qualified"])]


async def test_other_places_count_as_load_within_a_month(cast: Cast) -> None:
    event = await planned()
    ana = await helper("Ana")
    for days, status in ((20, "accepted"), (-20, "invited"), (10, "declined"), (40, "accepted")):
        starts = SATURDAY + timedelta(days=days)
        other = await planned(
            starts_at=starts, ends_at=starts + timedelta(hours=1), at=TODAY - timedelta(days=60)
        )
        assignment = await invitations.invite(
            other, ana, "lead", by=cast.admin, at=TODAY - timedelta(days=60)
        )
        await execute("UPDATE assignment SET status = $2 WHERE id = $1", assignment, status)
    assert [one.load for one in await candidates(event, "lead", by=cast.pinula)] == [2]


async def test_a_disabled_account_is_no_candidate(cast: Cast) -> None:
    event = await planned()
    await helper("Ana")
    assert len(await candidates(event, "lead", by=cast.pinula)) == 1
    await execute("UPDATE account SET disabled_at = now() WHERE email = 'ana@convoca.test'")
    assert await candidates(event, "lead", by=cast.pinula) == []


async def test_candidates_are_for_those_who_staff_there(cast: Cast) -> None:
    event = await planned()
    with pytest.raises(NotAllowed):
        await candidates(event, "lead", by=cast.mixco)
