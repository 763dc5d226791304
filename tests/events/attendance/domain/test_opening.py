"""The door stands open around the event, and says so when it does not."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import Struct

from events.attendance.domain.opening import DoorShut, Shut, is_open, need_open, shut
from server.foundation.translation import speaking

NINE = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)


class Workshop(Struct, frozen=True):
    """From nine to twelve in Guatemala."""

    status: str = "published"
    starts_at: datetime = NINE
    ends_at: datetime = NINE + timedelta(hours=3)
    zone: str = "America/Guatemala"
    missing_adults: int = 0


def after(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("minutes", "door"),
    [(-30.01, "shut"), (-30, "open"), (0, "open"), (210, "open"), (210.01, "shut")],
)
def test_the_door_opens_half_an_hour_before_and_shuts_half_an_hour_after(
    minutes: float, door: str
) -> None:
    assert ("open" if is_open(Workshop(), after(minutes)) else "shut") == door


@pytest.mark.parametrize("status", ["draft", "cancelled", "closed"])
def test_only_a_published_event_has_an_open_door(status: str) -> None:
    assert not is_open(Workshop(status=status), after(0))


def test_who_comes_early_is_told_when_it_opens() -> None:
    assert shut(Workshop(), after(-60)) == Shut(
        "Todavía no es la hora", "El registro se abre el sábado 5 de diciembre de 2026 a las 08:30."
    )


def test_who_comes_late_is_told_until_when_it_was_open() -> None:
    assert shut(Workshop(), after(300)) == Shut(
        "La actividad ya terminó",
        "El registro estuvo abierto hasta el sábado 5 de diciembre de 2026 a las 12:30.",
    )


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("draft", "El registro no está abierto"),
        ("cancelled", "La actividad se canceló"),
        ("closed", "El registro de esta actividad está cerrado"),
    ],
)
def test_a_state_is_told_before_the_hour(status: str, reason: str) -> None:
    told = shut(Workshop(status=status), after(-600))
    assert told is not None
    assert told.reason == reason
    assert told.sentence == f"{reason}. {told.detail}"


def test_whoever_needs_the_door_open_hears_why_it_is_not() -> None:
    need_open(Workshop(), after(0))
    with pytest.raises(DoorShut) as refusal:
        need_open(Workshop(status="cancelled"), after(0))
    assert refusal.value.shut.reason == "La actividad se canceló"
    assert refusal.value.sentence == "La actividad se canceló. No hace falta registrarse."


def test_the_day_is_said_in_the_reader_s_language() -> None:
    with speaking("en"):
        told = shut(Workshop(), after(-60))
    assert told is not None
    assert "Saturday, 5 December 2026" in told.detail
