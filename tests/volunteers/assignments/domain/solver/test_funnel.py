"""Why a place is empty: everybody is counted once, and those who miss one rule are named."""

from collections.abc import Sequence
from typing import Any

from tests.support.rota_instances import instance
from tests.support.rota_pieces import MONDAY, event, facts, somebody, stay
from volunteers.assignments.domain.solver.funnel import NAMED, Count, Funnel, Near, funnels
from volunteers.assignments.domain.solver.greedy import greedy
from volunteers.assignments.domain.solver.instance import (
    ROLES,
    Away,
    Instance,
    Pair,
    Person,
    Place,
    Qualified,
    Refused,
)
from volunteers.assignments.domain.solver.weights import PLANNING

ASSISTS = (Qualified("topic", "assistant"),)
LEAD = event(assistants=0)


def only(people: Sequence[Person], places: Sequence[Place] = (), **known: Any) -> Funnel:
    tasks = known.pop("tasks", [LEAD])
    (found,) = funnels(facts(list(people), tasks, **known), places)
    return found


def adds_up(funnel: Funnel) -> bool:
    return funnel.there + funnel.free + sum(it.number for it in funnel.counts) == funnel.people


def test_a_full_rota_needs_no_explanation() -> None:
    world = facts([somebody()], [LEAD])
    assert funnels(world, [Place(0, 0, "lead")]) == ()


def test_whoever_misses_several_rules_is_counted_for_the_most_lasting() -> None:
    people = [
        somebody(0, qualified=ASSISTS, away=(Away(MONDAY, MONDAY),)),
        somebody(1, qualified=ASSISTS),
        somebody(2, away=(Away(MONDAY, MONDAY),)),
        somebody(3, busy=(stay(),)),
    ]
    funnel = only(people, refused=(Refused(3, 0),))
    assert (funnel.people, funnel.there, funnel.free, funnel.missing) == (4, 0, 0, 1)
    assert funnel.counts == (Count("not_qualified", 2), Count("away", 1), Count("busy", 1))
    assert funnel.near_counts == (Count("not_qualified", 1), Count("away", 1))
    assert funnel.near == (Near(people[2].id, "away"), Near(people[1].id, "not_qualified"))


def test_the_team_is_counted_apart_and_who_is_free_too() -> None:
    people = [somebody(0), somebody(1, qualified=ASSISTS), somebody(2)]
    funnel = only(people, [Place(0, 0, "lead")], tasks=[event(leads=2, assistants=0)])
    assert (funnel.there, funnel.free, funnel.counts) == (1, 1, (Count("not_qualified", 1),))


def test_who_is_named_is_who_takes_least_to_win_and_of_those_who_helps_least() -> None:
    people = [
        somebody(0, busy=(stay(),)),
        somebody(1, qualified=ASSISTS),
        somebody(2, most_a_week=0, past=4),
        somebody(3, most_a_week=0, past=1),
        somebody(4, travel_minutes=5),
    ]
    funnel = only(people, tasks=[event(assistants=0, municipality="there")])
    named = [(people.index(who), near.rule) for near in funnel.near for who in people
             if who.id == near.person]  # fmt: skip
    assert named == [
        (3, "week_full"),
        (2, "week_full"),
        (4, "too_far"),
        (1, "not_qualified"),
        (0, "busy"),
    ]


def test_no_more_than_a_few_are_named_though_all_are_counted() -> None:
    crowd = [somebody(number, most_a_week=0) for number in range(NAMED + 8)]
    funnel = only(crowd)
    assert len(funnel.near) == NAMED
    assert funnel.near_counts == (Count("week_full", NAMED + 8),)


def test_two_who_must_not_meet_keep_a_place_empty() -> None:
    people = [somebody(0), somebody(1, qualified=ASSISTS)]
    apart = (Pair(0, 1, together=False),)
    funnel = only(people, [Place(0, 0, "lead")], tasks=[event()], pairs=apart)
    assert (funnel.role, funnel.there, funnel.counts) == ("assistant", 1, (Count("apart", 1),))


def test_whoever_would_be_alone_with_minors_is_told_so() -> None:
    funnels_of_both = funnels(facts([somebody()], [event(minors=True)]), ())
    assert [it.role for it in funnels_of_both] == list(ROLES)
    assert {it.counts for it in funnels_of_both} == {(Count("alone", 1),)}


def test_with_company_nobody_is_alone_unless_they_must_not_meet() -> None:
    people = [somebody(0), somebody(1, qualified=ASSISTS)]
    lead, assistant = funnels(facts(people, [event(minors=True)]), ())
    assert (lead.free, lead.counts) == (1, (Count("not_qualified", 1),))
    assert (assistant.free, assistant.counts) == (1, (Count("alone", 1),))
    apart = (Pair(0, 1, together=False),)
    lead, assistant = funnels(facts(people, [event(minors=True)], pairs=apart), ())
    assert (lead.free, lead.counts) == (0, (Count("not_qualified", 1), Count("alone", 1)))


def test_a_novice_is_company_for_a_lead_but_not_for_an_assistant() -> None:
    people = [somebody(0), somebody(1, novice=True)]
    lead, assistant = funnels(facts(people, [event(minors=True)]), ())
    assert (lead.free, lead.counts) == (1, (Count("novice", 1),))
    assert (assistant.free, assistant.counts) == (0, (Count("novice", 1), Count("alone", 1)))


def test_nobody_is_the_cheapest_change_for_both_roles_of_one_event() -> None:
    people = [somebody(0, most_a_week=0), somebody(1, travel_minutes=5)]
    lead, assistant = funnels(facts(people, [event(municipality="there")]), ())
    assert [join.person for join in lead.change.joins] == [people[0].id]
    assert [join.person for join in assistant.change.joins] == [people[1].id]


def test_two_who_come_together_fill_both_roles_with_one_change() -> None:
    people = [somebody(0, most_a_week=0), somebody(1, most_a_week=0)]
    lead, assistant = funnels(facts(people, [event(minors=True)]), ())
    assert assistant.change.joins == lead.change.joins[::-1]
    assert (assistant.change.cost, lead.change.cost) == (20, 20)


def test_every_funnel_of_a_starved_rota_adds_up() -> None:
    world = _starved()
    rota = greedy(world, PLANNING)
    found = funnels(world, rota)
    needed = sum(task.leads + task.assistants for task in world.tasks)
    assert sum(funnel.missing for funnel in found) == needed - len(rota)
    assert len(found) > 20
    assert all(adds_up(funnel) for funnel in found)
    assert not any(funnel.free for funnel in found)


def _starved() -> Instance:
    return instance(60, 14, seed=7, leads=20, cleared=50)
