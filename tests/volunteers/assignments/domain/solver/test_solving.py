"""The solver finds the best and proves it, keeps to its time, and always has a rota to show."""

import pytest
from hypothesis import given, settings

from tests.support.rota_brute import optimum
from tests.support.rota_checker import violations
from tests.support.rota_decline import declined, moved
from tests.support.rota_instances import instance, small_instances
from tests.support.rota_pieces import event, facts, somebody
from volunteers.assignments.domain.solver import solving
from volunteers.assignments.domain.solver.cost import cost
from volunteers.assignments.domain.solver.greedy import greedy
from volunteers.assignments.domain.solver.highs import Found
from volunteers.assignments.domain.solver.instance import Held, Instance
from volunteers.assignments.domain.solver.result import Progress
from volunteers.assignments.domain.solver.solving import solve
from volunteers.assignments.domain.solver.weights import PLANNING, REPAIR

QUARTER = instance(60, 40, seed=7)


def test_the_best_is_found_and_proven() -> None:
    rota = solve(QUARTER, seconds=60, seed=1)
    assert (rota.outcome, rota.gap, rota.pruned) == ("optimal", 0, False)
    assert rota.objective == cost(QUARTER, rota.places, PLANNING)
    assert rota.objective <= cost(QUARTER, greedy(QUARTER, PLANNING), PLANNING)
    assert violations(QUARTER, rota.places) == []


@pytest.mark.parametrize("at_most", [50_000, 300])
def test_the_same_seed_gives_the_same_rota(at_most: int) -> None:
    first = solve(QUARTER, seconds=60, seed=4, at_most=at_most)
    again = solve(QUARTER, seconds=60, seed=4, at_most=at_most)
    assert first.places == again.places
    assert (first.outcome, first.bound) == (again.outcome, again.bound)


def test_with_few_candidates_kept_the_rota_stands_and_the_bound_holds_for_all() -> None:
    best = solve(QUARTER, seconds=60, seed=1)
    rota = solve(QUARTER, seconds=60, seed=1, at_most=300)
    assert violations(QUARTER, rota.places) == []
    assert not rota.pruned
    assert rota.bound is not None
    assert rota.bound <= best.objective <= rota.objective
    assert rota.objective == cost(QUARTER, rota.places, PLANNING)
    assert rota.objective <= 1.01 * best.objective


@settings(max_examples=25, deadline=None)
@given(small_instances(events=3))
def test_no_bound_is_above_the_best_however_few_are_kept(world: Instance) -> None:
    rota = solve(world, seconds=20, seed=1, at_most=1)
    assert violations(world, rota.places) == []
    assert rota.bound is not None
    assert rota.bound <= optimum(world, PLANNING) <= rota.objective


@pytest.mark.parametrize("at_most", [50_000, 300])
def test_without_time_there_is_the_greedys(at_most: int) -> None:
    rota = solve(QUARTER, seconds=0, seed=1, at_most=at_most)
    assert (rota.outcome, rota.gap, rota.pruned) == ("greedy", None, False)
    assert rota.places == greedy(QUARTER, PLANNING)


def test_where_highs_fails_there_is_the_greedys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "minimise", lambda *_args, **_more: Found(None, None))
    assert solve(QUARTER, seconds=60, seed=1).places == greedy(QUARTER, PLANNING)


def test_a_bound_for_those_kept_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("volunteers.assignments.domain.solver.narrowing.PART", 0)
    rota = solve(QUARTER, seconds=60, seed=1, at_most=300)
    assert rota.pruned
    assert rota.bound is not None


def test_nobody_and_nothing_are_solved() -> None:
    rota = solve(Instance(people=(), tasks=()), seconds=1, seed=1)
    assert (rota.places, rota.outcome, rota.objective, rota.gap) == ((), "optimal", 0, 0)


@pytest.mark.parametrize("at_most", [50_000, 300])
def test_whoever_waits_hears_how_far_it_has_come(at_most: int) -> None:
    heard: list[Progress] = []
    rota = solve(QUARTER, seconds=60, seed=1, said=heard.append, at_most=at_most)
    phases = [each.phase for each in heard]
    assert phases[:2] == ["reading", "greedy"]
    assert {*phases[2:]} == {"model", "solving"}
    elapsed = [each.elapsed for each in heard]
    assert elapsed == sorted(elapsed)
    filled = [each.filled for each in heard if each.phase == "solving"]
    assert filled[-1] <= len(rota.places)
    assert {each.needed for each in heard} == {heard[-1].needed}
    assert heard[-1].gap is None or heard[-1].gap >= 0


@pytest.mark.parametrize("number", [0, 11, 23])
def test_after_one_decline_next_to_nobody_else_moves(number: int) -> None:
    changed = declined(QUARTER, solve(QUARTER, seconds=60, seed=1), number)
    again = solve(changed, seconds=60, seed=1, weights=REPAIR)
    assert moved(changed, again) <= 1
    assert violations(changed, again.places) == []


@pytest.mark.parametrize(("leads", "filled"), [(1, [0, 2]), (2, [0, 1, 2, 3])])
def test_beside_a_novice_who_accepted_alone_another_joins_only_if_leads_enough_do(
    leads: int, filled: list[int]
) -> None:
    team = [somebody(0, novice=True), somebody(1, novice=True), somebody(2), somebody(3)]
    held = (Held(0, 0, "assistant", "accepted"),)
    world = facts(team[: leads + 2], [event(leads=leads, assistants=2)], held=held)
    rota = solve(world, seconds=20, seed=1)
    assert sorted(place.person for place in rota.places) == filled
    assert violations(world, rota.places) == []
