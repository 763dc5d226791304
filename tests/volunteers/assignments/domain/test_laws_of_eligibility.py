"""Somebody is eligible exactly when every rule holds, each said here in the plainest way."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from volunteers.assignments.domain.eligibility import HARD, reasons_against
from volunteers.assignments.domain.helper_facts import (
    Away,
    Beside,
    Engagement,
    Held,
    Helper,
    Limits,
    Place,
    Verified,
)
from volunteers.people.domain.week import Window

HERE: Final = ZoneInfo("America/Guatemala")
MONDAY: Final = date(2026, 11, 30)
MIDNIGHT: Final = datetime.combine(MONDAY, time(), HERE)
HOUR: Final = timedelta(hours=1)
DAYS = st.integers(-3, 16).map(lambda n: MONDAY + timedelta(days=n))
ROLES = st.sampled_from(["lead", "assistant"])
LIMIT = st.none() | st.integers(1, 3)


@st.composite
def spans(draw: st.DrawFn) -> tuple[datetime, datetime]:
    """Whole hours within two weeks, sometimes over midnight."""
    starts = MIDNIGHT + draw(st.integers(0, 24 * 14)) * HOUR
    return starts.astimezone(UTC), (starts + draw(st.integers(1, 30)) * HOUR).astimezone(UTC)


@st.composite
def places(draw: st.DrawFn) -> Place:
    """An event that asks for some of everything."""
    starts, ends = draw(spans())
    return Place(
        role=draw(ROLES), municipality="0103", has_topics=draw(st.booleans()),
        minors=draw(st.booleans()), starts_at=starts, ends_at=ends, first_day=_day(starts),
        last_day=_day(ends - timedelta(microseconds=1)), virtual=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def engagements(draw: st.DrawFn) -> Engagement:
    """A place elsewhere, up to three hours away."""
    starts, ends = draw(spans())
    return Engagement(
        title="Taller", municipality="Mixco", ine="0108", zone="America/Guatemala",
        starts_at=starts, ends_at=ends, virtual=draw(st.booleans()),
        road=draw(st.integers(0, 180)),
    )  # fmt: skip


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Some whole hours of a weekday; 24 is midnight."""
    since = draw(st.integers(0, 23))
    until = draw(st.integers(since + 1, 24))
    return Window(draw(st.integers(0, 6)), time(since), time(until % 24))


@st.composite
def helpers(draw: st.DrawFn) -> Helper:
    """Somebody of whom anything may be known."""
    since, gone = draw(DAYS), draw(DAYS)
    counts = st.integers(0, 2)
    return Helper(
        volunteer=UUID(int=1), name="Ana", home="0101", home_name="Guatemala",
        qualifications=tuple(draw(st.lists(
            st.builds(Held, role=ROLES, valid_until=st.none() | DAYS), max_size=2))),
        clearances=draw(st.sampled_from([(), (Verified(
            verified_on=since, valid_until=since + timedelta(days=9)),)])),
        absences=draw(st.sampled_from([(), (Away(
            first_day=gone, last_day=gone + timedelta(days=1)),)])),
        windows=(hours := tuple(draw(st.lists(windows(), max_size=4)))), windowed=bool(hours),
        engagements=tuple(draw(st.lists(engagements(), max_size=3))),
        limits=Limits(most_a_week=draw(LIMIT), most_a_month=draw(LIMIT),
                      travel_minutes=draw(st.none() | st.integers(0, 60))),
        this_week=draw(counts), this_month=draw(counts), novice=draw(st.booleans()),
        road=draw(st.integers(0, 60)),
        beside=Beside(leads=draw(counts), novices=draw(counts),
                      never=draw(st.sampled_from([(), ("Beto",)]))),
        status=draw(st.sampled_from([None, "proposed", "declined", "withdrawn", "accepted"])),
    )  # fmt: skip


def holding(one: Helper, place: Place) -> dict[str, bool]:
    """Whether each rule holds, hour by hour and day by day."""
    hours = _hours(place.starts_at, place.ends_at)
    days = {_day(hour) for hour in hours}
    first, last = min(days), max(days)
    others = one.engagements
    return {
        "already": one.status != "accepted",
        "refused": one.status not in {"declined", "withdrawn"},
        "away": not any(it.first_day <= day <= it.last_day for it in one.absences for day in days),
        "unavailable": not one.windows or all(_has(one, hour) for hour in hours),
        "busy": not any(hours & _hours(it.starts_at, it.ends_at) for it in others),
        "travel": all(_in_time(it, place) for it in others),
        "not_cleared": not place.minors
        or any(it.verified_on <= first and last <= it.valid_until for it in one.clearances),
        "not_qualified": not place.has_topics
        or any(
            (place.role == "assistant" or it.role == "lead")
            and (it.valid_until is None or last <= it.valid_until)
            for it in one.qualifications
        ),
        "week_full": _fits(one.limits.most_a_week, one.this_week),
        "month_full": _fits(one.limits.most_a_month, one.this_month),
        "too_far": place.virtual
        or one.limits.travel_minutes is None
        or one.road <= one.limits.travel_minutes,
        "novice": not one.novice
        or (place.role == "assistant" and one.beside.novices + 1 <= one.beside.leads),
        "apart": not one.beside.never,
    }  # fmt: skip


@given(helpers(), places())
def test_a_reason_is_told_for_every_rule_that_is_broken_and_for_no_other(
    one: Helper, place: Place
) -> None:
    found = reasons_against(one, place)
    broken = {rule for rule, holds in holding(one, place).items() if not holds}
    assert {reason.rule for reason in found} == broken
    assert (found == ()) == (not broken)
    assert {reason.rule for reason in found if reason.hard} == broken & HARD


@given(helpers(), places())
def test_knowing_less_of_papers_changes_no_reason(one: Helper, place: Place) -> None:
    theirs = structs.replace(one, ours=False)
    told = [[it.rule for it in reasons_against(who, place)] for who in (one, theirs)]
    assert told[0] == told[1]


def _day(moment: datetime) -> date:
    return moment.astimezone(HERE).date()


def _hours(starts: datetime, ends: datetime) -> set[datetime]:
    return {starts + n * HOUR for n in range((ends - starts) // HOUR)}


def _has(one: Helper, hour: datetime) -> bool:
    here = hour.astimezone(HERE)
    return any(
        it.weekday == here.weekday() and it.minutes[0] <= here.hour * 60 < it.minutes[1]
        for it in one.windows
    )


def _in_time(other: Engagement, place: Place) -> bool:
    """Whether one can be at both, unless they overlap, which is another rule's business."""
    if other.virtual or place.virtual:
        return True
    road = timedelta(minutes=other.road)
    before = other.ends_at + road <= place.starts_at
    after = place.ends_at + road <= other.starts_at
    overlap = other.starts_at < place.ends_at and place.starts_at < other.ends_at
    return before or after or overlap


def _fits(most: int | None, held: int) -> bool:
    return most is None or held + 1 <= most
