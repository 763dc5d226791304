"""Which way a notice goes, and when."""

from datetime import datetime, time, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.contacts.quiet import is_quiet
from notifications.domain.contacts.way import Hours, Reach, Way
from notifications.domain.outbox.choice import (
    LOOK_AGAIN,
    NO_WAY,
    TOO_LATE,
    WORTH_WAITING,
    Asked,
    Channels,
    Fail,
    Keep,
    Send,
    Wait,
    choose,
    has_another,
)
from tests.support.events import TODAY

GUATEMALA = "America/Guatemala"
ALL = Channels(frozenset({"mail", "whatsapp", "sms"}))
MAIL = Way(channel="mail", address="ana@convoca.test")
CHAT = Way(channel="whatsapp", address="+50255550101")
TEXT = Way(channel="sms", address="+50255550101")
NOON = TODAY.replace(hour=18, minute=0)  # in Guatemala it is six hours earlier
NIGHT = NOON + timedelta(hours=11)
MORNING = NIGHT + timedelta(hours=7)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
NOTHING = Asked(kept=True)


def reach(*ways: Way, quiet: Hours | None = None) -> Reach:
    return Reach(ways=ways, zone=GUATEMALA, quiet=quiet)


def test_the_way_that_somebody_likes_best_is_taken() -> None:
    assert choose(NOTHING, reach(CHAT, MAIL), ALL, at=NOON) == Send(CHAT)


def test_a_way_that_did_not_work_out_is_not_taken_again() -> None:
    asked = Asked(kept=True, given_up=("whatsapp",))
    assert choose(asked, reach(CHAT, MAIL), ALL, at=NOON) == Send(MAIL)


def test_the_only_way_that_a_notice_may_go_is_taken() -> None:
    assert choose(Asked(kept=True, only="mail"), reach(CHAT, MAIL), ALL, at=NOON) == Send(MAIL)


def test_a_channel_that_is_off_is_no_way() -> None:
    off = Channels(frozenset({"mail"}))
    assert choose(NOTHING, reach(CHAT, MAIL), off, at=NOON) == Send(MAIL)
    assert choose(NOTHING, reach(CHAT), off, at=NOON) == Keep()


def test_a_channel_that_stopped_is_gone_around_or_waited_for() -> None:
    stopped = Channels(ALL.on, frozenset({"whatsapp"}))
    assert choose(NOTHING, reach(CHAT, MAIL), stopped, at=NOON) == Send(MAIL)
    waits = Wait(NOON + LOOK_AGAIN, "whatsapp")
    assert choose(NOTHING, reach(CHAT), stopped, at=NOON) == waits


def resting(**until: datetime) -> Channels:
    return Channels(ALL.on, resting=until)


def test_a_channel_that_rests_is_waited_for_a_little_and_then_gone_around() -> None:
    little, long = NOON + WORTH_WAITING, NOON + WORTH_WAITING + SECOND
    assert choose(NOTHING, reach(CHAT, MAIL), resting(whatsapp=little), at=NOON) == Send(CHAT)
    assert choose(NOTHING, reach(CHAT, MAIL), resting(whatsapp=long), at=NOON) == Send(MAIL)
    assert choose(NOTHING, reach(CHAT), resting(whatsapp=long), at=NOON) == Wait(long, "whatsapp")
    hour = resting(whatsapp=NOON + HOUR)
    assert choose(NOTHING, reach(CHAT), hour, at=NOON) == Wait(NOON + LOOK_AGAIN, "whatsapp")


def test_a_way_that_is_free_later_than_a_rest_ends_is_no_better() -> None:
    soon = resting(whatsapp=NIGHT + 3 * WORTH_WAITING)
    evening = Reach(ways=(CHAT, TEXT), zone=GUATEMALA, quiet=Hours(time(0), time(0)))
    till_morning = msgspec.structs.replace(TEXT, hours=Hours(time(6), time(20)))
    held = msgspec.structs.replace(evening, ways=(CHAT, till_morning))
    assert choose(NOTHING, evening, soon, at=NIGHT) == Send(TEXT)
    assert choose(NOTHING, held, soon, at=NIGHT) == Wait(NIGHT + LOOK_AGAIN, "whatsapp")
    both = resting(whatsapp=NOON + HOUR, mail=NOON + 2 * HOUR)
    assert choose(NOTHING, reach(CHAT, MAIL), both, at=NOON).channel == "whatsapp"  # type: ignore[union-attr]  # it waits


def test_what_is_wanted_after_a_rest_keeps_its_way() -> None:
    asked = Asked(kept=True, wanted_at=NOON + HOUR)
    choice = choose(asked, reach(CHAT, MAIL), resting(whatsapp=NOON + HOUR), at=NOON)
    assert choice == Wait(NOON + HOUR, "whatsapp")


def test_another_way_is_one_by_which_it_might_leave_now() -> None:
    def another(*ways: Way, channels: Channels = ALL, at: datetime = NOON) -> bool:
        return has_another(NOTHING, reach(*ways), channels, than="mail", at=at)

    assert another(MAIL, CHAT)
    assert not another(MAIL)
    assert not another(MAIL, CHAT, at=NIGHT)
    assert not another(MAIL, CHAT, channels=Channels(ALL.on, frozenset({"whatsapp"})))
    assert not another(MAIL, CHAT, channels=resting(whatsapp=NOON + HOUR))


