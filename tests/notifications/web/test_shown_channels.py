"""Spans of time as the page about channels says them."""

from datetime import timedelta

import pytest

from notifications.web.shown_channels import lasted, rounded_up


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=-3), "0 s"),
        (timedelta(seconds=59.9), "59 s"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=59.9), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=47.9), "47 h"),
        (timedelta(days=2), "2 días"),
    ],
)
def test_a_span_is_said_in_the_unit_that_fits(span: timedelta, words: str) -> None:
    assert lasted(span) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(0), "1 s"),
        (timedelta(seconds=1), "1 s"),
        (timedelta(seconds=1.2), "2 s"),
        (timedelta(seconds=59.5), "1 min"),
        (timedelta(minutes=3, seconds=1), "4 min"),
        (timedelta(minutes=59.5), "1 h"),
        (timedelta(hours=3, minutes=1), "4 h"),
        (timedelta(hours=47.5), "2 días"),
    ],
)
def test_half_of_all_leave_in_no_more_than_is_said(span: timedelta, words: str) -> None:
    assert rounded_up(span) == words
