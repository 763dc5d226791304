"""The public holidays of Guatemala."""

from datetime import date, timedelta

import pytest

from events.planning.domain.days_off import holiday
from server.foundation.translation import speaking

YEAR = [
    (date(2026, 1, 1), "Año Nuevo", "New Year's Day"),
    (date(2026, 4, 2), "Jueves Santo", "Maundy Thursday"),
    (date(2026, 4, 3), "Viernes Santo", "Good Friday"),
    (date(2026, 4, 4), "Sábado Santo", "Holy Saturday"),
    (date(2026, 5, 1), "Día del Trabajo", "Labor Day"),
    (date(2026, 6, 29), "Día del Ejército", "Army Day"),
    (date(2026, 8, 15), "Día de la Asunción", "Assumption Day"),
    (date(2026, 9, 15), "Día de la Independencia", "Independence Day"),
    (date(2026, 10, 20), "Día de la Revolución", "Revolution Day"),
    (date(2026, 11, 1), "Día de Todos los Santos", "All Saints' Day"),
    (date(2026, 12, 25), "Día de Navidad", "Christmas Day"),
]


@pytest.mark.parametrize(("day", "spanish", "english"), YEAR)
def test_a_planner_reads_the_holiday_in_their_language(
    day: date, spanish: str, english: str
) -> None:
    with speaking("en"):
        told = holiday(day)
    assert (holiday(day), told) == (spanish, english)


def test_a_year_has_no_other_holidays() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [day for day in days if holiday(day)] == [day for day, *_names in YEAR]


@pytest.mark.parametrize(
    ("moved", "stays"),
    [
        (date(2027, 6, 28), date(2027, 6, 30)),  # a Wednesday: the Monday before
        (date(2030, 7, 1), date(2030, 6, 30)),  # a Sunday: the Monday after
    ],
)
def test_the_armys_day_is_off_on_the_nearest_monday(moved: date, stays: date) -> None:
    assert (holiday(moved), holiday(stays)) == ("Día del Ejército", None)


@pytest.mark.parametrize("day", [date.min, date(1900, 1, 1), date(2101, 1, 1), date.max])
def test_years_that_the_package_does_not_know_have_no_holidays(day: date) -> None:
    assert holiday(day) is None
