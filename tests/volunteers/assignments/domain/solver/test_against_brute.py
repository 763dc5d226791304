"""On tiny instances the solver's rota costs what the best of all rotas does."""

from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.rota_brute import optimum
from tests.support.rota_instances import small_instances
from volunteers.assignments.domain.solver.cost import cost
from volunteers.assignments.domain.solver.greedy import greedy
from volunteers.assignments.domain.solver.instance import Instance
from volunteers.assignments.domain.solver.solving import solve
from volunteers.assignments.domain.solver.weights import PLANNING, REPAIR, Weights


@settings(deadline=None, max_examples=40)
@given(small_instances(), st.sampled_from((PLANNING, REPAIR)))
def test_nothing_costs_less_than_the_solver_finds(world: Instance, weights: Weights) -> None:
    rota = solve(world, seconds=20, seed=1, weights=weights)
    assert rota.outcome == "optimal"
    assert cost(world, rota.places, weights) == rota.objective == optimum(world, weights)


@settings(deadline=None, max_examples=15)
@given(small_instances(), st.integers(0, 99))
def test_the_same_seed_gives_the_same_rota_and_the_order_of_people_does_not_matter(
    world: Instance, seed: int
) -> None:
    rota = solve(world, seconds=20, seed=seed)
    again = solve(world, seconds=20, seed=seed)
    assert (rota.places, rota.objective) == (again.places, again.objective)
    mixed = solve(_permuted(world, seed), seconds=20, seed=seed)
    assert mixed.objective == rota.objective


@settings(deadline=None, max_examples=30)
@given(small_instances())
def test_the_greedy_never_costs_less_than_the_best(world: Instance) -> None:
    assert cost(world, greedy(world, PLANNING), PLANNING) >= optimum(world, PLANNING)


def _permuted(world: Instance, seed: int) -> Instance:
    """The same people in another order."""
    order = list(range(len(world.people)))
    Random(seed).shuffle(order)
    now = {before: at for at, before in enumerate(order)}
    move = msgspec.structs.replace
    return move(
        world,
        people=tuple(world.people[before] for before in order),
        held=tuple(move(held, person=now[held.person]) for held in world.held),
        refused=tuple(move(it, person=now[it.person]) for it in world.refused),
        pairs=tuple(move(it, one=now[it.one], other=now[it.other]) for it in world.pairs),
    )
