"""Who gets which seat, told as small stories."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from events.attendance.domain.reserving import waiting_list
from events.attendance.domain.reserving.waiting_list import Place, Places, Room
from server.foundation.errors import Conflict, Invalid, NotFound
from tests.support.events import SATURDAY, TODAY

HOUR = timedelta(hours=1)
ROOM = Room(seats=2, closes_at=SATURDAY, offer=12 * HOUR)
ANA, BETO, CORA, CLASE = (UUID(int=number) for number in range(1, 5))


def asked(who: UUID, people: int = 1, *, at: datetime = TODAY) -> Place:
    return Place(id=who, people=people, status="waiting", asked_at=at + timedelta(seconds=who.int))


def full(*waiting: Place, room: Room = ROOM) -> Places:
    """A room that Ana fills, with others waiting in this order."""
    places = waiting_list.ask(room, (), asked(ANA, room.seats), at=TODAY)
    for one in waiting:
        places = waiting_list.ask(room, places, one, at=TODAY)
    return places


def statuses(places: Places) -> dict[UUID, str]:
    return {place.id: place.status for place in places}


def test_who_asks_while_there_is_room_has_a_seat_at_once() -> None:
    places = waiting_list.ask(ROOM, (), asked(ANA, 2), at=TODAY)
    assert [(place.status, place.confirmed_at) for place in places] == [("confirmed", TODAY)]


def test_who_asks_later_waits_and_knows_how_many_are_in_front() -> None:
    places = full(asked(BETO, 2), asked(CORA))
    assert statuses(places) == {ANA: "confirmed", BETO: "waiting", CORA: "waiting"}
    assert [waiting_list.ahead(places, who) for who in (ANA, BETO, CORA)] == [0, 0, 2]


def test_a_seat_given_back_is_offered_to_who_asked_first() -> None:
    places = waiting_list.give_back(ROOM, full(asked(BETO, 2), asked(CORA)), ANA, at=TODAY)
    assert statuses(places) == {ANA: "cancelled", BETO: "offered", CORA: "waiting"}
    assert waiting_list.of(places, BETO).offered_until == TODAY + 12 * HOUR


def test_seats_are_kept_for_a_group_too_large_while_it_has_its_turn() -> None:
    room = replace(ROOM, seats=3)
    places = waiting_list.ask(room, full(asked(BETO, 3)), asked(CLASE, 2), at=TODAY)
    turn = waiting_list.settled(room, places, at=TODAY)
    for at, kept in ((TODAY, 1), (TODAY + 12 * HOUR, 0), (SATURDAY, 0)):
        assert waiting_list.kept(room, turn, at=at) == kept
    assert waiting_list.kept(ROOM, full(), at=TODAY) == 0


def test_an_offer_that_is_accepted_is_a_seat() -> None:
    places = waiting_list.give_back(ROOM, full(asked(BETO)), ANA, at=TODAY)
    taken = waiting_list.accept(ROOM, places, BETO, at=TODAY + HOUR)
    assert statuses(taken)[BETO] == "confirmed"
    assert waiting_list.accept(ROOM, taken, BETO, at=TODAY + 20 * HOUR) == taken


def test_an_offer_lapses_to_the_next_and_never_comes_back() -> None:
    places = waiting_list.give_back(ROOM, full(asked(BETO, 2), asked(CORA, 2)), ANA, at=TODAY)
    later = TODAY + 12 * HOUR
    after = waiting_list.settled(ROOM, places, at=later)
    assert statuses(after) == {ANA: "cancelled", BETO: "lapsed", CORA: "offered"}
    with pytest.raises(Conflict):
        waiting_list.accept(ROOM, after, BETO, at=later)
    alone = waiting_list.give_back(ROOM, after, CORA, at=later)
    assert statuses(alone) == {ANA: "cancelled", BETO: "lapsed", CORA: "cancelled"}


def test_an_offer_ends_with_the_closing() -> None:
    soon = SATURDAY - HOUR
    places = waiting_list.give_back(ROOM, full(asked(BETO)), ANA, at=soon)
    assert waiting_list.of(places, BETO).offered_until == SATURDAY


def test_nothing_is_offered_accepted_or_asked_for_after_the_closing() -> None:
    late = waiting_list.give_back(ROOM, full(asked(BETO)), ANA, at=SATURDAY)
    assert statuses(late)[BETO] == "waiting"
    with pytest.raises(Conflict):
        waiting_list.ask(ROOM, late, asked(CORA), at=SATURDAY)
    offered = waiting_list.give_back(ROOM, full(asked(BETO)), ANA, at=SATURDAY - HOUR)
    with pytest.raises(Conflict):
        waiting_list.accept(ROOM, offered, BETO, at=SATURDAY)


def test_nothing_is_given_out_while_the_event_is_off() -> None:
    off = replace(ROOM, stands=False)
    places = waiting_list.give_back(off, full(asked(BETO)), ANA, at=TODAY)
    assert statuses(places) == {ANA: "cancelled", BETO: "waiting"}
    with pytest.raises(Conflict):
        waiting_list.ask(off, places, asked(CORA), at=TODAY)


def test_a_large_group_holds_the_line_once_and_then_lets_others_pass() -> None:
    room = replace(ROOM, seats=3)
    places = full(asked(CLASE, 3, at=TODAY), asked(BETO, at=TODAY + HOUR), room=room)
    freed = waiting_list.reduce(room, places, ANA, 2, at=TODAY)
    turn = waiting_list.of(freed, CLASE)
    assert (turn.status, turn.is_current(TODAY)) == ("waiting", True)
    assert statuses(freed)[BETO] == "waiting"
    passed = waiting_list.settled(room, freed, at=TODAY + 12 * HOUR)
    assert statuses(passed) == {ANA: "confirmed", CLASE: "waiting", BETO: "offered"}


def test_a_group_that_does_without_its_turn_lets_others_pass_at_once_and_keeps_its_number() -> None:
    room = replace(ROOM, seats=3)
    turn = waiting_list.reduce(room, full(asked(CLASE, 3), room=room), ANA, 2, at=TODAY)
    behind = waiting_list.ask(room, turn, asked(UUID(int=5)), at=TODAY)
    passed = waiting_list.wait_on(room, behind, CLASE, at=TODAY + HOUR)
    assert statuses(passed) == {ANA: "confirmed", CLASE: "waiting", UUID(int=5): "offered"}
    assert waiting_list.wait_on(room, passed, CLASE, at=TODAY + HOUR) == passed
    freed = waiting_list.give_back(room, passed, UUID(int=5), at=TODAY + HOUR)
    assert statuses(waiting_list.give_back(room, freed, ANA, at=TODAY + HOUR))[CLASE] == "offered"


def test_a_group_that_was_passed_is_first_as_soon_as_there_is_room_for_it() -> None:
    room = replace(ROOM, seats=3)
    places = full(asked(CLASE, 3), room=room)
    passed = waiting_list.settled(
        room, waiting_list.reduce(room, places, ANA, 2, at=TODAY), at=TODAY + 20 * HOUR
    )
    later = waiting_list.give_back(room, passed, ANA, at=TODAY + 30 * HOUR)
    assert statuses(later) == {ANA: "cancelled", CLASE: "offered"}


def test_a_group_that_comes_with_fewer_people_in_its_turn_has_its_seats_at_once() -> None:
    room = replace(ROOM, seats=3)
    turn = waiting_list.reduce(room, full(asked(CLASE, 3), room=room), ANA, 1, at=TODAY)
    taken = waiting_list.reduce(room, turn, CLASE, 2, at=TODAY + HOUR)
    assert statuses(taken)[CLASE] == "confirmed"


@pytest.mark.parametrize("people", [0, 3])
def test_nobody_can_come_with_more_people_than_they_asked_for(people: int) -> None:
    with pytest.raises(Invalid):
        waiting_list.reduce(ROOM, full(), ANA, people, at=TODAY)


def test_what_is_over_cannot_be_changed_but_may_be_given_back_again() -> None:
    over = waiting_list.give_back(ROOM, full(), ANA, at=TODAY)
    assert waiting_list.give_back(ROOM, over, ANA, at=TODAY + HOUR) == over
    with pytest.raises(Conflict):
        waiting_list.reduce(ROOM, over, ANA, 1, at=TODAY)
    with pytest.raises(NotFound):
        waiting_list.of(over, BETO)


def test_nobody_loses_a_seat_when_seats_are_taken_away() -> None:
    fewer = replace(ROOM, seats=1)
    places = waiting_list.settled(fewer, full(asked(BETO)), at=TODAY)
    assert (statuses(places)[ANA], waiting_list.free(fewer, places)) == ("confirmed", -1)
    one_less = waiting_list.reduce(fewer, places, ANA, 1, at=TODAY)
    assert statuses(one_less)[BETO] == "waiting"
