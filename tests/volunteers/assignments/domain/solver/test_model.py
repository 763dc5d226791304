"""The programme that HiGHS is given costs any rota what the law of costs says, and no rota less."""

from random import Random

import highspy
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.rota_brute import rotas
from tests.support.rota_instances import instance, small_instances
from volunteers.assignments.domain.solver.cost import cost
from volunteers.assignments.domain.solver.greedy import greedy
from volunteers.assignments.domain.solver.highs import minimise, quiet
from volunteers.assignments.domain.solver.instance import Instance, Place
from volunteers.assignments.domain.solver.master import Master
from volunteers.assignments.domain.solver.model import Model, question
from volunteers.assignments.domain.solver.pricing import outlook
from volunteers.assignments.domain.solver.weights import PLANNING, REPAIR, Weights


def worked_out(world: Instance, rota: list[Place], weights: Weights) -> float | None:
    """What the programme says that a rota costs; None where it forbids it."""
    asked = question(world, weights)
    model = Model(asked, asked.choice)
    wanted = [float(model.chosen.place(row) in rota) for row in range(len(model.chosen))]
    programme = model.sheet.programme()
    taken = np.concatenate((wanted, np.zeros(model.sheet.width - len(wanted))))
    programme.col_lower_ = np.maximum(programme.col_lower_, taken)
    programme.col_upper_ = np.concatenate((wanted, programme.col_upper_[len(wanted) :]))
    solver = quiet(20, 0)
    solver.passModel(programme)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return solver.getInfo().objective_function_value


@settings(max_examples=25, deadline=None)
@given(small_instances(events=3, helpers=3), st.sampled_from((PLANNING, REPAIR)), st.randoms())
def test_every_rota_that_breaks_no_rule_costs_what_the_law_says(
    world: Instance, weights: Weights, chance: Random
) -> None:
    if len(question(world, weights).choice):
        allowed = list(rotas(world))
        for rota in chance.sample(allowed, min(4, len(allowed))):
            assert worked_out(world, rota, weights) == cost(world, rota, weights)


def test_a_quarter_costs_what_the_law_says() -> None:
    world = instance(40, 25, seed=3)
    rota = list(greedy(world, PLANNING))
    assert worked_out(world, rota, PLANNING) == cost(world, rota, PLANNING)


def test_two_places_at_once_are_forbidden() -> None:
    world = instance(40, 25, seed=3)
    asked = question(world, PLANNING)
    chosen = asked.choice
    rows = next(
        (one, other)
        for one in range(len(chosen))
        for other in np.flatnonzero(chosen.person == chosen.person[one]).tolist()
        if asked.clashes.against[asked.clashes.position[chosen.task[one]]]
        >> int(asked.clashes.position[chosen.task[other]])
        & 1
    )
    assert worked_out(world, [chosen.place(row) for row in rows], PLANNING) is None


def test_whatever_the_master_begins_with_its_bound_holds_for_all() -> None:
    world = instance(60, 40, seed=5)
    asked = question(world, PLANNING)
    best = minimise(Model(asked, asked.choice).sheet, seconds=60, seed=1).bound
    everybody = np.arange(len(asked.choice))
    bounds = []
    for rows in (everybody[::5], everybody[::2], everybody):
        master = Master(asked, rows)
        relaxed = master.solve(60)
        assert relaxed is not None
        bounds.append(outlook(asked, master, relaxed).bound)
    assert best is not None
    assert max(bounds) <= best
    assert bounds[-1] > 0.98 * best


def test_a_master_without_time_says_nothing() -> None:
    asked = question(instance(60, 40, seed=5), PLANNING)
    assert Master(asked, np.arange(len(asked.choice))).solve(0) is None