def test_the_night_holds_what_comes_by_telephone() -> None:
    assert choose(NOTHING, reach(CHAT, MAIL), ALL, at=NIGHT) == Wait(
        MORNING, "whatsapp", quiet=True
    )


def test_what_answers_somebody_asks_for_no_hour() -> None:
    asked = Asked(kept=False, direct=True)
    assert choose(asked, reach(CHAT), ALL, at=NIGHT) == Send(CHAT)
    later = Asked(kept=False, direct=True, wanted_at=NIGHT + HOUR)
    assert choose(later, reach(CHAT), ALL, at=NIGHT) == Wait(NIGHT + HOUR, "whatsapp")


def test_what_the_night_would_make_too_late_goes_by_the_next_way() -> None:
    asked = Asked(kept=True, before=MORNING - HOUR)
    assert choose(asked, reach(CHAT, MAIL), ALL, at=NIGHT) == Send(MAIL)
    assert choose(asked, reach(CHAT), ALL, at=NIGHT) == Fail("whatsapp", TOO_LATE)


def test_what_is_wanted_later_waits_for_its_moment() -> None:
    asked = Asked(kept=True, wanted_at=NOON + HOUR)
    assert choose(asked, reach(CHAT), ALL, at=NOON) == Wait(NOON + HOUR, "whatsapp")


def test_what_is_wanted_in_the_night_before_the_start_leaves_the_evening_before() -> None:
    asked = Asked(kept=True, wanted_at=NIGHT, before=MORNING - HOUR)
    choice = choose(asked, reach(CHAT), ALL, at=NOON)
    assert choice == Wait(NOON + timedelta(hours=8, minutes=45), "whatsapp", quiet=True)


def test_whoever_has_no_way_finds_it_in_the_inbox() -> None:
    assert choose(NOTHING, reach(), ALL, at=NOON) == Keep()
    later = Asked(kept=True, wanted_at=NOON + HOUR)
    assert choose(later, reach(), ALL, at=NOON) == Wait(NOON + HOUR, "inbox")
    assert choose(Asked(kept=True, only="inbox"), reach(MAIL), ALL, at=NOON) == Keep()


def test_what_is_in_no_inbox_fails_without_a_way() -> None:
    assert choose(Asked(kept=False), reach(), ALL, at=NOON) == Fail("mail", NO_WAY)


def test_when_every_way_was_given_up_the_last_attempt_says_why() -> None:
    asked = Asked(kept=True, given_up=("whatsapp", "mail"))
    assert choose(asked, reach(CHAT, MAIL), ALL, at=NOON) == Fail("mail")


CLOCKS = st.builds(time, st.integers(0, 23))
HOURS = st.none() | st.builds(Hours, CLOCKS, CLOCKS)
CHANNELS = st.frozensets(st.sampled_from(sorted(ALL.on)))
WAYS = st.lists(
    st.builds(Way, channel=st.sampled_from(sorted(ALL.on)), address=st.just("-"), hours=HOURS),
    max_size=3, unique_by=lambda way: way.channel,
).map(tuple)  # fmt: skip
MOMENTS = st.integers(-48, 48).map(lambda hours: NOON + hours * HOUR)
RESTS = st.dictionaries(st.sampled_from(sorted(ALL.on)), MOMENTS)
ASKED = st.builds(
    Asked, kept=st.booleans(), only=st.none() | st.sampled_from(["mail", "sms", "inbox"]),
    given_up=CHANNELS.map(tuple), wanted_at=st.none() | MOMENTS, before=st.none() | MOMENTS,
)  # fmt: skip


@given(
    ASKED,
    st.builds(Reach, ways=WAYS, zone=st.just(GUATEMALA), quiet=HOURS),
    st.builds(Channels, CHANNELS, CHANNELS, RESTS),
    MOMENTS,
)
def test_whatever_is_asked_it_leaves_by_a_way_that_may_be_used_and_in_time(
    asked: Asked, reached: Reach, channels: Channels, at: datetime
) -> None:
    choice = choose(asked, reached, channels, at=at)
    match choice:
        case Send(way):
            assert way in reached.ways
            assert way.channel in channels.running - set(asked.given_up)
            assert asked.only in {None, way.channel}
            assert not is_quiet(at, reached, way)
            assert way.channel not in channels.away(at)
            assert asked.before is None or at < asked.before
        case Wait(until, channel):
            assert until > at
            in_time = asked.before is None or until < asked.before
            assert in_time or channel in channels.stopped | channels.away(at) | {"inbox"}
            assert not (channel in channels.away(at) and _leaves_now(asked, reached, channels, at))
        case Keep():
            assert asked.kept
            assert not asked.given_up
        case Fail(channel):
            assert channel


def _leaves_now(asked: Asked, reached: Reach, channels: Channels, at: datetime) -> bool:
    """Whether it might leave at this moment by some way or other."""
    ways = [way for way in reached.ways if way.channel not in asked.given_up]
    return any(
        asked.only in {None, way.channel}
        and way.channel in channels.running - channels.away(at)
        and not is_quiet(at, reached, way)
        and (asked.wanted_at is None or asked.wanted_at <= at)
        and (asked.before is None or at < asked.before)
        for way in ways
    )
