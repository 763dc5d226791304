"""When somebody cannot or should not come."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from msgspec import structs

from volunteers.assignments.domain.eligibility import reasons_against
from volunteers.assignments.domain.helper_facts import (
    Away,
    Helper,
    Limits,
    Place,
)
from volunteers.people.domain.week import Window

SATURDAY = date(2026, 12, 5)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
NINE = datetime(2026, 12, 5, 15, tzinfo=UTC)  # on the clocks of Guatemala
MORNING = Place(
    role="lead", municipality="0103", has_topics=False, minors=False, starts_at=NINE,
    ends_at=NINE + 3 * HOUR, first_day=SATURDAY, last_day=SATURDAY,
)  # fmt: skip
NIGHT = structs.replace(
    MORNING, starts_at=NINE + 12 * HOUR, ends_at=NINE + 17 * HOUR, last_day=SATURDAY + DAY
)  # fmt: skip
ANA = Helper(volunteer=UUID(int=1), name="Ana", home="0103", home_name="San José Pinula")


def told(helper: Helper, place: Place = MORNING) -> list[tuple[str, bool, str]]:
    return [(one.rule, one.hard, one.sentence) for one in reasons_against(helper, place)]


def windows(*hours: tuple[int, int, int]) -> Helper:
    said = (Window(day, time(since), time(until % 24)) for day, since, until in hours)
    return structs.replace(ANA, windows=tuple(said), windowed=True)


def test_who_is_away_on_one_of_the_days_cannot_come() -> None:
    before = Away(first_day=SATURDAY - 9 * DAY, last_day=SATURDAY - DAY)
    after = Away(first_day=SATURDAY + DAY, last_day=SATURDAY + DAY)
    other_days = structs.replace(ANA, absences=(before, after))
    assert told(other_days) == []
    assert told(other_days, NIGHT) == [("away", True, "Avisó que en esa fecha no está.")]
    until_midnight = structs.replace(NIGHT, ends_at=NINE + 15 * HOUR, last_day=SATURDAY)
    assert told(other_days, until_midnight) == []


def test_the_whole_event_must_lie_within_the_hours_that_somebody_has() -> None:
    assert told(windows((5, 9, 12))) == []
    # Hours that touch are one.
    assert told(windows((5, 8, 10), (5, 10, 13))) == []
    for helper, sentence in (
        (windows((4, 0, 24)), "No suele tener tiempo el sábado."),
        (
            windows((5, 8, 11), (5, 12, 24)),
            "No cabe en las horas que suele tener el sábado: 08:00–11:00, 12:00–24:00.",
        ),
    ):
        assert told(helper) == [("unavailable", False, sentence)]


def test_an_event_over_midnight_needs_the_hours_of_both_days() -> None:
    assert told(windows((5, 20, 24), (6, 0, 3)), NIGHT) == []
    assert told(windows((5, 20, 24)), NIGHT) == [
        ("unavailable", False, "No suele tener tiempo el domingo.")
    ]


def test_nobody_is_given_more_than_they_want() -> None:
    limited = structs.replace(ANA, limits=Limits(most_a_week=2, most_a_month=3))
    assert told(structs.replace(limited, this_week=1, this_month=2, load=9)) == []
    assert told(structs.replace(limited, this_week=2, this_month=3)) == [
        ("week_full", False, "Esa semana ya tiene 2 turnos, y son 2 como mucho."),
        ("month_full", False, "Ese mes ya tiene 3 turnos, y son 3 como mucho."),
    ]
    assert told(structs.replace(ANA, this_week=20, this_month=80)) == []


def test_nobody_is_sent_further_than_they_travel() -> None:
    near = structs.replace(ANA, road=40, limits=Limits(travel_minutes=40))
    far = structs.replace(near, road=41)
    assert (told(near), told(far, structs.replace(MORNING, virtual=True))) == ([], [])
    assert told(far) == [
        ("too_far", False, "Queda a 41 minutos de San José Pinula, y viaja 40 como mucho.")
    ]


def test_of_other_peoples_helpers_neither_hours_nor_limits_are_told() -> None:
    theirs = structs.replace(
        windows((5, 8, 11)), ours=False, road=41, this_week=2, this_month=3,
        limits=Limits(most_a_week=2, most_a_month=3, travel_minutes=40),
    )  # fmt: skip
    assert [sentence for _rule, _hard, sentence in told(theirs)] == [
        "A esa hora no tiene tiempo.",
        "Ya tiene los turnos que puede tomar esa semana.",
        "Ya tiene los turnos que puede tomar ese mes.",
        "Queda más lejos de lo que puede viajar.",
    ]
