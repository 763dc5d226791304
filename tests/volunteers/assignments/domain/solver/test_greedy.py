"""The greedy fills what it can, moves people to fill more, and breaks no rule."""

from collections.abc import Sequence

from tests.support.rota_checker import violations
from tests.support.rota_instances import instance
from tests.support.rota_pieces import MONDAY, event, facts, somebody
from volunteers.assignments.domain.solver.board import Board
from volunteers.assignments.domain.solver.choice import settled
from volunteers.assignments.domain.solver.cost import cost
from volunteers.assignments.domain.solver.eligible import eligibility
from volunteers.assignments.domain.solver.greedy import greedy, places
from volunteers.assignments.domain.solver.instance import (
    Away,
    Held,
    Instance,
    Pair,
    Place,
    Qualified,
)
from volunteers.assignments.domain.solver.weights import PLANNING, Weights

ASSISTS = (Qualified("topic", "assistant"),)


def taken(world: Instance, weights: Weights = PLANNING) -> list[tuple[int, int, str]]:
    rota = greedy(world, weights)
    assert violations(world, rota) == []
    return [(place.person, place.task, place.role) for place in rota]


def test_nobody_and_nothing_make_an_empty_rota() -> None:
    assert taken(facts([], [])) == []
    assert taken(facts([], [event()])) == []
    assert taken(facts([somebody()], [])) == []


def test_leads_and_assistants_are_found() -> None:
    people = [somebody(0, qualified=ASSISTS), somebody(1)]
    assert taken(facts(people, [event()])) == [(1, 0, "lead"), (0, 0, "assistant")]


def test_what_was_accepted_stays_whatever_speaks_against_it() -> None:
    gone = somebody(away=(Away(MONDAY, MONDAY),), most_a_week=0)
    held = (Held(0, 0, "lead", "accepted"), Held(0, 1, "lead", "proposed"))
    world = facts([gone], [event(0, assistants=0), event(1, MONDAY + 7)], held=held)
    assert taken(world) == [(0, 0, "lead")]


def test_more_may_have_accepted_than_are_needed() -> None:
    held = tuple(Held(person, 0, "lead", "accepted") for person in range(2))
    world = facts([somebody(number) for number in range(3)], [event(assistants=0)], held=held)
    assert taken(world) == [(0, 0, "lead"), (1, 0, "lead")]


def test_who_was_told_stays_though_somebody_else_has_less_to_do() -> None:
    held = (Held(0, 0, "lead", "invited"),)
    world = facts([somebody(0, past=20), somebody(1)], [event(assistants=0)], held=held)
    assert taken(world) == [(0, 0, "lead")]


def test_who_has_helped_least_comes_first() -> None:
    people = [somebody(0, past=2), somebody(1, past=1), somebody(2, past=3)]
    assert taken(facts(people, [event(assistants=0)])) == [(1, 0, "lead")]


def test_people_are_moved_to_fill_one_place_more() -> None:
    """Who alone can lead the second event was first put beside at the first one."""
    only = somebody(0, most_a_week=1)
    other = somebody(1, qualified=ASSISTS, most_a_week=1, past=9)
    tasks = [event(0, leads=0), event(1, MONDAY + 1, assistants=0)]
    world = facts([only, other], tasks)
    assert taken(world) == [(1, 0, "assistant"), (0, 1, "lead")]
    held = (Held(0, 0, "assistant", "invited"),)
    assert taken(facts([only, other], tasks, held=held)) == [(1, 0, "assistant"), (0, 1, "lead")]


def test_a_chain_of_two_moves_is_found() -> None:
    topics = ("one", "two", "three")
    people = [
        somebody(number, most_a_week=1, qualified=tuple(Qualified(it, "lead") for it in known))
        for number, known in enumerate((("one", "two"), ("two", "three"), ("three",)))
    ]
    tasks = [
        event(number, MONDAY + number, topics=(topic,), assistants=0)
        for number, topic in enumerate(topics)
    ]
    held = (Held(0, 1, "lead", "invited"), Held(1, 2, "lead", "invited"))
    expected = [(0, 0, "lead"), (1, 1, "lead"), (2, 2, "lead")]
    assert taken(facts(people, tasks, held=held)) == expected


