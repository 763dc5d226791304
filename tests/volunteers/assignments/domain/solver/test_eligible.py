"""The table of everybody at once says what the rules say one by one."""

from itertools import product
from typing import Final

from hypothesis import given, settings

from tests.support.rota_instances import instance, small_instances
from volunteers.assignments.domain.solver.cost import place_cost
from volunteers.assignments.domain.solver.eligible import eligibility
from volunteers.assignments.domain.solver.fixed import accepted
from volunteers.assignments.domain.solver.instance import ROLES, Instance, Place
from volunteers.assignments.domain.solver.rules import SoFar, reasons
from volunteers.assignments.domain.solver.weights import PLANNING

# What places decide among each other is not the table's affair.
TEAM: Final = {"lead": {"apart", "alone"}, "assistant": {"apart", "alone", "novice"}}


def by_the_rules(world: Instance) -> list[Place]:
    so_far = SoFar(world, accepted(world))
    return [
        Place(person, task, role)
        for task in range(len(world.tasks))
        for role in ROLES
        for person in range(len(world.people))
        if not {*reasons(so_far, person, task, role)} - TEAM[role]
    ]


def by_the_table(world: Instance) -> list[Place]:
    table = eligibility(world)
    columns = (table.person.tolist(), table.task.tolist(), table.role.tolist())
    return [Place(person, task, ROLES[role]) for person, task, role in zip(*columns, strict=True)]


@settings(max_examples=50, deadline=None)
@given(small_instances())
def test_the_table_says_what_the_rules_say(world: Instance) -> None:
    assert by_the_table(world) == by_the_rules(world)


def test_the_table_of_a_quarter_says_what_the_rules_say() -> None:
    world = instance(40, 20, seed=9)
    assert by_the_table(world) == by_the_rules(world)


def test_the_table_knows_what_a_place_costs_by_itself_and_where_it_lies() -> None:
    world = instance(20, 10, seed=9)
    table = eligibility(world)
    costs = [place_cost(world, place, PLANNING) for place in by_the_table(world)]
    assert table.cost(PLANNING).tolist() == costs
    for task, role in product(range(20), range(len(ROLES))):
        rows = table.rows(task, role)
        assert {*table.task[rows].tolist()} <= {task}
        assert {*table.role[rows].tolist()} <= {role}
