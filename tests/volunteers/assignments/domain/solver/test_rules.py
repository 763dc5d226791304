"""Each rule speaks against exactly whom it should."""

from typing import Any
from uuid import UUID

import pytest

from tests.support.rota_instances import instance
from tests.support.rota_pieces import MONDAY, event, facts, somebody, stay
from volunteers.assignments.domain.solver.against import Against
from volunteers.assignments.domain.solver.greedy import greedy
from volunteers.assignments.domain.solver.instance import (
    Away,
    Cleared,
    Pair,
    Person,
    Place,
    Qualified,
    Refused,
    Role,
    Task,
    Window,
)
from volunteers.assignments.domain.solver.rules import ORDER, SoFar, month, reasons, week
from volunteers.assignments.domain.solver.weights import PLANNING

LEAD: Role = "lead"
ASSISTANT: Role = "assistant"
AFTERNOON = (Window(0, 13 * 60, 20 * 60),)
TOUCHING = (Window(0, 0, 600), Window(0, 600, 1440))
GAP = (Window(0, 0, 600), Window(0, 601, 1440))
BEFORE = Qualified("topic", "lead", MONDAY - 1)
ON_THE_DAY = Qualified("topic", "lead", MONDAY)


def against(person: Person, task: Task, role: Role = LEAD, **known: Any) -> tuple[str, ...]:
    return reasons(SoFar(facts([person], [task], **known)), 0, 0, role)


@pytest.mark.parametrize(
    ("person", "task", "rules"),
    [
        (somebody(), event(), ()),
        (somebody(qualified=()), event(), ("not_qualified",)),
        (somebody(qualified=()), event(topics=()), ()),
        (somebody(qualified=(BEFORE,)), event(), ("not_qualified",)),
        (somebody(qualified=(ON_THE_DAY,)), event(), ()),
        (somebody(qualified=(ON_THE_DAY,)), event(days=2), ("not_qualified",)),
        (somebody(qualified=(Qualified("topic", "assistant"),)), event(), ("not_qualified",)),
        (somebody(cleared=()), event(), ()),
        (somebody(cleared=(Cleared(MONDAY, MONDAY),)), event(days=2), ()),
        (somebody(windows=AFTERNOON), event(), ("unavailable",)),
        (somebody(windows=AFTERNOON), event(hour=14), ()),
        (somebody(windows=AFTERNOON), event(day=MONDAY + 1, hour=14), ("unavailable",)),
        (somebody(windows=AFTERNOON), event(hour=14, days=2), ("unavailable",)),
        (somebody(windows=TOUCHING), event(), ()),
        (somebody(windows=GAP), event(), ("unavailable",)),
        (somebody(away=(Away(MONDAY - 3, MONDAY - 1),)), event(), ()),
        (somebody(away=(Away(MONDAY + 1, MONDAY + 1),)), event(days=2), ("away",)),
        (somebody(travel_minutes=59), event(municipality="there"), ("too_far",)),
        (somebody(travel_minutes=60), event(municipality="there"), ()),
        (somebody(travel_minutes=0), event(municipality="there", virtual=True), ()),
        (somebody(novice=True), event(), ("novice",)),
        (somebody(most_a_week=0, most_a_month=0), event(), ("week_full", "month_full")),
    ],
)  # fmt: skip
def test_a_rule_speaks_against_who_breaks_it(
    person: Person, task: Task, rules: tuple[str, ...]
) -> None:
    assert against(person, task) == rules


def test_minors_ask_for_a_clearance_through_the_last_day_and_for_company() -> None:
    lapsing = somebody(cleared=(Cleared(0, MONDAY), Cleared(MONDAY + 1, MONDAY + 9)))
    assert against(lapsing, event(minors=True)) == ("alone",)
    assert against(lapsing, event(minors=True, days=2)) == ("not_cleared", "alone")


def test_an_assistant_may_be_qualified_to_assist_only() -> None:
    assistant = somebody(qualified=(Qualified("topic", "assistant"),))
    assert against(assistant, event(), ASSISTANT) == ()


def test_a_refusal_stands() -> None:
    assert against(somebody(), event(), refused=(Refused(0, 0),)) == ("refused",)


@pytest.mark.parametrize(
    ("other", "rules"),
    [
        (stay(hour=10), ("busy",)),
        (stay(hour=11), ()),
        (stay(hour=11, municipality="there"), ("busy",)),
        (stay(hour=12, municipality="there"), ()),
        (stay(hour=11, municipality="there", virtual=True), ()),
        (stay(hour=11, venue=UUID(int=2)), ("busy",)),
        (stay(hour=7, venue=UUID(int=1)), ()),
    ],
)
def test_nobody_is_in_two_places(other: Any, rules: tuple[str, ...]) -> None:
    assert against(somebody(busy=(other,)), event(venue=UUID(int=1))) == rules


def test_limits_count_the_week_from_monday_and_the_calendar_month() -> None:
    sunday = stay(day=MONDAY - 1)
    assert against(somebody(most_a_week=1, most_a_month=1, busy=(sunday,)), event()) == ()
    later = stay(day=MONDAY + 6)
    limited = somebody(most_a_week=1, most_a_month=1, busy=(later,))
    assert against(limited, event()) == ("week_full", "month_full")
    assert (week(MONDAY) - week(MONDAY - 1), month(MONDAY) - month(MONDAY - 1)) == (1, 1)


def test_a_novice_helps_only_beside_an_experienced_lead() -> None:
    people = [somebody(0, novice=True), somebody(1), somebody(2, novice=True)]
    world = facts(people, [event(assistants=3)])
    lead, learner = Place(1, 0, LEAD), Place(2, 0, ASSISTANT)
    assert reasons(SoFar(world), 0, 0, ASSISTANT) == ("novice",)
    assert reasons(SoFar(world, [lead]), 0, 0, ASSISTANT) == ()
    assert reasons(SoFar(world, [lead, learner]), 0, 0, ASSISTANT) == ("novice",)


def test_who_must_not_meet_is_kept_apart() -> None:
    world = facts([somebody(0), somebody(1)], [event()], pairs=(Pair(0, 1, together=False),))
    assert reasons(SoFar(world, [Place(1, 0, LEAD)]), 0, 0, ASSISTANT) == ("apart",)


def test_nobody_has_two_roles_at_one_event() -> None:
    world = facts([somebody()], [event()])
    there = reasons(SoFar(world, [Place(0, 0, LEAD)]), 0, 0, ASSISTANT)
    assert there == ("already", "busy")


def test_the_law_for_everybody_at_once_is_the_same() -> None:
    world = instance(30, 30, seed=3)
    rota = greedy(world, PLANNING)
    one_by_one, at_once = SoFar(world, rota), Against(world, rota)
    for task in range(30):
        for role in (LEAD, ASSISTANT):
            broken = at_once.broken(task, role)
            for person in range(30):
                read = [it for it in reasons(one_by_one, person, task, role) if it != "alone"]
                assert read == [it for it, row in zip(ORDER, broken, strict=True) if row[person]]
