"""Events that change places never need one that another has not yet left."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain.series.moving_order import Move, Span, Turn, in_order

START = datetime(2026, 12, 1, 15, tzinfo=UTC)
HALL = UUID(int=99)


def span(hour: int, venue: UUID | None = HALL) -> Span:
    begins = START + timedelta(hours=hour)
    return Span(venue, begins, begins + timedelta(hours=1))


def move(number: int, source: int, target: int) -> Move:
    return Move(UUID(int=number), span(source), span(target))


def test_who_stands_in_the_way_goes_first() -> None:
    first, second = move(1, 0, 1), move(2, 1, 2)
    assert in_order([first, second]) == [Turn(second), Turn(first)]


def test_two_that_change_places_make_room() -> None:
    first, second = move(1, 0, 1), move(2, 1, 0)
    assert in_order([first, second]) == [Turn(first, aside=True), Turn(second), Turn(first)]


def test_who_has_no_venue_is_in_nobodys_way() -> None:
    nowhere = Move(UUID(int=1), span(0, None), span(1, None))
    assert in_order([nowhere, move(2, 1, 0)]) == [Turn(nowhere), Turn(move(2, 1, 0))]


@given(st.permutations(range(8)))
def test_everybody_moves_once_into_a_free_place(targets: list[int]) -> None:
    moves = [move(number, number, target) for number, target in enumerate(targets)]
    where = {one.event: one.source for one in moves}
    arrived = []
    for turn in in_order(moves):
        mine = turn.move.event
        if turn.aside:
            del where[mine]
            continue
        assert not any(turn.move.target.meets(it) for who, it in where.items() if who != mine)
        where[mine] = turn.move.target
        arrived.append(mine)
    assert sorted(arrived) == sorted(one.event for one in moves)
