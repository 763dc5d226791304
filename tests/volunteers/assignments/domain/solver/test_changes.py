"""The change that is told for an empty place is the cheapest, and when it is made fills it."""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings

from tests.support.rota_checker import violations
from tests.support.rota_instances import instance, small_instances
from tests.support.rota_pieces import MONDAY, event, facts, somebody, stay
from volunteers.assignments.domain.solver.changes import Change, Join, Lack, cost_of
from volunteers.assignments.domain.solver.funnel import Funnel, funnels
from volunteers.assignments.domain.solver.greedy import greedy
from volunteers.assignments.domain.solver.instance import (
    ROLES,
    Away,
    Cleared,
    Instance,
    Pair,
    Person,
    Place,
    Qualified,
    Refused,
    Window,
)
from volunteers.assignments.domain.solver.made import made
from volunteers.assignments.domain.solver.solving import solve
from volunteers.assignments.domain.solver.weights import PLANNING

ASSISTS = (Qualified("topic", "assistant"),)
ELSEWHERE = stay(MONDAY + 2)


def lead(*people: Person, **known: Any) -> Change:
    task = event(assistants=0, **{"municipality": "there"} | known.pop("task", {}))
    world = facts(list(people), [task], **known)
    (funnel,) = funnels(world, ())
    assert _filled(world, (), funnel) == []
    return funnel.change


def _filled(world: Instance, rota: tuple[Place, ...], funnel: Funnel) -> list[str]:
    """What the checker says once the change is made and everybody who joins is put there."""
    changed = made(world, funnel.event, funnel.change)
    task = next(at for at, each in enumerate(world.tasks) if each.id == funnel.event)
    number = {person.id: at for at, person in enumerate(changed.people)}
    new = iter(range(len(world.people), len(changed.people)))
    joined = [
        Place(number[join.person] if join.person else next(new), task, join.role)
        for join in funnel.change.joins
    ]
    return violations(changed, [*rota, *joined])


@pytest.mark.parametrize(
    ("person", "lack"),
    [
        (somebody(most_a_week=1, busy=(ELSEWHERE,)), Lack(rule="week_full", needs=2)),
        (somebody(most_a_month=1, busy=(ELSEWHERE,)), Lack(rule="month_full", needs=2)),
        (somebody(travel_minutes=20), Lack(rule="too_far", needs=60)),
        (
            somebody(windows=(Window(3, 0, 1440),)),
            Lack(rule="unavailable", since=MONDAY, needs=MONDAY),
        ),
        (somebody(away=(Away(0, MONDAY + 9),)), Lack(rule="away", since=MONDAY, needs=MONDAY)),
        (
            somebody(cleared=(Cleared(0, MONDAY - 1),)),
            Lack(rule="not_cleared", since=MONDAY, needs=MONDAY),
        ),
        (
            somebody(qualified=ASSISTS),
            Lack(rule="not_qualified", needs=MONDAY, topics=("topic",)),
        ),
        (somebody(novice=True), Lack(rule="novice")),
    ],
)
def test_whoever_misses_one_rule_is_told_what_would_do(person: Person, lack: Lack) -> None:
    world = facts([person, somebody(9)], [event(minors=True, municipality="there")])
    here = (Place(1, 0, "assistant"),)
    (funnel,) = funnels(world, here)
    expected = cost_of((lack.rule,))
    assert funnel.change == Change(
        joins=(Join(role="lead", person=person.id, lacks=(lack,)),), cost=expected or -1
    )
    assert _filled(world, here, funnel) == []


def test_a_refusal_is_asked_back_only_where_nothing_else_would_do() -> None:
    again = lead(somebody(), refused=(Refused(0, 0),))
    assert [it.rule for it in again.joins[0].lacks] == ["refused"]
    trained = lead(somebody(0), somebody(1, qualified=ASSISTS), refused=(Refused(0, 0),))
    assert trained.joins[0].person == somebody(1).id


def test_who_is_free_needs_only_to_be_placed() -> None:
    assert lead(somebody()) == Change(joins=(Join(role="lead", person=somebody().id),), cost=0)


