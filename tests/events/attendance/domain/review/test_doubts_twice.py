"""When two lines look like one person, and two countings like one room."""

from datetime import timedelta
from typing import Any

import pytest

from events.attendance.domain.review.doubts_twice import gathered, same_room, twins
from tests.events.attendance.doubting import HANDS, PHONES, after, counted, seen


def test_one_more_person_twice_within_a_minute_may_be_one() -> None:
    first, second = seen(), seen(at=after(9))
    (pair,) = twins([second, first])
    assert (pair.first, pair.second, pair.seconds) == (first.id, second.id, 9)


@pytest.mark.parametrize(
    "changes",
    [
        {"at": after(61)},
        {"card": True},
        {"sex": "male"},
        {"age_band": "15-17"},
        {"audience": "adolescents"},
        {"source": "api"},
        {"phone": PHONES[1]},
    ],
)
def test_who_came_later_or_is_different_is_somebody_else(changes: dict[str, Any]) -> None:
    assert list(twins([seen(), seen(**{"at": after(9), **changes})])) == []


def test_five_in_a_row_are_four_pairs_and_no_line_is_second_twice() -> None:
    pairs = list(twins([seen(at=after(10 * number)) for number in range(5)]))
    assert len({pair.second for pair in pairs}) == len(pairs) == 4


def test_a_screen_and_a_paper_sheet_may_be_of_the_same_room() -> None:
    screen = [counted(), counted(sex="female", people=14)]
    paper = [
        counted(way="paper", at=after(600), received_at=after(9000), people=11),
        counted(way="paper", at=after(600), received_at=after(9000), sex="female", people=15),
    ]
    (pair,) = same_room([*paper, *screen])
    assert (pair.first.way, pair.first.people, pair.second.people) == ("screen", 26, 26)
    assert set(pair.second.lines) == {line.id for line in paper}


@pytest.mark.parametrize(
    "changes",
    [
        {"people": 15},
        {"sex": "female"},
        {"audience": "adolescents"},
        {"age_band": "15-17"},
        {"at": after(1801)},
    ],
)
def test_countings_of_others_or_much_later_are_no_doubt(changes: dict[str, Any]) -> None:
    other = counted(**{"entered_by": HANDS[2], "at": after(60), **changes})
    assert list(same_room([counted(), other])) == []


def test_one_hand_is_doubted_only_where_it_counted_the_very_same() -> None:
    sheet = counted()
    again = {"at": after(300), "received_at": after(300)}
    assert len(list(same_room([sheet, counted(**again)]))) == 1
    assert list(same_room([sheet, counted(people=11, **again)])) == []


def test_a_few_people_are_alike_by_chance() -> None:
    few = [counted(people=2), counted(people=2, entered_by=HANDS[2])]
    assert list(same_room(few)) == []


def test_a_phone_at_the_door_counts_one_by_one() -> None:
    lines = [
        counted(way="door", phone=PHONES[1], people=1, at=after(n), received_at=after(60 + n))
        for n in range(12)
    ]
    (counting,) = gathered(lines)
    assert (counting.people, counting.until - counting.since) == (12, timedelta(seconds=11))
    (pair,) = same_room([*lines, counted(people=13, at=after(1200))])
    assert {pair.first.way, pair.second.way} == {"door", "screen"}
