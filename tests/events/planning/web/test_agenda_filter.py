"""What was asked of the public agenda stands in its address."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.web.agenda_filter import Filter, monday_of, week_of
from server.foundation.translation import speaking

HERE = "America/Guatemala"
TODAY = date(2026, 12, 2)
NOW = datetime(2026, 12, 2, 18, tzinfo=UTC)
MONDAY = date(2026, 12, 7)


@pytest.mark.parametrize(
    ("asked", "address", "feed"),
    [
        (Filter(), "/", "/agenda.ics"),
        (Filter(municipality="0108"), "/?municipio=0108", "/municipios/0108.ics"),
        (Filter(kind="talk"), "/?tipo=talk", "/agenda.ics?tipo=talk"),
        (
            Filter(municipality="0108", kind="talk", week=MONDAY),
            "/?municipio=0108&tipo=talk&semana=2026-12-07",
            "/municipios/0108.ics?tipo=talk",
        ),
    ],
)
def test_a_filter_has_an_address_and_a_calendar(asked: Filter, address: str, feed: str) -> None:
    assert (asked.address, asked.feed) == (address, feed)


def test_a_week_begins_and_ends_at_midnight_of_the_place() -> None:
    span = Filter(week=MONDAY).span(NOW, HERE)
    assert span == (
        datetime(2026, 12, 7, 6, tzinfo=UTC),
        datetime(2026, 12, 14, 6, tzinfo=UTC),
    )
    assert Filter().span(NOW, HERE)[0] == NOW


def test_a_week_is_named_by_its_days() -> None:
    asked = Filter(week=MONDAY)
    assert (asked.days, Filter().days) == ("7–13 de diciembre de 2026", "")
    with speaking("en"):
        assert asked.days == "7–13 Dec 2026"


def test_one_goes_from_week_to_week_until_the_agenda_ends() -> None:
    here = Filter(municipality="0108")
    assert here.near(1, today=TODAY) == "/?municipio=0108&semana=2026-12-07"
    assert here.near(-1, today=TODAY) == "/?municipio=0108&semana=2026-11-23"
    last = Filter(week=date(2028, 1, 3))
    assert (last.near(1, today=TODAY), last.near(-1, today=TODAY)) == (None, "/?semana=2027-12-27")


@pytest.mark.parametrize(
    "text", ["", "mañana", "2026-13-01", "1999-01-01", "2099-01-01", "0001-01-01"]
)
def test_what_is_no_day_near_is_no_week(text: str) -> None:
    assert week_of(text, today=TODAY) is None


@given(st.integers(-400, 400))
def test_every_day_is_in_the_week_that_its_monday_begins(days: int) -> None:
    day = date.fromordinal(TODAY.toordinal() + days)
    monday = week_of(day.isoformat(), today=TODAY)
    assert monday == monday_of(day)
    assert (monday.weekday(), 0 <= (day - monday).days < 7) == (0, True)
    asked = parse_qs(urlsplit(Filter(week=monday).address).query)
    assert asked == {"semana": [monday.isoformat()]}
