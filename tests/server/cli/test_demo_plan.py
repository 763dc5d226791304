"""Whatever the seed and the week, the plan of the demonstration can stand."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import combinations

import hypothesis
import pytest
from hypothesis import strategies as st

from server.cli import demo_places
from server.cli.demo_calendar import WEEKS, HalfYear, around
from server.cli.demo_cast import cast
from server.cli.demo_chance import Chance
from server.cli.demo_material import MATERIAL
from server.cli.demo_outcomes import settled
from server.cli.demo_plan import Planned, plan
from server.cli.demo_quarter import EVENTS, drafted
from server.cli.demo_staffing import Place, staffed
from server.cli.demo_turns import turns
from server.cli.demo_volunteers import helpers
from volunteers.assignments.domain.safeguarding import LEAST

MINORS = frozenset({"children", "adolescents"})
THERE = frozenset({"accepted", "attended"})

seeds = st.integers(min_value=0, max_value=2**32)
NEW_YEAR = datetime(2025, 1, 1, tzinfo=UTC)
moments = st.integers(0, 15 * 365).map(lambda days: NEW_YEAR + timedelta(days))
few = hypothesis.settings(deadline=None, max_examples=6, derandomize=True)


def imagined(seed: int, half: HalfYear) -> tuple[list[Planned], list[Place]]:
    chance = Chance(seed)
    people = helpers(chance, half, cast(chance, half))
    sites = demo_places.sites(chance, half)
    planned = plan(chance, half, sites, drawn=turns(chance), weeks=WEEKS)
    agenda = settled(chance, half, planned)
    return agenda, staffed(chance, half, agenda, people, MINORS)


def clash(one: Planned, other: Planned) -> bool:
    together = one.starts_at < other.ends_at and other.starts_at < one.ends_at
    return together and one.site == other.site


@few
@hypothesis.given(seeds, moments)
def test_nobody_and_no_venue_is_in_two_places_at_once(seed: int, at: datetime) -> None:
    agenda, places = imagined(seed, around(at))
    venues = [event for event in agenda if event.site]
    assert not any(clash(one, other) for one, other in combinations(venues, 2))
    taken = [place for place in places if place.status != "declined"]
    days = Counter((place.helper.id, place.event.day) for place in taken)
    assert set(days.values()) == {1}


@few
@hypothesis.given(seeds, moments)
def test_an_event_for_minors_has_two_cleared_adults(seed: int, at: datetime) -> None:
    agenda, places = imagined(seed, around(at))
    for_minors = {event.id for event in agenda if set(event.turn.format.audiences) & MINORS}
    assert all(it.helper.cleared(it.event.day) for it in places if it.event.id in for_minors)
    adults = Counter(place.event.id for place in places if place.status in THERE)
    shown = {event.id for event in agenda if event.status in {"published", "closed"}}
    assert min(adults[event] for event in for_minors & shown) >= LEAST


@few
@hypothesis.given(seeds, moments)
def test_whoever_helps_knows_the_topics(seed: int, at: datetime) -> None:
    _agenda, places = imagined(seed, around(at))
    assert all(it.helper.knows(it.role, it.event.turn.session.topics) for it in places)


@few
@hypothesis.given(seeds, moments)
def test_what_is_over_and_what_is_to_come_is_told_apart(seed: int, at: datetime) -> None:
    half = around(at)
    agenda, places = imagined(seed, half)
    past = Counter(event.status for event in agenda if event.ends_at <= half.now)
    ahead = Counter(event.status for event in agenda if event.starts_at >= half.now)
    assert (past["cancelled"], past["published"], past["draft"]) == (6, 4, 0)
    assert (ahead["cancelled"], ahead["closed"], ahead["draft"]) == (0, 0, 5)
    assert past.total() + ahead.total() == 120
    asked = [place for place in places if place.status == "invited"]
    assert 1 <= len(asked) <= 8
    assert all(it.event.status == "published" and it.event.day >= half.monday for it in asked)


@few
@hypothesis.given(seeds, moments)
def test_every_session_is_held_on_a_workday_of_the_half_year(seed: int, at: datetime) -> None:
    half = around(at)
    agenda, _places = imagined(seed, half)
    held = {(event.turn.format.kind, event.turn.session.title) for event in agenda}
    assert held == {(it.kind, session.title) for it in MATERIAL.formats for session in it.sessions}
    assert not {f"{event.day:%m-%d}" for event in agenda} & MATERIAL.holidays
    assert half.monday - timedelta(weeks=20) <= agenda[0].day
    assert agenda[-1].day < half.monday + timedelta(weeks=6)


def test_the_week_begins_on_monday_in_guatemala() -> None:
    # Monday 06:30 in UTC is 00:30 in Guatemala; an hour earlier it is Sunday there.
    monday = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    assert around(monday).now == datetime(2026, 11, 23, 6, tzinfo=UTC)
    assert around(monday - timedelta(hours=1)).now == datetime(2026, 11, 16, 6, tzinfo=UTC)


@pytest.mark.parametrize("seed", [1, 2026])
def test_the_same_seed_makes_the_same_plan(seed: int) -> None:
    half = around(datetime(2026, 11, 22, tzinfo=UTC))
    assert imagined(seed, half) == imagined(seed, half)
    assert imagined(seed, half) != imagined(seed + 1, half)


@few
@hypothesis.given(seeds, moments)
def test_the_quarter_ahead_is_drafted_whatever_the_week(seed: int, at: datetime) -> None:
    half = around(at)
    sites = demo_places.sites(Chance(seed), half)
    ahead = drafted(seed, half, sites)
    assert (len(ahead), {event.status for event in ahead}) == (EVENTS, {"draft"})
    assert half.monday + timedelta(weeks=6) <= ahead[0].day
    assert ahead[-1].day < half.monday + timedelta(weeks=19)
    assert not any(clash(one, other) for one, other in combinations(ahead, 2) if one.site)
