"""A judge who shares no code with what is judged finds nothing wrong, and does find what is."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import given, settings

from tests.support.rota_checker import violations
from tests.support.rota_instances import instance, small_instances
from tests.support.rota_pieces import MONDAY, event, facts, somebody, stay
from volunteers.assignments.domain.solver.greedy import greedy
from volunteers.assignments.domain.solver.instance import (
    Away,
    Cleared,
    Held,
    Instance,
    Pair,
    Place,
    Qualified,
    Refused,
    Window,
)
from volunteers.assignments.domain.solver.solving import solve
from volunteers.assignments.domain.solver.weights import PLANNING

HERE: Final = (Place(0, 0, "lead"),)
BOTH: Final = (Place(0, 0, "lead"), Place(1, 0, "assistant"))
TWICE: Final = (Place(0, 0, "lead"), Place(0, 1, "lead"))
LAPSED: Final = (Qualified("topic", "lead", MONDAY - 1),)
SECOND: Final = somebody(1)


@settings(deadline=None, max_examples=40)
@given(small_instances())
def test_no_rota_breaks_a_rule(world: Instance) -> None:
    assert violations(world, greedy(world, PLANNING)) == []
    assert violations(world, solve(world, seconds=20, seed=1).places) == []


@pytest.mark.parametrize("seed", range(3))
def test_no_rota_of_a_whole_quarter_breaks_a_rule(seed: int) -> None:
    world = instance(100, 60, seed=seed, novices=25, pairs=20)
    assert violations(world, [it.place for it in world.held if it.status == "accepted"]) == []
    assert violations(world, greedy(world, PLANNING)) == []
    assert violations(world, solve(world, seconds=20, seed=1).places) == []


def world(*changes: dict[str, Any], later: dict[str, Any] | None = None, **known: Any) -> Instance:
    """A person and an event, changed as told, and a second one of each."""
    person, task = (*changes, {}, {})[:2]
    second = {"hour": 15, "assistants": 0} | (later or {})
    tasks = [event(**task), event(1, **second)]
    return facts([somebody(0, **person), known.pop("second", SECOND)], tasks, **known)


@pytest.mark.parametrize(
    ("planted", "rota", "line"),
    [
        (world({"qualified": LAPSED}), HERE, "not_qualified"),
        (world({"qualified": (Qualified("topic", "assistant"),)}), HERE, "not_qualified"),
        (world({"cleared": (Cleared(0, MONDAY - 1),)}, {"minors": True}), BOTH, "not_cleared"),
        (world({"windows": (Window(0, 0, 600), Window(0, 601, 1440))}), HERE, "unavailable"),
        (world({"away": (Away(MONDAY + 1, MONDAY + 1),)}, {"days": 2}), HERE, "away"),
        (world({"travel_minutes": 59}, {"municipality": "there"}), HERE, "too_far"),
        (world(refused=(Refused(0, 0),)), HERE, "refused"),
        (world({"novice": True}), HERE, "novice leads"),
        (world({"busy": (stay(hour=10),)}), HERE, "is busy"),
        (world({"busy": (stay(hour=11, municipality="there"),)}), HERE, "is busy"),
        (world(later={"hour": 10}), TWICE, "cannot be at"),
        (world({}, {"venue": UUID(int=1)}, later={"hour": 11, "venue": UUID(int=2)}), TWICE,
         "cannot be at"),
        (world({"most_a_week": 1}), TWICE, "in one week"),
        (world({"most_a_month": 1}), TWICE, "in one month"),
        (world({"most_a_week": 1, "busy": (stay(MONDAY + 6),)}), HERE, "in one week"),
        (world(), (Place(0, 0, "lead"), Place(0, 0, "assistant")), "two roles"),
        (world(), (Place(0, 0, "lead"), Place(1, 0, "lead")), "2 of 1 in the role lead"),
        (world(), (*HERE, *HERE), "more than once"),
        (world({}, {"minors": True}), HERE, "one adult alone"),
        (world(second=somebody(1, novice=True)), BOTH[1:], "1 novices beside 0"),
        (world(pairs=(Pair(1, 0, together=False),)), BOTH, "never to meet"),
        (world(held=(Held(0, 0, "lead", "accepted"),)), (), "accepted place"),
    ],
)  # fmt: skip
def test_the_checker_finds_what_is_planted(
    planted: Instance, rota: Iterable[Place], line: str
) -> None:
    assert any(line in each for each in violations(planted, rota))


@pytest.mark.parametrize("rota", [(), HERE, BOTH, TWICE])
def test_the_checker_finds_nothing_where_nothing_is(rota: Iterable[Place]) -> None:
    assert violations(world(), rota) == []


def test_what_was_accepted_is_never_at_fault() -> None:
    held = (Held(0, 0, "lead", "accepted"), Held(0, 1, "lead", "accepted"))
    broken = {"qualified": LAPSED, "away": (Away(0, MONDAY),), "most_a_week": 1, "novice": True}
    accepted = world(broken, {"minors": True}, later={"hour": 10}, held=held)
    found = violations(accepted, TWICE)
    assert found == []
