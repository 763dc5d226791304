"""How long the outbox waits."""

from datetime import timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.domain.patience import (
    FIRST,
    LONGEST,
    MOST_ATTEMPTS,
    Consequence,
    Outcome,
    consequence,
    pause,
)
from tests.support.events import TODAY

NOTICE = UUID(int=7)


@given(st.uuids(), st.integers(1, 10_000))
@settings(deadline=None)
def test_the_wait_doubles_up_to_an_hour_and_is_never_much_shorter(
    notice: UUID, attempt: int
) -> None:
    whole = min(FIRST * 2 ** min(attempt - 1, 12), LONGEST)
    assert whole * 0.75 <= pause(notice, attempt) <= whole
    assert pause(notice, attempt) == pause(notice, attempt)


def test_what_failed_together_is_not_tried_together() -> None:
    assert len({pause(UUID(int=number), 5) for number in range(100)}) > 50


def test_what_was_sent_is_settled() -> None:
    assert consequence(Outcome("sent"), NOTICE, 1, at=TODAY) == Consequence("sent", TODAY)


def test_what_was_refused_is_not_tried_again() -> None:
    assert consequence(Outcome("refused"), NOTICE, 1, at=TODAY) == Consequence("failed", TODAY)


def test_what_failed_or_is_in_doubt_is_tried_again_until_patience_ends() -> None:
    for name in ("failed", "unknown"):
        again = consequence(Outcome(name), NOTICE, MOST_ATTEMPTS - 1, at=TODAY)
        assert (again.state, again.due_at > TODAY) == ("queued", True)
        last = consequence(Outcome(name), NOTICE, MOST_ATTEMPTS, at=TODAY)
        assert last == Consequence("failed", TODAY)


def test_patience_lasts_most_of_a_working_day() -> None:
    whole = sum((pause(NOTICE, attempt) for attempt in range(1, MOST_ATTEMPTS)), timedelta())
    assert timedelta(hours=6) < whole < timedelta(hours=12)
