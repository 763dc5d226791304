"""When opinions are asked for, and which."""

from datetime import datetime, timedelta

import pytest
from msgspec import Struct

from events.attendance.domain.learning import feedback_times
from events.attendance.domain.opening import DoorShut
from tests.support.events import SATURDAY

HOUR = timedelta(hours=1)


class Workshop(Struct, frozen=True):
    """Two hours on a Saturday."""

    status: str = "published"
    starts_at: datetime = SATURDAY
    ends_at: datetime = SATURDAY + 2 * HOUR
    zone: str = "America/Guatemala"


def test_up_to_the_middle_it_is_before_and_from_then_on_after() -> None:
    hours = (-0.5, 0.0, 0.99, 1.0, 2.0, 26.0)
    moments = [feedback_times.moment(Workshop(), SATURDAY + it * HOUR) for it in hours]
    assert moments == ["before"] * 3 + ["after"] * 3


@pytest.mark.parametrize(
    ("status", "hours", "reason"),
    [
        ("draft", 1, "El registro no está abierto"),
        ("cancelled", 1, "La actividad se canceló"),
        ("published", -1, "Todavía no es la hora"),
        ("published", 26.1, "Ya no se reciben opiniones"),
    ],
)
def test_nobody_answers_outside_the_time(status: str, hours: float, reason: str) -> None:
    with pytest.raises(DoorShut) as refused:
        feedback_times.moment(Workshop(status=status), SATURDAY + hours * HOUR)
    assert refused.value.shut.reason == reason


def test_a_closed_register_takes_opinions_still_and_a_cancelled_event_is_over_at_once() -> None:
    later = SATURDAY + 3 * HOUR
    assert feedback_times.moment(Workshop(status="closed"), later) == "after"
    over = [feedback_times.over(Workshop(status=it), later) for it in ("closed", "cancelled")]
    assert over == [False, True]
    assert feedback_times.over(Workshop(), SATURDAY + 26.1 * HOUR)
