"""Who said yes and cannot be there any more is released when an event moves; others stay."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec

from events.planning.domain import agenda, conflicts, planning
from events.planning.domain.draft import as_draft
from notifications.domain import upstairs
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.series import changed, events, repeated
from volunteers.assignments.domain import displaced, invariants, invitations

HOUR = timedelta(hours=1)
LATER: dict[str, Any] = {"starts_at": SATURDAY + 5 * HOUR, "ends_at": SATURDAY + 8 * HOUR}


async def move(event: UUID, hours: float = 0, **changes: Any) -> None:
    draft = as_draft(await agenda.event(event))
    times = {name: getattr(draft, name) + hours * HOUR for name in ("starts_at", "ends_at")}
    draft = msgspec.structs.replace(draft, **{**times, **changes})
    await planning.change(event, draft, by=SYSTEM, at=TODAY, above=upstairs)


async def invited(event: UUID, person: UUID) -> UUID:
    return await invitations.invite(event, person, "lead", by=SYSTEM, at=TODAY)


async def accepted(event: UUID, person: UUID) -> None:
    await invitations.answer(await invited(event, person), "accepted", at=TODAY)


async def places(person: UUID) -> dict[UUID, str]:
    rows = await fetch("SELECT event, status FROM assignment WHERE volunteer = $1", person)
    return {row["event"]: row["status"] for row in rows}


async def test_who_is_elsewhere_at_the_new_hour_is_released_and_somebody_is_looked_for(
    db: None,
) -> None:
    ana, beto = await helper(), await helper("Beto Ben")
    one, other = await planned(), await planned(**LATER)
    await accepted(one, ana)
    await accepted(other, ana)
    await invitations.invite(one, beto, "assistant", by=SYSTEM, at=TODAY)
    await move(one, hours=4)
    assert await places(ana) == {one: "withdrawn", other: "accepted"}
    assert await places(beto) == {one: "invited"}
    searches = await fetch("SELECT event, role, cause FROM cover_search")
    assert [tuple(row) for row in searches] == [(one, "lead", "released")]
    told = await fetch("SELECT detail FROM audit_entry WHERE act = 'assignment.released'")
    assert ["busy" in row["detail"] for row in told] == [True]
    assert await invariants.violations() == []


async def test_an_hour_apart_is_not_enough_for_the_road(db: None) -> None:
    ana = await helper()
    one, other = await planned(), await planned(**LATER)
    await accepted(one, ana)
    await accepted(other, ana)
    await move(other, hours=-1)
    assert await places(ana) == {one: "accepted", other: "accepted"}
    await move(other, municipality="0108")
    assert await places(ana) == {one: "accepted", other: "withdrawn"}


async def test_who_is_away_or_not_cleared_then_is_released(db: None) -> None:
    ana, beto = await helper(), await helper("Beto Ben", cleared_until=date(2026, 12, 10))
    event, with_minors = await planned(), await planned(audiences=("children",), published=False)
    await accepted(event, ana)
    await accepted(with_minors, beto)
    await execute(
        "INSERT INTO absence VALUES (gen_random_uuid(), $1, '2026-12-12', '2026-12-12', $2)",
        ana, TODAY,
    )  # fmt: skip
    for moved in (event, with_minors):
        await move(moved, hours=7 * 24)
    assert await places(ana) == {event: "withdrawn"}
    assert await places(beto) == {with_minors: "withdrawn"}


async def test_an_invitation_elsewhere_takes_nobody_away(db: None) -> None:
    ana = await helper()
    one, other = await planned(), await planned(**LATER)
    await accepted(one, ana)
    await invited(other, ana)
    await move(one, hours=4)
    assert await places(ana) == {one: "accepted", other: "invited"}


async def test_dates_of_a_series_that_pass_each_other_lose_nobody(db: None) -> None:
    series = await repeated()
    ana = await helper()
    for event in await events(series):
        await accepted(event, ana)
    await changed(series, starts_on=date(2026, 12, 8))
    assert set((await places(ana)).values()) == {"accepted"}


async def test_words_release_nobody(db: None) -> None:
    ana = await helper()
    event = await planned()
    await accepted(event, ana)
    await execute("UPDATE clearance SET valid_until = date '2026-12-01'")
    await move(event, title="Otro", notes="Llevar agua")
    assert await places(ana) == {event: "accepted"}


async def test_what_would_happen_is_known_before(db: None) -> None:
    ana = await helper()
    one, other = await planned(), await planned(**LATER)
    await accepted(one, ana)
    await accepted(other, ana)
    event = await agenda.event(one)
    there = msgspec.structs.replace(event, **LATER)
    found = await displaced.displaced(there)
    assert ([each.name for each in found.leaving], found.staying) == (["Ana Ayuda"], 0)
    assert (await displaced.displaced(event)).leaving == []
    assert [one.what for one in await upstairs.clashes([conflicts.slot_of(there)])] == ["person"]


async def test_what_must_hold_is_found_out_where_it_does_not(db: None) -> None:
    people = [await helper(f"{name} Ayuda") for name in ("Ana", "Beto", "Caro")]
    one, other = await planned(audiences=("children",), published=False), await planned(**LATER)
    for event in (one, other):
        await accepted(event, people[0])
    for person in people[1:]:
        await execute(
            "INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)"
            " VALUES (gen_random_uuid(), $1, $2, 'lead', 'accepted', $3, $3)", one, person, TODAY,
        )  # fmt: skip
    assert [(v.rule, v.event) for v in await invariants.violations()] == [("more than needed", one)]
    await execute("DELETE FROM assignment WHERE volunteer = ANY($1)", people[1:])
    await execute("UPDATE event SET municipality = '0108', starts_at = $2 WHERE id = $1",
                  other, SATURDAY + 4 * HOUR)  # fmt: skip
    await execute("UPDATE clearance SET valid_until = date '2026-12-01'")
    await execute(
        "INSERT INTO absence VALUES (gen_random_uuid(), $1, '2026-12-05', '2026-12-05', $2)",
        people[0], TODAY,
    )  # fmt: skip
    found = [(violation.rule, violation.event) for violation in await invariants.violations()]
    assert sorted(found) == sorted(
        [("away", one), ("away", other), ("journey too short", one), ("not cleared", one)]
    )
    await execute("UPDATE event SET starts_at = $2 WHERE id = $1", other, SATURDAY + HOUR)
    assert ("in two places", one) in [(v.rule, v.event) for v in await invariants.violations()]