def test_an_assistant_leads_elsewhere_where_nobody_else_can() -> None:
    tasks = [event(0, leads=0), event(1, assistants=0)]
    held = (Held(0, 0, "assistant", "invited"),)
    assert taken(facts([somebody()], tasks, held=held)) == [(0, 1, "lead")]


def test_an_assistant_is_not_called_away_from_a_colleague_with_minors() -> None:
    people = [somebody(0), somebody(1, qualified=ASSISTS)]
    tasks = [event(0, leads=0, assistants=2, minors=True), event(1, assistants=0)]
    for status in ("invited", "accepted"):
        held = (Held(0, 0, "assistant", "invited"), Held(1, 0, "assistant", status))
        stay = [(0, 0, "assistant"), (1, 0, "assistant")]
        assert taken(facts(people, tasks, held=held)) == stay


def test_a_language_is_brought_along() -> None:
    spoken = ("es", "kaq")
    people = [somebody(0), somebody(1, past=9, languages=spoken), somebody(2, most_a_week=0)]
    tasks = [event(0, languages=("kaq",), assistants=0), event(1, assistants=0)]
    assert taken(facts(people, tasks)) == [(1, 0, "lead"), (0, 1, "lead")]
    held = (Held(1, 1, "lead", "invited"), Held(0, 0, "lead", "invited"))
    assert taken(facts(people, tasks, held=held)) == [(1, 0, "lead"), (0, 1, "lead")]


def test_nobody_is_left_alone_with_minors() -> None:
    assert taken(facts([somebody()], [event(minors=True)])) == []
    world = facts([somebody(0), somebody(1)], [event(minors=True)])
    assert taken(world) == [(0, 0, "lead"), (1, 0, "assistant")]


def test_two_who_can_come_together_come_where_the_first_choice_would_be_alone() -> None:
    """Two who must not meet a third one, who costs least, come together."""
    people = [somebody(0), somebody(1, past=3), somebody(2, past=3)]
    pairs = tuple(Pair(0, other, together=False) for other in (1, 2))
    world = facts(people, [event(minors=True)], pairs=pairs)
    assert taken(world) == [(1, 0, "lead"), (2, 0, "assistant")]


def test_a_novice_joins_an_experienced_lead_only() -> None:
    learners = [somebody(number, novice=True) for number in range(2)]
    task = event(assistants=2)
    assert taken(facts(learners, [task])) == []
    world = facts([*learners, somebody(2)], [task])
    assert taken(world) == [(2, 0, "lead"), (0, 0, "assistant")]


def test_who_would_rather_be_together_is_and_who_must_not_meet_does_not() -> None:
    people = [somebody(0), somebody(1, qualified=ASSISTS), somebody(2, qualified=ASSISTS)]
    together = facts(people, [event()], pairs=(Pair(0, 2, together=True),))
    assert taken(together) == [(0, 0, "lead"), (2, 0, "assistant")]
    apart = facts(people, [event()], pairs=(Pair(0, 1, together=False),))
    assert taken(apart) == [(0, 0, "lead"), (2, 0, "assistant")]


def test_the_same_facts_give_the_same_rota_and_everything_accepted_is_in_it() -> None:
    world = instance(80, 50, seed=4)
    rota = greedy(world, PLANNING)
    assert rota == greedy(world, PLANNING, eligibility(world))
    assert {it.place for it in world.held if it.status == "accepted"} <= set(rota)
    assert violations(world, rota) == []


def test_a_board_counts_what_the_law_counts() -> None:
    world = instance(40, 20, seed=5, second_language=50, pairs=30)
    board = Board(world, eligibility(world), PLANNING)
    before = _cost(world, settled(world).places)
    for row in range(0, len(board.table), 3):
        if board.open(row):
            board.take(row)
    some = board.mark()
    assert board.cost == _cost(world, places(board)) - before
    for row in list(board.taken()):
        board.give_back(row)
    assert board.cost == 0
    board.undo(some)
    assert board.cost == _cost(world, places(board)) - before


def _cost(world: Instance, rota: Sequence[Place] | frozenset[Place]) -> int:
    return cost(world, rota, PLANNING)
