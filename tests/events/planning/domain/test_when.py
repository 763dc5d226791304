"""The time of an event in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.planning.domain import when
from server.foundation.translation import speaking
from tests.support.events import SATURDAY

HERE = "America/Guatemala"
MIDNIGHT = datetime(2026, 12, 5, 6, tzinfo=UTC)


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


@pytest.mark.parametrize(
    ("starts", "ends", "span", "hours"),
    [
        (20, 24, "sábado 5 de diciembre de 2026, 20:00–24:00", "20:00–24:00"),
        (0, 24, "sábado 5 de diciembre de 2026, todo el día", "todo el día"),
        (0, 9, "sábado 5 de diciembre de 2026, 00:00–09:00", "00:00–09:00"),
        (
            0, 48,
            "sábado 5 de diciembre de 2026 – domingo 6 de diciembre de 2026", "hasta el dom 6 dic",
        ),
        (
            20, 25,
            "sábado 5 de diciembre de 2026, 20:00 – domingo 6 de diciembre de 2026, 01:00",
            "20:00 – dom 6 dic, 01:00",
        ),
    ],
)  # fmt: skip
def test_what_ends_at_midnight_is_not_on_the_next_day(
    starts: int, ends: int, span: str, hours: str
) -> None:
    first, last = MIDNIGHT + timedelta(hours=starts), MIDNIGHT + timedelta(hours=ends)
    assert (when.span(first, last, HERE), when.hours(first, last, HERE)) == (span, hours)


def test_english_days_are_british() -> None:
    with speaking("en"):
        locale = when.LOCALES["en"]
        september = when.short_day(date(2026, 9, 5), HERE)
        assert (locale, september) == ("en_GB", "Sat 5 Sept")


def test_the_day_is_that_of_the_place() -> None:
    late = datetime(2026, 12, 6, 5, 30, tzinfo=UTC)
    assert when.local_day(late, HERE) == date(2026, 12, 5)
    assert when.local_day(late, "UTC") == date(2026, 12, 6)
    assert when.local_day(date(2026, 12, 6), HERE) == date(2026, 12, 6)
