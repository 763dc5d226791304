"""Quiet and safe hours, on any clock of the world."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count, takewhile
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notifications.domain.contacts.quiet import is_quiet, send_at
from notifications.domain.contacts.way import Hours, Reach, Way

GUATEMALA = "America/Guatemala"
ZONES = sorted(available_timezones() - {"localtime"})
MINUTE = timedelta(minutes=1)
SEARCHED = timedelta(days=3)
MARGIN = 15  # minutes
SMS = Way(channel="sms", address="+50255551234")
MAIL = Way(channel="mail", address="ana@convoca.test")
SAID_NOTHING = Reach(ways=(SMS, MAIL), zone=GUATEMALA)

clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 0, 1, 30, 59]))
hours = st.builds(Hours, clocks, clocks)
reaches = st.builds(
    Reach, ways=st.just(()), zone=st.sampled_from(ZONES), quiet=st.none() | hours
)  # fmt: skip
ways = st.builds(
    Way, channel=st.sampled_from(["mail", "sms", "whatsapp"]), address=st.just("x"),
    hours=st.none() | hours,
)  # fmt: skip
seconds = st.integers(946_944_000, 2_144_880_000)  # from 2000 to 2037
moments = seconds.map(lambda n: datetime.fromtimestamp(n, UTC))
whole_minutes = seconds.map(lambda n: datetime.fromtimestamp(n // 60 * 60, UTC))
some_minutes = st.integers(-3000, 3000).map(lambda n: n * MINUTE)


def at(day: int, clock: str) -> datetime:
    """A moment of December 2026 in Guatemala."""
    hour = time.fromisoformat(clock)
    return datetime.combine(date(2026, 12, day), hour, ZoneInfo(GUATEMALA))


def shown(moment: datetime | None) -> str | None:
    """Such as «5 20:59», in Guatemala."""
    return f"{moment.astimezone(ZoneInfo(GUATEMALA)):%-d %H:%M}" if moment else None


def minutes_of(part: Hours) -> set[int]:
    """The minutes of the day that are part of it."""
    begins = part.from_time.hour * 60 + part.from_time.minute
    ends = part.until_time.hour * 60 + part.until_time.minute
    return {n % 1440 for n in range(begins, begins + (ends - begins) % 1440)}


def usable_minutes(reach: Reach, way: Way) -> set[int]:
    """The minutes of the day in which a way may be used, as the clock on the wall shows them."""
    night = reach.quiet or (Hours(time(21), time(6)) if way.channel != "mail" else None)
    safe = minutes_of(way.hours) if way.hours is not None else set(range(1440))
    return safe - (minutes_of(night) if night is not None else set())


def wall(moment: datetime, reach: Reach) -> int:
    """The minute of the day on the wall."""
    there = moment.astimezone(ZoneInfo(reach.zone))
    return there.hour * 60 + there.minute


@given(whole_minutes, reaches, ways)
def test_a_way_is_quiet_when_the_clock_on_the_wall_says_so(
    moment: datetime, reach: Reach, way: Way
) -> None:
    assert is_quiet(moment, reach, way) == (wall(moment, reach) not in usable_minutes(reach, way))


# Clocks go back at 02:00 (a fold) and forward at 02:00 (a gap); a whole day that never was.
@example(
    datetime(2026, 11, 1, 5, 30, tzinfo=UTC), timedelta(0), None,
    Reach(ways=(), zone="America/New_York", quiet=Hours(time(1, 30), time(1, 59))), MAIL,
)  # fmt: skip
@example(
    datetime(2026, 3, 8, 6, 30, tzinfo=UTC), timedelta(0), None,
    Reach(ways=(), zone="America/New_York"),
    Way(channel="mail", address="x", hours=Hours(time(2, 10), time(2, 50))),
)  # fmt: skip
@example(
    datetime(2011, 12, 30, 9, 0, tzinfo=UTC), timedelta(0), None,
    Reach(ways=(), zone="Pacific/Apia", quiet=Hours(time(22), time(8))), MAIL,
)  # fmt: skip
@given(whole_minutes, some_minutes, st.none() | some_minutes, reaches, ways)
def test_a_notice_leaves_at_the_nearest_moment_that_is_not_quiet(
    now: datetime, ahead: timedelta, start: timedelta | None, reach: Reach, way: Way
) -> None:
    wanted = now + ahead
    before = now + start if start is not None else None
    allowed = usable_minutes(reach, way)

    def usable(begins: datetime, step: timedelta) -> datetime | None:
        minutes = (begins + n * step for n in count())
        among = takewhile(lambda one: abs(one - begins) < SEARCHED, minutes)
        return next((one for one in among if wall(one, reach) in allowed), None)

    expected = usable(max(wanted, now), MINUTE)
    if before is not None and (expected is None or expected >= before):
        earlier = usable(min(wanted, before) - MINUTE, -MINUTE)
        expected = earlier if earlier is not None and earlier >= now else None
        for _minute in range(MARGIN - 1):
            sooner = expected - MINUTE if expected is not None else now - MINUTE
            if sooner >= now and wall(sooner, reach) in allowed:
                expected = sooner
            else:
                break
    assert send_at(wanted, reach, way, now=now, before=before) == expected


@given(
    moments,
    st.timedeltas(timedelta(days=-2), timedelta(days=2)),
    st.timedeltas(timedelta(0), timedelta(days=2)), reaches, ways,
)  # fmt: skip
def test_nothing_leaves_in_quiet_hours_in_the_past_or_after_the_start(
    now: datetime, ahead: timedelta, start: timedelta, reach: Reach, way: Way
) -> None:
    before = now + start
    moment = send_at(now + ahead, reach, way, now=now, before=before)
    if moment is not None:
        assert (is_quiet(moment, reach, way), now <= moment < before) == (False, True)


@pytest.mark.parametrize(
    ("wanted", "before", "expected"),
    [
        (at(5, "20:59"), None, "5 20:59"),
        (at(5, "21:00"), None, "6 06:00"),
        (at(5, "22:00"), at(6, "09:00"), "6 06:00"),
        (at(5, "22:00"), at(6, "06:00"), "5 20:45"),
        (at(6, "05:00"), at(6, "05:30"), "5 20:45"),
    ],
)  # fmt: skip
def test_a_telephone_is_left_alone_at_night_unless_somebody_said_otherwise(
    wanted: datetime, before: datetime | None, expected: str
) -> None:
    sent = send_at(wanted, SAID_NOTHING, SMS, now=at(5, "12:00"), before=before)
    assert shown(sent) == expected
    by_mail = send_at(wanted, SAID_NOTHING, MAIL, now=at(5, "12:00"), before=before)
    assert by_mail == wanted


def test_a_notice_that_came_too_late_for_any_hour_does_not_leave() -> None:
    sent = send_at(at(5, "23:00"), SAID_NOTHING, SMS, now=at(5, "22:00"), before=at(6, "05:00"))
    assert sent is None


def test_the_same_hour_twice_is_no_quiet_at_all() -> None:
    never = Reach(ways=(), zone=GUATEMALA, quiet=Hours(time(8), time(8)))
    assert [is_quiet(at(5, f"{hour:02}:00"), never, SMS) for hour in range(24)] == [False] * 24


def test_a_way_is_used_only_while_it_is_safe() -> None:
    evening = Way(channel="mail", address="x", hours=Hours(time(17), time(20)))
    assert shown(
        send_at(at(5, "12:00"), SAID_NOTHING, evening, now=at(5, "12:00"), before=None)
    ) == ("5 17:00")
    late = send_at(at(6, "09:00"), SAID_NOTHING, evening, now=at(5, "12:00"), before=at(6, "16:00"))
    assert shown(late) == "5 19:45"


def test_what_is_written_down_just_before_the_night_leaves_at_once() -> None:
    now = at(5, "20:52")
    assert send_at(at(6, "05:00"), SAID_NOTHING, SMS, now=now, before=at(6, "05:30")) == now
