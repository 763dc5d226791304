"""Places that cannot be kept are taken back by themselves."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from server.foundation.database import execute, fetch
from server.foundation.errors import NotFound
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import covering, guarding, invitations, needs, releases
from volunteers.assignments.domain.needed import Needed
from volunteers.assignments.domain.team import team

HOUR = timedelta(hours=1)
FOURTH, FIFTH = date(2026, 12, 4), date(2026, 12, 5)


async def away(volunteer: UUID, first: date, last: date) -> None:
    await execute(
        "INSERT INTO absence (id, volunteer, first_day, last_day, told_at)"
        " VALUES (gen_random_uuid(), $1, $2, $3, $4)",
        volunteer, first, last, TODAY,
    )  # fmt: skip


async def held(event: UUID, volunteer: UUID) -> UUID:
    place = await invitations.invite(event, volunteer, "lead", by=SYSTEM, at=TODAY)
    await invitations.answer(place, "accepted", at=TODAY)
    return place


async def test_an_absence_told_after_saying_yes_frees_the_place_and_looks_for_another(
    cast: Cast,
) -> None:
    event, ana = await planned(), await helper("Ana")
    await held(event, ana)
    assert await releases.settle(at=TODAY) == 0
    await away(ana, FIFTH, FIFTH)
    released = await asyncio.gather(*(releases.settle(at=TODAY) for _process in range(4)))
    assert sorted(released) == [0, 0, 0, 1]
    rows = await fetch("SELECT status, released_for FROM assignment")
    assert [tuple(row) for row in rows] == [("withdrawn", "absence")]
    assert [row["cause"] for row in await fetch("SELECT cause FROM cover_search")] == ["absence"]
    members = (await team(event, by=cast.pinula)).members
    assert [one.released_for for one in members] == ["absence"]
    await helper("Beto")
    assert await covering.advance(at=TODAY)
    assert len(await fetch("SELECT FROM offer")) == 1


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (date(2026, 12, 6), date(2026, 12, 9), 0),
        (date(2026, 12, 1), date(2026, 12, 4), 0),
        (date(2026, 12, 4), date(2026, 12, 6), 1),
    ],
)
async def test_only_days_of_the_event_on_its_own_clocks_count(
    db: None, first: date, last: date, number: int
) -> None:
    # From Saturday noon to midnight in Guatemala: Sunday has begun elsewhere, but not there.
    starts_at = SATURDAY + 3 * HOUR
    event = await planned(starts_at=starts_at, ends_at=starts_at + 12 * HOUR)
    ana = await helper()
    await held(event, ana)
    await away(ana, first, last)
    assert await releases.settle(at=TODAY) == number


async def test_what_has_begun_or_was_declined_is_left_alone(db: None) -> None:
    ana, beto = await helper("Ana"), await helper("Beto")
    event = await planned()
    place = await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)
    await invitations.answer(place, "declined", at=TODAY)
    other = await held(event, beto)
    for person in (ana, beto):
        await away(person, FIFTH, FIFTH)
    assert await releases.settle(at=SATURDAY) == 0
    assert await releases.settle(at=TODAY) == 1
    assert not await releases.release(other, "rule", at=TODAY)
    with pytest.raises(NotFound):
        await releases.release(new_id(), "rule", at=TODAY)


async def test_who_breaks_a_rule_by_now_is_released_and_that_is_on_record(cast: Cast) -> None:
    place = await held(await planned(), await helper())
    assert await releases.release(place, "rule", because="clearance", by=cast.pinula, at=TODAY)
    entry = (await fetch("SELECT detail FROM audit_entry WHERE act = 'assignment.released'"))[0]
    assert '"because": "clearance"' in entry["detail"]
    assert [row["cause"] for row in await fetch("SELECT cause FROM cover_search")] == ["released"]
    assert await invitations.invite(
        (await fetch("SELECT event FROM assignment"))[0]["event"],
        (await fetch("SELECT volunteer FROM assignment"))[0]["volunteer"],
        "lead", by=cast.pinula, at=TODAY,
    ) == place  # fmt: skip
    assert (await fetch("SELECT released_for FROM assignment"))[0]["released_for"] is None


@pytest.mark.parametrize("status", ["accepted", "invited"])
async def test_who_is_not_cleared_any_more_is_released_where_minors_come(
    cast: Cast, status: str
) -> None:
    minors, ana = await planned(audiences=("children",), published=False), await helper()
    later = SATURDAY + timedelta(days=9)
    other = await held(await planned(starts_at=later, ends_at=later + HOUR), ana)
    place = await invitations.invite(minors, ana, "lead", by=SYSTEM, at=TODAY)
    if status == "accepted":
        await invitations.answer(place, "accepted", at=TODAY)
    assert await releases.settle(at=TODAY) == 0
    await execute("UPDATE clearance SET valid_until = $1 WHERE volunteer = $2", FOURTH, ana)
    assert await covering.advance(at=TODAY)
    rows = await fetch("SELECT id, status, released_for FROM assignment")
    assert {tuple(row) for row in rows} == {
        (place, "withdrawn", "rule"), (other, "accepted", None)
    }  # fmt: skip
    assert await guarding.missing_adults([minors]) == {minors: 2}


async def test_a_clearance_to_midnight_covers_an_evening_and_the_past_is_left(db: None) -> None:
    evening = datetime(2026, 12, 6, 2, 0, tzinfo=UTC)
    event = await planned(
        starts_at=evening, ends_at=evening + 4 * HOUR, audiences=("children",), published=False
    )
    ana = await helper(cleared_until=FIFTH)
    await held(event, ana)
    assert await releases.settle(at=TODAY) == 0
    await execute("DELETE FROM clearance WHERE volunteer = $1", ana)
    assert await releases.settle(at=evening) == 0
    assert await releases.settle(at=TODAY) == 1


async def test_one_without_a_clearance_makes_two_with_one_unsafe(db: None) -> None:
    event = await planned(audiences=("children",))
    await needs.state(event, Needed(lead=1, assistant=2), by=SYSTEM, at=TODAY)
    assert await guarding.missing_adults([event]) == {}
    ana = await helper()
    await invitations.answer(
        await invitations.invite(event, ana, "assistant", by=SYSTEM, at=TODAY), "accepted", at=TODAY
    )
    assert await guarding.missing_adults([event]) == {}
    await execute("DELETE FROM clearance WHERE volunteer = $1", ana)
    assert await guarding.missing_adults([event]) == {event: 1}
    await releases.settle(at=TODAY)
    assert await guarding.missing_adults([event]) == {}
