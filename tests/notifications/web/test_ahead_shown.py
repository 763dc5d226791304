"""How what will be told stands on the page."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from notifications.domain.reminders.foretelling import Due, Foretold
from notifications.web import ahead_shown

NOW = datetime(2026, 12, 8, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOMEBODY = UUID(int=1)


def telling(hours: float, way: str | None = "mail", **said: Any) -> Foretold:
    at = NOW + hours * HOUR
    usual: dict[str, Any] = {
        "key": "k", "kind": "change", "account": SOMEBODY, "registration": None,
        "subject": SOMEBODY, "wanted_at": at, "written_at": at, "who": "Ana Ayuda",
    }  # fmt: skip
    return Foretold(due=Due(**{**usual, **said}), at=at, way=way)


def shown(*told: Foretold) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    return [
        (one.hour, one.shift, [(it.who, it.channel_name, it.only_here) for it in one.readers])
        for day in ahead_shown.days(told, "America/Guatemala", now=NOW)
        for one in day.tellings
    ]


def test_what_was_tried_in_vain_is_said_to_be_tried_again() -> None:
    assert shown(telling(1, again_at=NOW + HOUR)) == [
        ("10:00", "again", [("Ana Ayuda", "Correo", False)])
    ]


def test_what_is_overdue_leaves_now_and_not_because_of_any_hours() -> None:
    late = telling(0, wanted_at=NOW - 3 * HOUR)
    assert shown(late) == [("Ahora", "", [("Ana Ayuda", "Correo", False)])]


def test_quiet_hours_part_those_who_are_told_the_same() -> None:
    early, late = telling(1, wanted_at=NOW + 2 * HOUR), telling(1, wanted_at=NOW + HOUR / 2)
    assert [shift for _hour, shift, _who in shown(early, telling(1), late)] == [
        "", "earlier", "later"
    ]  # fmt: skip


def test_whoever_registered_is_counted_and_never_named() -> None:
    seats = [telling(1, who=None), telling(1, who=None), telling(1, way=None, who=None)]
    assert shown(*seats) == [
        ("10:00", "", [("2 inscripciones", "Correo", False),
                       ("1 inscripción", "Sin hora posible", True)])
    ]  # fmt: skip
    assert ahead_shown.problems(seats) == 1
