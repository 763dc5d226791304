"""Whatever happens in whatever order, the waiting list keeps what it promises."""

from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from events.attendance.domain.reserving import waiting_list
from events.attendance.domain.reserving.waiting_list import OVER, SEATED, Place, Places, Room
from server.foundation.errors import Conflict, Invalid
from tests.support.events import SATURDAY, TODAY

MINUTE = timedelta(minutes=1)
people = st.integers(1, 6)
picks = st.integers(0, 30)


class Bookings(RuleBasedStateMachine):
    """Asks, answers, cancellations, lapses and changes of the room, as they come."""

    @initialize(seats=st.integers(1, 8), offer=st.sampled_from((15, 720, 10_080)))
    def open(self, seats: int, offer: int) -> None:
        self.room = Room(seats=seats, closes_at=SATURDAY, offer=offer * MINUTE)
        self.at: datetime = TODAY
        self.places: Places = ()
        self.number = 0

    @rule(minutes=st.integers(1, 2000))
    def time_goes_by(self, minutes: int) -> None:
        self.at += minutes * MINUTE
        self.becomes(waiting_list.settled(self.room, self.places, at=self.at))

    @rule(group=people)
    def somebody_asks(self, group: int) -> None:
        self.number += 1
        asked_at = TODAY + timedelta(microseconds=self.number)
        new = Place(id=UUID(int=self.number), people=group, status="waiting", asked_at=asked_at)
        try:
            after = waiting_list.ask(self.room, self.places, new, at=self.at)
        except Conflict:
            assert not self.room.is_open(self.at)
            return
        self.places = (*self.places, new)
        self.becomes(after)

    @precondition(lambda self: self.places)
    @rule(pick=picks)
    def somebody_accepts(self, pick: int) -> None:
        mine = self.picked(pick)
        could = mine.status == "offered" and self.room.is_open(self.at)
        try:
            after = waiting_list.accept(self.room, self.places, mine.id, at=self.at)
        except Conflict:
            assert not could
            return
        assert could or mine.status == "confirmed"
        self.becomes(after, taken=mine.id)

    @precondition(lambda self: self.places)
    @rule(pick=picks)
    def somebody_cancels(self, pick: int) -> None:
        mine = self.picked(pick)
        after = waiting_list.give_back(self.room, self.places, mine.id, at=self.at)
        assert waiting_list.of(after, mine.id).status in OVER
        self.becomes(after, left=mine.id)

    @precondition(lambda self: self.places)
    @rule(pick=picks, group=people)
    def somebody_comes_with_fewer(self, pick: int, group: int) -> None:
        mine = self.picked(pick)
        try:
            after = waiting_list.reduce(self.room, self.places, mine.id, group, at=self.at)
        except (Conflict, Invalid):
            return
        before = tuple(
            replace(place, people=group) if place.id == mine.id else place for place in self.places
        )
        self.places = before
        self.becomes(after)

    @rule(seats=st.integers(1, 8), closes=st.integers(0, 10_080), stands=st.booleans())
    def the_coordinator_changes_the_room(self, seats: int, closes: int, stands: bool) -> None:  # noqa: FBT001 (hypothesis calls it by name)
        closes_at = SATURDAY - closes * MINUTE
        self.room = replace(self.room, seats=seats, closes_at=closes_at, stands=stands)
        self.becomes(waiting_list.settled(self.room, self.places, at=self.at))

    @invariant()
    def asking_again_changes_nothing(self) -> None:
        assert waiting_list.settled(self.room, self.places, at=self.at) == self.places

    @invariant()
    def no_seat_is_empty_while_somebody_may_have_it(self) -> None:
        if not self.room.is_open(self.at):
            return
        left = waiting_list.free(self.room, self.places)
        for place in sorted(self.places, key=lambda place: place.asked_at):
            if place.status != "waiting" or left < 1:
                continue
            assert place.people > left
            if place.is_current(self.at):
                return
            assert place.offered_until is not None

    def picked(self, pick: int) -> Place:
        return self.places[pick % len(self.places)]

    def becomes(
        self, after: Places, *, left: UUID | None = None, taken: UUID | None = None
    ) -> None:
        """Take the next step, and hold it against the law."""
        before = {place.id: place for place in self.places}
        assert [place.id for place in after] == list(before)
        seated = [place for place in after if place.status in SEATED]
        new = [place for place in seated if before[place.id].status not in SEATED]
        if new:
            assert sum(place.people for place in seated) <= self.room.seats
            assert self.room.is_open(self.at)
        self.nobody_overtook(after, new)
        self.a_turn_is_had_once_and_for_something(after)
        for place in after:
            self.step_is_lawful(before[place.id], place, left=left, taken=taken)
        self.places = after

    def nobody_overtook(self, after: Places, new: list[Place]) -> None:
        free = waiting_list.free(self.room, after)
        for winner in new:
            for other in after:
                if other.status == "waiting" and other.asked_at < winner.asked_at:
                    later = [one.people for one in new if one.asked_at > other.asked_at]
                    assert other.people > free + sum(later)
                    assert other.offered_until is not None
                    assert not other.is_current(self.at)

    def a_turn_is_had_once_and_for_something(self, after: Places) -> None:
        for was, now in zip(self.places, after, strict=True):
            if was.status == now.status == "waiting" and was.offered_at != now.offered_at:
                assert was.offered_at is None
                assert waiting_list.free(self.room, after) > 0

    def step_is_lawful(
        self, was: Place, now: Place, *, left: UUID | None, taken: UUID | None
    ) -> None:
        if was.status in OVER:
            assert now == was
        if was.status == "confirmed":
            assert now.status == "confirmed" or left == now.id
        if was.status == "offered" and now.status == "confirmed":
            assert taken == now.id
        if was.status == "offered" and now.status == "lapsed":
            assert was.offered_until is not None
            assert min(was.offered_until, self.room.closes_at) <= self.at
        if now.offered_at == self.at and now.status in {"offered", "waiting"}:
            assert now.offered_until is not None
        if now.status == "offered" and was.status != "offered":
            assert self.at < (now.offered_until or self.at) <= self.room.closes_at


TestBookings = Bookings.TestCase
TestBookings.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
