"""What a repair may stir up, and what it must leave alone."""

from tests.support.rota_pieces import MONDAY, event, facts, somebody
from volunteers.assignments.domain.rota.repair_needs import only_keeping
from volunteers.assignments.domain.rota.standing_fast import standing_fast
from volunteers.assignments.domain.solver.funnel import funnels
from volunteers.assignments.domain.solver.instance import Held, Instance, Place, Refused
from volunteers.assignments.domain.solver.solving import solve
from volunteers.assignments.domain.solver.weights import REPAIR

HELPS = somebody(0, qualified=())
SCHOOL = event(minors=True, topics=())


def repaired(world: Instance, number: int = 0) -> tuple[Place, ...]:
    about = world.tasks[number].id
    asked = standing_fast(only_keeping(world, about), repair=True)
    return solve(asked, seconds=5, seed=0, weights=REPAIR).places


def test_who_is_invited_stays_with_minors_although_the_only_lead_declined() -> None:
    world = facts(
        [HELPS, somebody(1)], [SCHOOL],
        held=(Held(0, 0, "assistant", "invited"),), refused=(Refused(1, 0),),
    )  # fmt: skip
    assert repaired(world) == (Place(0, 0, "assistant"),)


def test_what_would_fill_the_place_is_told_beside_who_stays() -> None:
    world = facts(
        [HELPS, somebody(1, most_a_week=0)], [SCHOOL], held=(Held(0, 0, "assistant", "invited"),)
    )
    asked = standing_fast(world, repair=True)
    (lead,) = funnels(asked, repaired(world))
    assert [join.person for join in lead.change.joins] == [world.people[1].id]


def test_who_is_alone_with_minors_elsewhere_stays_too() -> None:
    school = event(1, day=MONDAY + 1, minors=True)
    world = facts(
        [somebody(0), somebody(1)], [event(0), school], held=(Held(0, 1, "lead", "invited"),)
    )
    assert Place(0, 1, "lead") in repaired(world)
