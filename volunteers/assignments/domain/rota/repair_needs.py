"""What a repair is to do: fill one event, and elsewhere no more than keep what there is."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from msgspec import structs

from volunteers.assignments.domain.solver.instance import Instance, Task


def only_keeping(instance: Instance, event: UUID) -> Instance:
    """The instance in which every other event needs no more than it has by now."""
    tasks = tuple(
        task if task.id == event else _as_it_is(instance, number, task)
        for number, task in enumerate(instance.tasks)
    )
    return structs.replace(instance, tasks=tasks)


def _as_it_is(instance: Instance, number: int, task: Task) -> Task:
    roles = Counter(held.role for held in instance.held if held.task == number)
    return structs.replace(
        task,
        leads=min(task.leads, roles["lead"]),
        assistants=min(task.assistants, roles["assistant"]),
        languages=tuple(sorted(set(task.languages) & set(_spoken(instance, number)))),
    )


def _spoken(instance: Instance, number: int) -> Iterator[str]:
    for held in instance.held:
        if held.task == number:
            yield from instance.people[held.person].languages
