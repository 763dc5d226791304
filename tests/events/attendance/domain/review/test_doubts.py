"""Doubts about a register: each found once, settled alone, whatever the order of the lines."""

from collections.abc import Sequence
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from events.attendance.domain.review import doubts, doubts_numbers, rulings
from events.attendance.domain.review.doubts import Doubt
from events.attendance.domain.review.doubts_lines import Counted, Room, Seen
from events.attendance.domain.review.doubts_twice import SameRoom, Twins
from tests.events.attendance.doubting import any_count, any_room, anyone

people = st.lists(anyone, max_size=12, unique_by=lambda line: line.id)
countings = st.lists(any_count, max_size=6, unique_by=lambda line: line.id)


def keys(found: Sequence[Doubt]) -> list[doubts.Key]:
    return [doubts.key(doubt) for doubt in found]


@given(any_room, people, countings)
def test_every_doubt_has_a_name_of_its_own_that_a_ruling_can_keep(
    room: Room, seen: list[Seen], counted: list[Counted]
) -> None:
    named = keys(doubts.found(room, seen, counted))
    assert len(set(named)) == len(named)
    assert all(len(key.subject) <= 200 and len(key.kind) <= 20 for key in named)


@given(any_room, people, countings, st.randoms())
def test_the_order_of_the_lines_does_not_matter(
    room: Room, seen: list[Seen], counted: list[Counted], chance: Random
) -> None:
    before = doubts.found(room, seen, counted)
    chance.shuffle(seen)
    chance.shuffle(counted)
    assert doubts.found(room, seen, counted) == before


@given(any_room, people, countings, st.data())
def test_a_ruling_removes_exactly_that_doubt(
    room: Room, seen: list[Seen], counted: list[Counted], data: st.DataObject
) -> None:
    before = doubts.found(room, seen, counted)
    settled = set(data.draw(st.lists(st.sampled_from(keys(before))))) if before else set()
    after = doubts.found(room, seen, counted, settled=settled)
    assert after == [doubt for doubt in before if doubts.key(doubt) not in settled]


@given(any_room, people)
def test_merging_takes_away_one_person_and_never_who_stays(room: Room, seen: list[Seen]) -> None:
    pairs = [doubt for doubt in doubts.found(room, seen, []) if isinstance(doubt, Twins)]
    for pair in pairs:
        assert rulings.wrong_lines([pair]) == {pair.second: "check_in"}
    wrong = rulings.wrong_lines(pairs)
    assert len(wrong) == len(pairs)
    left = [line for line in seen if line.id not in wrong]
    answers = {(line.source, line.phone, line.sex) for line in seen}
    assert {(line.source, line.phone, line.sex) for line in left} == answers


@given(any_room, countings, st.sampled_from(["first", "second"]))
def test_of_two_countings_one_stays_whole(room: Room, counted: list[Counted], keep: str) -> None:
    found = doubts.found(room, [], counted)
    for pair in (doubt for doubt in found if isinstance(doubt, SameRoom)):
        wrong = rulings.wrong_lines([pair], keep=keep)
        stays, falls = (pair.first, pair.second) if keep == "first" else (pair.second, pair.first)
        assert set(wrong) == set(falls.lines)
        assert not set(wrong) & set(stays.lines)


def test_what_can_be_decided_depends_on_whether_there_is_a_line_to_void() -> None:
    count = UUID(int=3)
    all_who_came = doubts_numbers.Untrue(count=count, seen=3, people=4)
    one_line = doubts_numbers.Untrue(count=count, seen=3, people=4, line=UUID(int=4))
    assert rulings.possible(all_who_came) == ("kept",)
    assert rulings.possible(one_line) == ("voided", "kept")
    assert rulings.possible(doubts_numbers.Crowd(people=4, capacity=3)) == ("kept",)
    assert rulings.wrong_lines([all_who_came, one_line]) == {UUID(int=4): "headcount"}
