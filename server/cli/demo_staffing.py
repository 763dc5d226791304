"""Who helps at what: nobody without the knowledge or the clearance, nobody twice on one day."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from server.cli.demo_calendar import HalfYear
from server.cli.demo_chance import Chance
from server.cli.demo_plan import Planned
from server.cli.demo_volunteers import Helper
from volunteers.assignments.domain.safeguarding import LEAST

INVITED: Final = 8
VACANT: Final = 3
DECLINED: Final = 0.09
ABSENT: Final = 0.05
AHEAD: Final = timedelta(weeks=1)
# Those who can sign in are asked more often, so that there is something to see.
FAVOUR: Final = 3


class Place(Struct, frozen=True, kw_only=True):
    """Somebody's place at an event."""

    event: Planned
    helper: Helper
    role: str
    status: str


def staffed(
    chance: Chance, half: HalfYear, agenda: Sequence[Planned], people: Sequence[Helper],
    minors: Collection[str],
) -> list[Place]:  # fmt: skip
    """Everybody's places, event by event; `minors` are the audiences that the law protects."""
    rota = _Rota(chance, people, minors)
    places = [place for event in agenda for place in _places(chance, rota, event)]
    ahead = [place for place in places if _is_ahead(half, place)]
    ahead.sort(key=lambda place: (not place.helper.signs_in, chance.random()))
    spare = list(_spare(ahead, rota))
    invited, vacant = spare[:INVITED], spare[INVITED : INVITED + VACANT]
    return [
        replace(place, status="invited") if place in invited else place
        for place in places
        if place not in vacant
    ]


class _Rota:
    """Whom to ask: somebody of the municipality who has done least, or else of another one."""

    def __init__(self, chance: Chance, people: Sequence[Helper], minors: Collection[str]) -> None:
        self._chance = chance
        self._people = people
        self._minors = minors
        self._days: set[tuple[UUID, date]] = set()
        self._done: Counter[UUID] = Counter()

    def for_minors(self, event: Planned) -> bool:
        """Whether children or adolescents are expected."""
        return any(audience in self._minors for audience in event.turn.format.audiences)

    def ask(self, event: Planned, role: str) -> Helper | None:
        """Whoever would be the best, if anybody may and can."""
        able = [helper for helper in self._people if self._may(helper, event, role)]
        if not able:
            return None
        here = event.turn.municipality
        return min(
            able,
            key=lambda helper: (helper.home != here, self._burden(helper), self._chance.random()),
        )

    def take(self, event: Planned, helper: Helper) -> None:
        """Give the helper's day to the event."""
        self._days.add((helper.id, event.day))
        self._done[helper.id] += 1

    def _burden(self, helper: Helper) -> int:
        return self._done[helper.id] - FAVOUR * helper.signs_in

    def _may(self, helper: Helper, event: Planned, role: str) -> bool:
        return (
            (helper.id, event.day) not in self._days
            and helper.knows(role, event.turn.session.topics)
            and (helper.cleared(event.day) or not self.for_minors(event))
        )


def _places(chance: Chance, rota: _Rota, event: Planned) -> Iterator[Place]:
    roles = ["lead", *["assistant"] * event.turn.format.assistants]
    for number, role in enumerate(roles):
        needed = rota.for_minors(event) and number < LEAST
        helper = rota.ask(event, role)
        if helper is not None:
            rota.take(event, helper)
            status = _status(chance, event, needed=needed)
            yield Place(event=event, helper=helper, role=role, status=status)
    # Somebody said no before all was settled.
    other = rota.ask(event, roles[-1]) if chance.happens(DECLINED) else None
    if other is not None and event.status != "draft":
        yield Place(event=event, helper=other, role=roles[-1], status="declined")


def _status(chance: Chance, event: Planned, *, needed: bool) -> str:
    if event.status == "draft":
        return "proposed"
    if event.status != "closed":
        return "accepted"
    return "absent" if not needed and chance.happens(ABSENT) else "attended"


def _is_ahead(half: HalfYear, place: Place) -> bool:
    open_yet = place.event.status == "published" and place.event.day >= half.monday + AHEAD
    return open_yet and place.status == "accepted"


def _spare(ahead: Sequence[Place], rota: _Rota) -> Iterator[Place]:
    """Places that may lack an answer: one of each helper, and none that minors' safety asks for."""
    spare = Counter(place.event.id for place in ahead)
    spare.subtract({it.event.id: LEAST for it in ahead if rota.for_minors(it.event)})
    asked: set[UUID] = set()
    for place in ahead:
        if place.helper.id not in asked and spare[place.event.id] > 0:
            asked.add(place.helper.id)
            spare[place.event.id] -= 1
            yield place
