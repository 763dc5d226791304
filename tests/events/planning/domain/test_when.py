"""The time of an event in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.planning.domain import when
from server.foundation.translation import speaking
from tests.support.events import SATURDAY

HERE = "America/Guatemala"


@pytest.mark.parametrize(
    ("language", "day", "short"),
    [
        ("es", "sábado 5 de diciembre de 2026", "sáb 5 dic"),
        ("en", "Saturday, 5 December 2026", "Sat 5 Dec"),
    ],
)
def test_a_day_is_said_in_the_readers_language(language: str, day: str, short: str) -> None:
    with speaking(language):
        assert (when.day(SATURDAY, HERE), when.short_day(SATURDAY, HERE)) == (day, short)


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_hour_is_of_twenty_four(language: str) -> None:
    with speaking(language):
        assert when.hour(SATURDAY, HERE) == "09:00"
        assert when.hour(SATURDAY + timedelta(hours=9, minutes=5), HERE) == "18:05"


def test_a_span_of_hours_names_the_day_once() -> None:
    assert when.span(SATURDAY, SATURDAY + timedelta(hours=3), HERE) == (
        "sábado 5 de diciembre de 2026, 09:00–12:00"
    )


def test_a_span_of_days_names_both() -> None:
    with speaking("en"):
        assert when.span(SATURDAY, SATURDAY + timedelta(days=1), HERE) == (
            "Saturday, 5 December 2026, 09:00 – Sunday, 6 December 2026, 09:00"
        )


def test_the_day_is_that_of_the_place() -> None:
    late = datetime(2026, 12, 6, 5, 30, tzinfo=UTC)
    assert when.local_day(late, HERE) == date(2026, 12, 5)
    assert when.local_day(late, "UTC") == date(2026, 12, 6)
    assert when.local_day(date(2026, 12, 6), HERE) == date(2026, 12, 6)