def test_one_rule_is_cheaper_than_two_and_two_are_than_somebody_new() -> None:
    two = somebody(0, most_a_week=0, travel_minutes=0)
    one = somebody(1, qualified=ASSISTS)
    assert lead(two, one).joins[0].person == one.id
    assert [it.rule for it in lead(two).joins[0].lacks] == ["too_far", "week_full"]


@pytest.mark.parametrize(
    "person",
    [
        somebody(busy=(stay(),)),
        somebody(most_a_week=0, most_a_month=0, travel_minutes=0),
    ],
)
def test_where_nobody_here_could_somebody_new_is_looked_for(person: Person) -> None:
    change = lead(person, task={"minors": False})
    topic = Lack(rule="not_qualified", needs=MONDAY, topics=("topic",))
    assert change.joins == (Join(role="lead", lacks=(topic, Lack(rule="novice"))),)
    assert change.cost > 500


def test_with_minors_whoever_joins_brings_somebody_along() -> None:
    free, lapsed = somebody(0), somebody(1, qualified=ASSISTS, cleared=())
    world = facts([free, lapsed], [event(minors=True)])
    change = funnels(world, ())[0].change
    renewed = Lack(rule="not_cleared", since=MONDAY, needs=MONDAY)
    assert change.joins == (
        Join(role="lead", person=free.id),
        Join(role="assistant", person=lapsed.id, lacks=(renewed,)),
    )


def test_an_event_with_minors_that_asks_for_one_only_asks_for_a_second() -> None:
    world = facts([somebody(0), somebody(1)], [event(minors=True, assistants=0)])
    (funnel,) = funnels(world, ())
    assert (funnel.change.more, len(funnel.change.joins)) == (1, 2)
    assert len(greedy(made(world, funnel.event, funnel.change), PLANNING)) == 2


def test_those_who_must_not_meet_are_not_brought_together() -> None:
    apart = (Pair(0, 1, together=False),)
    world = facts([somebody(0), somebody(1)], [event(minors=True)], pairs=apart)
    change = funnels(world, ())[0].change
    assert [join.person is None for join in change.joins].count(True) == 1


def test_what_cannot_be_asked_for_has_no_price() -> None:
    assert cost_of(()) == 0
    assert cost_of(("busy",)) is None
    assert cost_of(("already", "week_full")) is None


def test_an_absence_is_cut_only_where_it_must_be() -> None:
    gone = somebody(away=(Away(MONDAY - 2, MONDAY + 2), Away(MONDAY + 5, MONDAY + 6)))
    world = facts([gone], [event(assistants=0)])
    (funnel,) = funnels(world, ())
    (person,) = made(world, funnel.event, funnel.change).people
    assert sorted((it.first - MONDAY, it.last - MONDAY) for it in person.away) == [
        (-2, -1), (1, 2), (5, 6),
    ]  # fmt: skip


def test_each_change_of_a_starved_rota_fills_one_place_more() -> None:
    world = instance(14, 6, seed=2, leads=20, cleared=50)
    rota = solve(world, seconds=20, seed=1).places
    found = funnels(world, rota)
    assert len(found) > 10
    for funnel in found:
        assert _filled(world, rota, funnel) == []
        changed = made(world, funnel.event, funnel.change)
        again = solve(changed, seconds=20, seed=1).places
        assert _empty(changed, again) < _empty(world, rota)


@settings(deadline=None, max_examples=30)
@given(small_instances())
def test_any_change_of_any_rota_keeps_every_rule(world: Instance) -> None:
    rota = greedy(world, PLANNING)
    for funnel in funnels(world, rota):
        assert funnel.there + funnel.free + sum(it.number for it in funnel.counts) == (
            len(world.people)
        )
        assert _filled(world, rota, funnel) == []


def _empty(world: Instance, rota: tuple[Place, ...]) -> int:
    needed = Counter({(at, role): task.needs(role) for at, task in enumerate(world.tasks)
                      for role in ROLES})  # fmt: skip
    return (needed - Counter((place.task, place.role) for place in rota)).total()


def test_somebody_new_is_nobody_who_is_here() -> None:
    world = facts([], [event(minors=True)])
    (first, _second) = funnels(world, ())
    changed = made(world, first.event, first.change)
    assert len({person.id for person in changed.people} | {UUID(int=0)}) == 3
