"""When and by which way notices will leave."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.contacts.quiet import is_quiet
from notifications.domain.contacts.way import Hours, Reach, Way
from notifications.domain.outbox.choice import INBOX, Channels
from notifications.domain.reminders.foretelling import Due, Foretold, foretold

ZONE = "America/Guatemala"
NOW = datetime(2026, 12, 8, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANA = uuid4()
NIGHT = Hours(time(21), time(6))
MAIL, SMS = Way(channel="mail", address="a"), Way(channel="sms", address="b")
BOTH = Channels(on=frozenset({"mail", "sms"}))


def due(hours: float, start: float = 100, **said: Any) -> Due:
    """A reminder so many hours from now of what starts `start` hours from now."""
    wanted = NOW + hours * HOUR
    usual: dict[str, Any] = {
        "key": str(hours), "kind": "reminder", "account": ANA, "registration": None,
        "subject": ANA, "wanted_at": wanted, "written_at": wanted - 36 * HOUR, "scheduled": True,
        "before": NOW + start * HOUR,
    }  # fmt: skip
    return Due(**{**usual, **said})


def told(
    *dues: Due, ways: tuple[Way, ...] = (MAIL,), quiet: Hours | None = None,
    channels: Channels = BOTH,
) -> list[tuple[float, str | None]]:  # fmt: skip
    reaches: dict[UUID, Reach] = {ANA: Reach(ways=ways, zone=ZONE, quiet=quiet)}
    found = foretold(dues, reaches, channels, now=NOW)
    return [((one.at - NOW) / HOUR, one.way) for one in found]


def test_a_reminder_leaves_when_it_is_wanted_by_what_is_liked_best() -> None:
    assert told(due(5), ways=(SMS, MAIL)) == [(5, "sms")]


def test_one_that_was_wanted_before_now_leaves_now() -> None:
    assert told(due(-3)) == [(0, "mail")]


def test_by_night_it_waits_for_the_morning() -> None:
    assert told(due(14), quiet=NIGHT) == [(21, "mail")]


def test_what_the_morning_would_make_late_leaves_the_evening_before() -> None:
    assert told(due(16, start=20), quiet=NIGHT) == [(12 - 1 / 4, "mail")]


def test_what_no_hour_is_left_for_is_told_by_no_way() -> None:
    assert told(due(-3, start=1), quiet=Hours(time(8), time(6))) == [(0, None)]


@pytest.mark.parametrize(
    ("ways", "channel"), [((), None), ((MAIL,), "sms"), ((SMS,), "mail"), ((), "inbox")]
)
def test_without_a_way_it_is_found_in_the_inbox(
    ways: tuple[Way, ...], channel: str | None
) -> None:  # fmt: skip
    assert told(due(5, channel=channel), ways=ways) == [(5, INBOX)]


@pytest.mark.parametrize(("channel", "only"), [(None, True), ("sms", True), ("inbox", False)])
def test_only_what_was_meant_to_leave_is_missed(channel: str | None, only: bool) -> None:  # noqa: FBT001 (a row of the table)
    one = Foretold(due=due(5, channel=channel), at=NOW, way=INBOX)
    assert one.only_here is only
    assert Foretold(due=due(5), at=NOW, way=None).only_here


def test_one_that_was_tried_in_vain_is_tried_when_its_turn_comes() -> None:
    assert told(due(-3, again_at=NOW + HOUR, given_up=("sms",)), ways=(SMS, MAIL)) == [(1, "mail")]


def test_of_reminders_that_fall_together_the_nearest_to_the_start_is_sent() -> None:
    assert told(due(-3), due(-1)) == [(0, "mail")]
    assert told(due(14), due(20), quiet=NIGHT) == [(21, "mail")]
    assert told(due(12.5, start=20), due(16, start=20), quiet=NIGHT) == [(12 - 1 / 4, "mail")]


def test_two_ways_for_the_same_hour_are_two_reminders() -> None:
    assert told(due(5), due(5, channel="sms"), ways=(MAIL, SMS)) == [(5, "mail"), (5, "sms")]


def test_a_line_in_the_inbox_alone_makes_no_letter_pointless() -> None:
    found = told(due(-3), due(-1, channel="inbox"), due(-4, channel="inbox"))
    assert sorted(found) == [(0, INBOX), (0, "mail")]


def test_whoever_may_not_answer_any_more_by_then_is_not_pressed() -> None:
    assert told(due(14, answer_by=NOW + 20 * HOUR), quiet=NIGHT) == []
    assert told(due(14, answer_by=NOW + 22 * HOUR), quiet=NIGHT) == [(21, "mail")]


@pytest.mark.parametrize(("reminded", "asked"), [(4, 1), (6, 2)])
def test_a_reminder_asks_for_the_answer_as_well(reminded: float, asked: int) -> None:
    question = due(5, kind="answer_due", scheduled=False, written_at=NOW + 5 * HOUR)
    assert len(told(due(reminded), question)) == asked


@given(
    wanted=st.lists(st.integers(-30, 200), max_size=6, unique=True),
    night=st.tuples(st.integers(0, 23), st.integers(0, 23)),
)
def test_nobody_is_reminded_by_night_after_the_start_or_twice_at_once(
    wanted: list[int], night: tuple[int, int]
) -> None:
    quiet = Hours(time(night[0]), time(night[1]))
    reach = Reach(ways=(MAIL,), zone=ZONE, quiet=quiet)
    found = foretold([due(each, start=201) for each in wanted], {ANA: reach}, BOTH, now=NOW)
    moments = [one.at for one in found]
    assert not any(is_quiet(moment, reach, MAIL) for moment in moments)
    assert len(set(moments)) == len(moments)
    assert all(NOW <= moment < NOW + 201 * HOUR for moment in moments)
    assert bool(moments) == bool(wanted)
