"""What is told of a rota in numbers, and what it gave up."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from volunteers.assignments.domain.solver.instance import ROLES, Instance
from volunteers.assignments.domain.solver.result import Rota


class Dropped(Struct, frozen=True):
    """A place that somebody held and that the rota does not have; `was` is how it stood."""

    event: UUID
    volunteer: UUID
    role: str
    was: str


class Told(Struct, frozen=True, kw_only=True):
    """A rota in numbers; `needed` and `filled` count places, the rest shortcomings.

    `planned` are the events that were looked at, as they and their teams stood at `gathered_at`.
    Once `by_hand`, somebody changed the draft since, and what was proven holds no more.
    """

    gathered_at: datetime | None = None
    needed: int = 0
    filled: int = 0
    leads_missing: int = 0
    assistants_missing: int = 0
    languages_missing: int = 0
    events: int = 0
    people: int = 0
    seconds: float = 0.0
    pruned: bool = False
    by_hand: bool = False
    planned: tuple[UUID, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def told(instance: Instance, rota: Rota, *, gathered_at: datetime) -> Told:
    """What there is to tell of a rota for this instance."""
    needed = sum(task.needs(role) for task in instance.tasks for role in ROLES)
    missing = {role: _missing(instance, rota, role) for role in ROLES}
    return Told(
        gathered_at=gathered_at,
        needed=needed,
        filled=needed - sum(missing.values()),
        leads_missing=missing["lead"],
        assistants_missing=missing["assistant"],
        languages_missing=_unspoken(instance, rota),
        events=len(instance.tasks),
        people=len(instance.people),
        seconds=round(rota.seconds, 3),
        pruned=rota.pruned,
        planned=tuple(task.id for task in instance.tasks),
        dropped=tuple(_dropped(instance, rota)),
    )


def _missing(instance: Instance, rota: Rota, role: str) -> int:
    filled = Counter(place.task for place in rota.places if place.role == role)
    return sum(
        max(0, task.needs(role) - filled[number]) for number, task in enumerate(instance.tasks)
    )


def _unspoken(instance: Instance, rota: Rota) -> int:
    spoken = {
        (place.task, language)
        for place in rota.places
        for language in instance.people[place.person].languages
    }
    wanted = (
        (number, language)
        for number, task in enumerate(instance.tasks)
        for language in task.languages
    )
    return sum(pair not in spoken for pair in wanted)


def _dropped(instance: Instance, rota: Rota) -> Iterator[Dropped]:
    kept = {(place.person, place.task) for place in rota.places}
    for held in instance.held:
        if (held.person, held.task) not in kept:
            event, person = instance.tasks[held.task].id, instance.people[held.person].id
            yield Dropped(event, person, held.role, held.status)
