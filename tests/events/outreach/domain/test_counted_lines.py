from datetime import timedelta

import msgspec
from hypothesis import given, settings

from events.outreach.domain.counted_lines import settled
from tests.support.small_worlds import PERIODS, World, mark, worlds


def test_a_pass_takes_its_latest_answer_everywhere() -> None:
    marks = [mark(1, "a", age_band="13-14"), mark(2, "a", age_band="15-17")]
    assert [line.age_band for line in settled(marks)] == ["15-17", "15-17"]


def test_a_later_silence_does_not_undo_an_answer() -> None:
    marks = [mark(1, "a", sex="female", audience="teachers"), mark(2, "a")]
    assert {(line.sex, line.age_band, line.audience) for line in settled(marks)} == {
        ("female", "unknown", "teachers")
    }


def test_passes_of_two_periods_do_not_answer_for_each_other() -> None:
    marks = [mark(1, "a", sex="female"), mark(2, "a", period=PERIODS[1])]
    assert {line.period: line.sex for line in settled(marks)} == {
        PERIODS[0]: "female",
        PERIODS[1]: "unknown",
    }


def test_people_without_a_pass_keep_their_own_answers() -> None:
    marks = [mark(1, None, sex="female"), mark(1, None), mark(1, None, sex="male")]
    assert settled(marks) == marks


def test_a_pass_read_twice_at_an_event_is_there_once_and_since_the_first_time() -> None:
    first = mark(1, "a", sex="female")
    again = msgspec.structs.replace(first, at=first.at + timedelta(minutes=5))
    assert settled([again, first]) == [first]


def test_two_answers_of_one_instant_settle_the_same_way_in_any_order() -> None:
    answers = [mark(1, "a", sex="female"), mark(1, "a", sex="male")]
    assert {line.sex for line in settled(answers)} == {line.sex for line in settled(answers[::-1])}


@settings(deadline=None)
@given(worlds())
def test_settling_again_changes_nothing(world: World) -> None:
    once = settled(world.marks)
    assert settled(once) == once
