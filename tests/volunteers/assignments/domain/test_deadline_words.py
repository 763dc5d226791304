"""Until when one may answer, in words."""

from datetime import UTC, datetime

from volunteers.assignments.domain.deadline_words import by_when


def test_who_is_asked_reads_the_day_and_the_hour() -> None:
    at = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
    assert by_when(at, "America/Guatemala") == "domingo 29 de noviembre a las 18:00"
