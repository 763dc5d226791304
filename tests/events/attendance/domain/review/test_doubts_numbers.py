"""Numbers and hours that cannot be are found, and no others."""

from uuid import UUID

from events.attendance.domain.review.doubts_lines import Counted, Seen
from events.attendance.domain.review.doubts_numbers import crowd, early, skewed, untrue
from tests.events.attendance.doubting import PHONES, after, counted, room, seen

COUNT = UUID(int=3)


def test_a_phone_whose_clock_was_off_is_named_with_the_worst_of_it() -> None:
    lines: list[Seen | Counted] = [
        seen(phone=PHONES[1], clock_skew=-3_600_000),
        counted(phone=PHONES[1], clock_skew=-3_600_500),
        seen(phone=PHONES[2], clock_skew=300_000),
    ]
    (clock,) = skewed(lines)
    assert (clock.phone, clock.clock_skew, clock.lines) == (PHONES[1], -3_600_500, 2)


def test_more_people_than_fit_are_told_by_how_many() -> None:
    lines = [counted(people=20)]
    (found,) = crowd(room(capacity=30, scanned=11), lines)
    assert (found.people, found.capacity) == (31, 30)
    assert list(crowd(room(capacity=31, scanned=11), lines)) == []
    assert list(crowd(room(scanned=900), lines)) == []


def test_a_room_with_fewer_people_than_were_scanned_is_doubtful() -> None:
    (found,) = untrue(room(count=COUNT, people=9, scanned=10), [])
    assert (found.seen, found.people, found.line) == (9, 10, None)
    assert list(untrue(room(count=COUNT, people=10, scanned=10), [])) == []
    assert list(untrue(room(scanned=10), [counted()])) == []


def test_a_count_larger_than_the_room_is_doubtful() -> None:
    large, small = counted(people=120), counted(people=12)
    (found,) = untrue(room(count=COUNT, people=20), [small, large])
    assert (found.line, found.people) == (large.id, 120)
    assert found.subject == f"room:{COUNT}:{large.id}"


def test_scans_hours_before_the_start_are_doubtful() -> None:
    before = [seen(source="door", phone=PHONES[1], at=after(-4 * 3600 + n)) for n in range(2)]
    others = [
        seen(source="door", phone=PHONES[1], at=after(-2 * 3600)),
        seen(source="self", at=after(-4 * 3600)),
    ]
    (found,) = early(room(), [*before, *others])
    assert (found.phone, found.at) == (PHONES[1], after(-4 * 3600))
    assert set(found.lines) == {line.id for line in before}
