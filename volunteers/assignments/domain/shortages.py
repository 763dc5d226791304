"""Where topics and languages run short of people, from what is planned and who can do it."""

from collections.abc import Collection, Iterable
from typing import Final
from uuid import UUID

from msgspec import Struct

# With one person who leads a topic, one cold calls everything off.
LEAST: Final = 2
EVENTS_EACH: Final = 6  # that one lead can carry in the time looked at


class Named(Struct, frozen=True):
    """A person; names repeat, ids do not."""

    id: UUID
    name: str


class Supply(Struct, frozen=True, kw_only=True):
    """What a municipality plans of a topic or in a language, and who there can do it all along.

    `what` is topic or language, `code` its slug or ISO 639 code. `trainees` are those who
    could learn it with the least: they assist in the topic already, or lead others.
    """

    what: str
    code: str
    name: str
    municipality: str
    municipality_name: str
    events: int
    people: tuple[Named, ...]
    lapsing: tuple[Named, ...] = ()
    trainees: tuple[Named, ...] = ()

    @property
    def needed(self) -> int:
        """How many people it takes: two at least, and one for every six events."""
        return max(LEAST, -(-self.events // EVENTS_EACH)) if self.events else 0

    @property
    def missing(self) -> int:
        """How many are lacking."""
        return max(0, self.needed - len(self.people))


def short(supplies: Iterable[Supply]) -> list[Supply]:
    """Where somebody is lacking, the worst first: nobody at all, then by how many events it is."""
    return sorted(
        (one for one in supplies if one.missing),
        key=lambda one: (bool(one.people), -one.events, -one.missing, one.municipality, one.code),
    )


def training(shortages: Collection[Supply]) -> list[tuple[str, str, list[Supply]]]:
    """What to teach: (what, name, where) for each topic or language, the most wanted first."""
    by_code: dict[tuple[str, str], list[Supply]] = {}
    for one in shortages:
        by_code.setdefault((one.what, one.code), []).append(one)
    wanted = sorted(by_code.values(), key=lambda group: -sum(one.missing for one in group))
    return [(group[0].what, group[0].name, group) for group in wanted]
