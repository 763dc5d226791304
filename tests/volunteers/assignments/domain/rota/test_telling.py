"""What is told of a rota in numbers."""

from datetime import UTC, datetime
from uuid import UUID

from volunteers.assignments.domain.rota.telling import Dropped, told
from volunteers.assignments.domain.solver.instance import (
    Held,
    Instance,
    Part,
    Person,
    Place,
    Stay,
    Task,
)
from volunteers.assignments.domain.solver.result import Rota

MORNING = datetime(2026, 12, 1, 9, tzinfo=UTC)
STAY = Stay(0, 60, "0103", None, virtual=False, day=1)


def task(number: int, *, leads: int, languages: tuple[str, ...] = ()) -> Task:
    return Task(
        id=UUID(int=number), stay=STAY, parts=(Part(1, 0, 60),), languages=languages, leads=leads
    )


def test_places_languages_and_what_was_given_up_are_counted() -> None:
    instance = Instance(
        people=tuple(Person(id=UUID(int=number), home="0103") for number in (7, 8, 9)),
        tasks=(task(1, leads=2, languages=("es", "poc")), task(2, leads=1)),
        held=(Held(0, 0, "lead", "accepted"), Held(1, 1, "lead", "invited")),
    )
    rota = Rota(places=(Place(0, 0, "lead"), Place(2, 1, "lead")), outcome="greedy", objective=1)
    found = told(instance, rota, gathered_at=MORNING)
    assert (found.needed, found.filled, found.leads_missing, found.assistants_missing) == (
        5, 2, 1, 2,
    )  # fmt: skip
    assert (found.languages_missing, found.people, found.events) == (1, 3, 2)
    assert (found.planned, found.gathered_at) == ((UUID(int=1), UUID(int=2)), MORNING)
    assert found.dropped == (Dropped(UUID(int=2), UUID(int=8), "lead", "invited"),)
