"""How long the outbox waits, and when it gives a way up."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.outbox.patience import (
    DOUBT_LASTS,
    FEW_TRIES,
    FIRST,
    LONGEST,
    MOST_TRIES,
    PATIENT_TRIES,
    Next,
    Outcome,
    after,
    pause,
)
from tests.support.events import TODAY

NOTICE = UUID(int=7)
HOUR = timedelta(hours=1)


def following(outcome: Outcome, tries: int = 1, *, reported: bool = False) -> Next:
    return after(outcome, NOTICE, tries, at=TODAY, reported=reported)


@given(st.uuids(), st.integers(1, 10_000))
def test_the_wait_doubles_up_to_an_hour_and_is_never_much_shorter(notice: UUID, tries: int) -> None:
    whole = min(FIRST * 2 ** min(tries - 1, 12), LONGEST)
    assert whole * 0.75 <= pause(notice, tries) <= whole
    assert pause(notice, tries) == pause(notice, tries)


def test_what_failed_together_is_not_tried_together() -> None:
    assert len({pause(UUID(int=number), 5) for number in range(100)}) > 50


def test_what_was_sent_is_settled() -> None:
    assert following(Outcome(name="sent")) == Next("sent", TODAY)


def test_what_was_refused_goes_its_next_way_at_once() -> None:
    assert following(Outcome(name="refused")) == Next("queued", TODAY, gives_up=True)


def test_a_channel_that_stopped_is_nobodys_fault() -> None:
    assert following(Outcome(name="failed", stopped=True), MOST_TRIES) == Next("queued", TODAY)


@pytest.mark.parametrize(
    ("outcome", "most"),
    [
        (Outcome(name="failed"), MOST_TRIES),
        (Outcome(name="unknown"), MOST_TRIES),
        (Outcome(name="failed", everybody=True), PATIENT_TRIES),
    ],
)
def test_what_failed_or_is_in_doubt_is_tried_again_until_patience_ends(
    outcome: Outcome, most: int
) -> None:
    again = following(outcome, most - 1)
    assert again == Next("queued", TODAY + pause(NOTICE, most - 1))
    assert following(outcome, most) == Next("queued", TODAY, gives_up=True)
    assert not following(outcome, most + 1).gives_up


def test_a_server_that_is_down_for_a_day_is_waited_for() -> None:
    whole = sum((pause(NOTICE, tries) for tries in range(1, PATIENT_TRIES)), timedelta())
    assert timedelta(hours=30) < whole < timedelta(hours=48)


def test_where_there_is_another_way_patience_ends_after_minutes() -> None:
    def after_few(name: str, tries: int) -> bool:
        outcome = Outcome(name=name)
        return after(outcome, NOTICE, tries, at=TODAY, reported=False, another=True).gives_up

    assert [after_few("failed", tries) for tries in range(1, 9)] == 2 * [False, False, False, True]
    assert [after_few("unknown", tries) for tries in range(1, MOST_TRIES + 1)].index(True) == 15
    whole = sum((pause(NOTICE, tries) for tries in range(1, FEW_TRIES)), timedelta())
    assert timedelta(minutes=2) < whole < timedelta(minutes=5)


def test_whoever_asks_us_to_wait_is_not_asked_before() -> None:
    assert following(Outcome(name="failed", wait=HOUR)).due_at == TODAY + HOUR
    soon = following(Outcome(name="failed", wait=timedelta(seconds=1)))
    assert soon.due_at == TODAY + pause(NOTICE, 1)


def test_doubt_waits_for_a_report_where_there_are_any() -> None:
    doubt = Outcome(name="unknown")
    assert following(doubt, reported=True) == Next("unknown", TODAY + DOUBT_LASTS)
    last = following(doubt, MOST_TRIES, reported=True)
    assert last == Next("unknown", TODAY + DOUBT_LASTS, gives_up=True)


def test_patience_lasts_most_of_a_working_day() -> None:
    whole = sum((pause(NOTICE, tries) for tries in range(1, MOST_TRIES)), timedelta())
    assert timedelta(hours=6) < whole < timedelta(hours=12)
