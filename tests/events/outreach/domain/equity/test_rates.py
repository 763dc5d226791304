"""Places are compared by the people who live in them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.equity.rates import (
    Behind,
    Equity,
    Reason,
    behind,
    per_10_000,
    ranked,
    together,
)
from events.outreach.domain.equity.sentences import rate_text, sentence
from events.outreach.domain.equity.spans import Span, before, elapsed, quarter_of

CITY = Equity(municipality="0108", name="Mixco", population=465_773, events=40, contacts=2000)
TOWN = Equity(
    municipality="0103", name="Pinula", population=79_844, events=10, contacts=500, events_before=10
)
NEW = Equity(municipality="0920", name="Coatepeque", population=None, events=3, contacts=90)
LEFT_OUT = Equity(municipality="0114", name="Amatitlán", population=116_711, events=0, contacts=0)
COMPARED = "por cada 10,000 habitantes, cuando en todos los municipios juntos son"
PLACES = st.builds(
    Equity,
    municipality=st.text("0123456789", min_size=4, max_size=4),
    name=st.sampled_from("ABCDE"),
    population=st.none() | st.integers(1, 10**6),
    events=st.integers(0, 50),
    contacts=st.integers(0, 5000),
    events_before=st.none() | st.integers(0, 50),
    contacts_before=st.none() | st.integers(0, 5000),
)
Q3, Q4 = Span(date(2026, 7, 1), date(2026, 9, 30)), Span(date(2026, 10, 1), date(2026, 12, 31))


def test_a_rate_is_for_ten_thousand_residents_and_there_is_none_of_an_unknown_number() -> None:
    assert per_10_000(50, 100_000) == 5.0
    assert (NEW.events_rate, NEW.contacts_rate) == (None, None)


def test_places_without_any_event_stand_first_and_those_without_a_rate_last() -> None:
    assert [place.name for place in ranked([NEW, TOWN, CITY, LEFT_OUT])] == [
        "Amatitlán",
        "Mixco",
        "Pinula",
        "Coatepeque",
    ]


def test_all_places_together_come_from_totals_of_those_whose_residents_are_known() -> None:
    whole = together([CITY, TOWN, NEW])
    assert (whole.population, whole.events, whole.contacts) == (545_617, 50, 2500)
    assert together([NEW]).contacts_rate is None


@given(st.lists(PLACES, max_size=8))
def test_whoever_got_nothing_is_always_named_and_never_after_another(places: list[Equity]) -> None:
    named = behind(places)
    nothing = [each for each in named if each.reason == "nothing"]
    assert named[: len(nothing)] == nothing
    assert len(nothing) == sum(place.events == 0 for place in places)


@given(st.lists(PLACES.filter(lambda place: place.population is not None), min_size=1, max_size=8))
def test_somebody_always_keeps_up_with_what_all_have_together(places: list[Equity]) -> None:
    # The rate of all is between the least and the highest: not all can be under half of it.
    reach = [each for each in behind(places) if each.reason == "little_reach"]
    events = [each for each in behind(places) if each.reason == "few_events"]
    assert len(reach) < len(places)
    assert len(events) < len(places)


def test_a_place_that_falls_behind_is_named_with_the_plainest_reason() -> None:
    few = Equity(municipality="0115", name="Villa Nueva", population=433_734, events=2, contacts=9)
    little = Equity(municipality="0116", name="Canales", population=155_422, events=20, contacts=1)
    fallen = Equity(
        municipality="0110", name="San Juan", population=50_000, events=5, contacts=900,
        events_before=12,
    )  # fmt: skip
    again = Equity(
        municipality="0114", name="Amatitlán", population=1, events=0, contacts=0, events_before=1
    )
    whole = Equity(municipality="", name="", population=10_000, events=1, contacts=50)
    named: list[tuple[Equity, Reason]] = [
        (LEFT_OUT, "nothing"),
        (again, "nothing"),
        (few, "few_events"),
        (little, "little_reach"),
        (fallen, "dropped"),
    ]
    said = [sentence(Behind(place=place, reason=reason), whole) for place, reason in named]
    assert said == [
        "Amatitlán no tuvo ninguna actividad.",
        "Amatitlán no tuvo ninguna actividad; antes tuvo 1.",
        f"Villa Nueva tuvo 2 actividades: 0.05 {COMPARED} 1.0.",
        f"Canales tuvo 1 contacto: 0.06 {COMPARED} 50.0.",
        "San Juan bajó de 12 a 5 actividades.",
    ]
    assert [each.reason for each in behind([CITY, TOWN, few, little, fallen])] == [
        "little_reach",
        "few_events",
        "dropped",
    ]


def test_little_is_never_said_to_be_nothing() -> None:
    assert [rate_text(rate) for rate in (None, 0.0, 0.02, 1.25, 1234.5)] == [
        "no se sabe",
        "0.0",
        "0.02",
        "1.2",
        "1,234.5",
    ]


def test_a_trend_is_said_where_there_was_something_before() -> None:
    pairs = [(None, None), (5, "up"), (10, "same"), (20, "down")]
    for contacts_before, trend in pairs:
        place = Equity(
            municipality="1", name="A", population=100_000, events=1, contacts=10,
            contacts_before=contacts_before,
        )  # fmt: skip
        assert place.trend == trend
        assert place.contacts_rate_before == (contacts_before and contacts_before / 10)


def test_a_quarter_is_compared_with_the_quarter_before() -> None:
    assert quarter_of(date(2026, 11, 22)) == Q4
    assert before(Q4, date(2027, 1, 5)) == Q3
    year = Span(date(2026, 1, 1), date(2026, 12, 31))
    assert before(year, date(2027, 1, 5)) == Span(date(2025, 1, 1), date(2025, 12, 31))


def test_a_quarter_that_is_not_over_is_compared_with_as_many_days() -> None:
    today = date(2026, 11, 22)
    assert elapsed(Q4, today) == Span(Q4.first, today)
    assert before(Q4, today) == Span(Q3.first, date(2026, 8, 22))
    march = Span(date(2026, 3, 1), date(2026, 3, 31))
    assert before(march, date(2026, 3, 30)) == Span(date(2026, 2, 1), date(2026, 2, 28))


@given(st.dates(date(2001, 1, 1), date(2098, 1, 1)), st.integers(0, 400), st.integers(-500, 500))
def test_what_something_is_compared_with_lies_just_before_it(
    first: date, length: int, passed: int
) -> None:
    last = date.fromordinal(first.toordinal() + length)
    today = date.fromordinal(first.toordinal() + passed)
    earlier = before(Span(first, last), today)
    assert earlier.first <= earlier.last < first
    assert earlier.last - earlier.first <= last - first or first.day == 1
