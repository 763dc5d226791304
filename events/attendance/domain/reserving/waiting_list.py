"""Who gets a seat when there are fewer seats than people: strictly in the order of asking.

Who asks while there is room, and nobody waits who could use it, has a seat at once. A seat that
comes free is offered to the first who waits, for as long as an offer stands, but never beyond the
closing or the start. An offer that lapses, or a seat given back, is over for good: whoever wants
one after all asks anew and stands at the end.

A group that is larger than what is free has its *turn*: for as long as an offer stands everybody
behind it waits, and it may come with fewer people. After that, those behind who do fit go past it.
It keeps its number, is asked first again as soon as there is room for all of it, and has only one
turn: so a large group delays the others once, and one free seat never costs it its place.

Nobody is ever thrown out. Where a coordinator takes away seats that are taken, nothing is given
out until enough have come back.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.translation import gettext as _

SEATED: Final = frozenset({"confirmed", "offered"})
OVER: Final = frozenset({"cancelled", "lapsed"})


class Room(Struct, frozen=True, kw_only=True):
    """What there is to give: from `closes_at` on nothing is asked, offered or accepted.

    `stands` is whether the event is going to happen as far as anybody knows.
    """

    seats: int
    closes_at: datetime
    offer: timedelta
    stands: bool = True

    def is_open(self, at: datetime) -> bool:
        """Whether seats are given out at `at`."""
        return self.stands and at < self.closes_at


class Place(Struct, frozen=True, kw_only=True):
    """What somebody asked for, and how it stands; no two are asked at the same instant.

    `offered_until` is the end of an offer or, while waiting, of the turn of a group too large.
    """

    id: UUID
    people: int
    status: str
    asked_at: datetime
    offered_at: datetime | None = None
    offered_until: datetime | None = None
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None

    def is_current(self, at: datetime) -> bool:
        """Whether its offer or its turn has not run out."""
        return self.offered_until is not None and at < self.offered_until


Places = tuple[Place, ...]


def ask(room: Room, places: Places, new: Place, *, at: datetime) -> Places:
    """Somebody asks, behind everybody else; raises Conflict when nothing is given out any more."""
    need_open(room, at)
    return settled(room, (*places, new), at=at, here=new.id)


def accept(room: Room, places: Places, which: UUID, *, at: datetime) -> Places:
    """Somebody takes what they were offered; raises Conflict when the offer is over."""
    now = settled(room, places, at=at)
    place = of(now, which)
    if place.status == "confirmed":
        return now
    need_open(room, at)
    if place.status != "offered":
        raise Conflict(_("Este ofrecimiento ya terminó."))
    return _with(now, replace(place, status="confirmed", confirmed_at=at))


def give_back(room: Room, places: Places, which: UUID, *, at: datetime) -> Places:
    """Somebody does not come; what they had goes to those who wait."""
    now = settled(room, places, at=at)
    place = of(now, which)
    if place.status in OVER:
        return now
    return settled(room, _with(now, replace(place, status="cancelled", ended_at=at)), at=at)


def reduce(room: Room, places: Places, which: UUID, people: int, *, at: datetime) -> Places:
    """Somebody comes with fewer people; raises Invalid for more, Conflict when it is over."""
    now = settled(room, places, at=at)
    place = of(now, which)
    if place.status in OVER:
        raise Conflict(_("Esta reserva ya terminó."))
    if not 1 <= people <= place.people:
        raise Invalid({"people": _("Debe ser un número de 1 a %(n)s.", n=place.people)})
    return settled(room, _with(now, replace(place, people=people)), at=at, here=which)


def wait_on(room: Room, places: Places, which: UUID, *, at: datetime) -> Places:
    """A group does without its turn: those behind go past it at once, and it keeps its number."""
    now = settled(room, places, at=at)
    place = of(now, which)
    if place.status != "waiting" or not place.is_current(at):
        return now
    return settled(room, _with(now, replace(place, offered_until=at)), at=at)


def settled(room: Room, places: Places, *, at: datetime, here: UUID | None = None) -> Places:
    """How everything stands at `at`: what ran out has lapsed, what is free is offered.

    Who is `here`, looking at the answer, is confirmed instead of asked.
    """
    lapsed = tuple(_lapsed(room, place, at) for place in places)
    if not room.is_open(at):
        return lapsed
    seated = {place.id: place for place in _seated(room, lapsed, at, here)}
    return tuple(seated.get(place.id, place) for place in lapsed)


def free(room: Room, places: Sequence[Place]) -> int:
    """The seats that nobody has; below zero where seats were taken away."""
    return room.seats - sum(place.people for place in places if place.status in SEATED)


def kept(room: Room, places: Sequence[Place], *, at: datetime) -> int:
    """How many of the free seats nobody else gets while a group too large has its turn."""
    turn = any(place.is_current(at) for place in _waiting(places))
    return max(free(room, places), 0) if turn and room.is_open(at) else 0


def until(room: Room, place: Place) -> datetime | None:
    """When an offer or a turn ends, also where the closing was moved since."""
    return None if place.offered_until is None else min(place.offered_until, room.closes_at)


def ahead(places: Sequence[Place], which: UUID) -> int:
    """How many people wait in front of somebody."""
    mine = of(places, which)
    return sum(one.people for one in _waiting(places) if one.asked_at < mine.asked_at)


def of(places: Sequence[Place], which: UUID) -> Place:
    """One of them; raises NotFound."""
    for place in places:
        if place.id == which:
            return place
    raise NotFound(_("Esta inscripción no existe."))


def need_open(room: Room, at: datetime) -> None:
    """Raise Conflict unless seats are given out at `at`."""
    if not room.stands:
        raise Conflict(_("Esta actividad no recibe reservas ahora."))
    if not room.is_open(at):
        raise Conflict(_("Las reservas de esta actividad ya cerraron."))


def _lapsed(room: Room, place: Place, at: datetime) -> Place:
    end = until(room, place)
    if place.status != "offered" or end is None or at < end:
        return place
    return replace(place, status="lapsed", ended_at=end)


def _seated(room: Room, places: Places, at: datetime, here: UUID | None) -> Iterator[Place]:
    """Whoever waits and gets something now, changed."""
    left, end = free(room, places), min(at + room.offer, room.closes_at)
    for place in _waiting(places):
        if left < 1:
            return
        if place.people <= left:
            left -= place.people
            yield _seat(place, at, end, here=here)
        elif place.offered_until is None:
            yield replace(place, offered_at=at, offered_until=end)
            return
        elif place.is_current(at):
            return


def _seat(place: Place, at: datetime, end: datetime, *, here: UUID | None) -> Place:
    if place.id == here:
        return replace(place, status="confirmed", confirmed_at=at)
    return replace(place, status="offered", offered_at=at, offered_until=end)


def _waiting(places: Sequence[Place]) -> list[Place]:
    waiting = (place for place in places if place.status == "waiting")
    return sorted(waiting, key=lambda place: place.asked_at)


def _with(places: Places, changed: Place) -> Places:
    return tuple(changed if place.id == changed.id else place for place in places)
