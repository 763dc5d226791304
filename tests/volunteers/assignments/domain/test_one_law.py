"""What a coordinator is told of people is what the solver holds to."""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from events.planning.domain import agenda
from server.foundation.database import execute
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain.candidates import helpers, place
from volunteers.assignments.domain.eligibility import reasons_against
from volunteers.assignments.domain.rota.gathering import gather
from volunteers.assignments.domain.rota.window import Window
from volunteers.assignments.domain.solver.instance import ROLES
from volunteers.assignments.domain.solver.rules import SoFar, reasons

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
THERE = SATURDAY.date()
ALL = {
    "not_qualified", "not_cleared", "novice", "too_far", "away", "unavailable", "busy",
    "week_full", "month_full", "refused", "apart",
}  # fmt: skip
FACTS = """
    UPDATE volunteer SET novice = $2, travel_minutes = $3, most_a_week = $4, most_a_month = $5
    WHERE id = $1
"""
HOURS = """
    INSERT INTO availability (id, volunteer, weekday, from_time, until_time)
    VALUES (gen_random_uuid(), $1, $2, make_time($3, 0, 0), make_time($4, 0, 0))
"""
ABSENT = """
    INSERT INTO absence (id, volunteer, first_day, last_day, told_at)
    VALUES (gen_random_uuid(), $1, $2, $3, now())
"""
TAKES = """
    INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)
    VALUES (gen_random_uuid(), $1, $2, $3, $4, now(), now())
"""
APART = """
    INSERT INTO pairing (id, volunteer, other, together)
    VALUES (gen_random_uuid(), least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), false)
"""


async def somebody(number: int, dice: Random, lead: UUID, elsewhere: list[UUID]) -> None:
    """A helper of whom anything may be true."""
    topics = dice.choice([("social-network-risks",), (), ("support-networks",)])
    cleared = dice.choice([None, THERE - DAY, THERE])
    who = await helper(
        f"P{number}", home=dice.choice(["0103", "0108"]), topics=topics,
        role=dice.choice(ROLES), cleared_until=cleared,
    )  # fmt: skip
    limits: tuple[Any, ...] = dice.choice([(None, None), (1, 2), (2, 1)])
    await execute(FACTS, who, dice.random() < 0.3, dice.choice([None, 0, 90]), *limits)
    if dice.random() < 0.5:
        await execute(HOURS, who, dice.choice([4, 5, 5]), dice.randint(6, 9), dice.randint(11, 20))
    if dice.random() < 0.2:
        first = THERE + dice.choice([-2, -1, 0, 1]) * DAY
        await execute(ABSENT, who, first, first + DAY)
    for event in dice.sample(elsewhere, dice.choice([0, 0, 1, 2])):
        await execute(TAKES, event, who, "assistant", "accepted")
    if dice.random() < 0.2:
        await execute(APART, who, lead)


async def test_both_see_the_same_in_people(db: None) -> None:
    dice = Random(5)
    event = await planned(audiences=("adolescents",), published=False)
    elsewhere = [
        await planned(
            municipality="0108", starts_at=starts, ends_at=starts + 2 * HOUR, published=False
        )
        for starts in (
            SATURDAY, SATURDAY + 3 * HOUR, SATURDAY + 6 * HOUR, SATURDAY - 5 * DAY,
            SATURDAY - 6 * DAY, SATURDAY + DAY, SATURDAY + 20 * DAY,
        )
    ]  # fmt: skip
    lead = await helper("Ana")
    await execute(TAKES, event, lead, "lead", "accepted")
    for number in range(60):
        await somebody(number, dice, lead, elsewhere)
    declined = await helper("Dani")
    await execute(TAKES, event, declined, "assistant", "declined")
    assert await _differing(event) == ({}, ALL)


async def _differing(event_id: UUID) -> tuple[dict[tuple[UUID, str], Any], set[str]]:
    """Whom both see otherwise, and all the rules that were seen at all."""
    window = Window(
        first_day=date(2026, 12, 5), last_day=date(2026, 12, 5), municipalities=("0103",),
        zone="America/Guatemala",
    )  # fmt: skip
    instance = await gather(window, at=TODAY)
    (task,) = [number for number, one in enumerate(instance.tasks) if one.id == event_id]
    so_far = SoFar(instance, [one.place for one in instance.held])
    event = await agenda.event(event_id)
    known = {one.volunteer: one for one in await helpers(event)}
    differing, seen = {}, set[str]()
    there = {one.person for one in instance.held}
    for number, person in enumerate(instance.people):
        for role in ROLES if number not in there else ():
            law = set(reasons(so_far, number, task, role)) - {"alone"}
            found = reasons_against(known[person.id], place(event, role))
            told = {"busy" if one.rule == "travel" else one.rule for one in found}
            seen |= told
            if told != law:
                differing[person.id, role] = (told, law)
    return differing, seen
