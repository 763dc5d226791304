"""Whom the solver may not move, beside those who have accepted."""

from datetime import timedelta
from typing import Literal
from uuid import UUID

import pytest

from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.draft_rotas import team
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.rota_pieces import MONDAY, event, facts, somebody
from volunteers.assignments.domain import invitations, needs
from volunteers.assignments.domain.needs import Needed
from volunteers.assignments.domain.rota import asking, work
from volunteers.assignments.domain.rota.publishing import publish
from volunteers.assignments.domain.rota.standing_fast import standing_fast
from volunteers.assignments.domain.rota.window import Window
from volunteers.assignments.domain.solver.instance import Away, Held, Person

LATER = TODAY + timedelta(minutes=5)
DAY = timedelta(days=1)
Status = Literal["proposed", "invited", "accepted"]


@pytest.mark.parametrize(
    ("person", "status", "way", "seen"),
    [
        (somebody(), "invited", "plan", "invited"),
        (somebody(), "invited", "repair", "accepted"),
        (somebody(), "proposed", "repair", "proposed"),
        (somebody(qualified=()), "invited", "plan", "accepted"),
        (somebody(qualified=()), "proposed", "plan", "accepted"),
        (somebody(away=(Away(MONDAY, MONDAY),)), "invited", "repair", "invited"),
        (somebody(qualified=(), away=(Away(MONDAY, MONDAY),)), "invited", "repair", "invited"),
    ],
)
def test_what_only_speaks_against_a_place_does_not_move_it(
    person: Person, status: Status, way: str, seen: str
) -> None:
    world = facts([person], [event()], held=(Held(0, 0, "lead", status),))
    assert [one.status for one in standing_fast(world, repair=way == "repair").held] == [seen]


async def _two_events() -> tuple[UUID, UUID]:
    one = await planned()
    two = await planned(starts_at=SATURDAY + DAY, ends_at=SATURDAY + DAY + timedelta(hours=2))
    for each in (one, two):
        await needs.state(each, Needed(lead=1, assistant=0), by=SYSTEM, at=TODAY)
    return one, two


@pytest.mark.parametrize("way", ["plan", "repair"])
async def test_who_was_invited_against_the_rules_on_purpose_stays(cast: Cast, way: str) -> None:
    one, two = await _two_events()
    olga, _rosa = await helper("Olga Otra", topics=()), await helper("Rosa Puede")
    await invitations.invite(one, olga, "lead", by=cast.pinula, at=TODAY, why="Puede")
    if way == "repair":
        rota = await asking.ask_repair(two, by=cast.pinula, at=LATER)
    else:
        day = SATURDAY.date()
        window = Window(first_day=day, last_day=day + DAY, municipalities=("0103",),
                        zone="America/Guatemala")  # fmt: skip
        rota = await asking.ask(window, seconds=1, seed=0, by=cast.pinula, at=LATER)
    assert await work.step(lambda: LATER, only=rota)
    done = await publish(rota, invite=True, by=cast.pinula, at=LATER)
    assert (done.invited, done.withdrawn, done.left_out) == (1, 0, ())
    assert await team(one) == {olga: ("lead", "invited")}
