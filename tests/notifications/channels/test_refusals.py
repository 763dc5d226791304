"""What an answer means that says nothing we know, and how long it asks us to wait."""

from datetime import timedelta

import httpx
import pytest

from notifications.channels import over_http, refusals
from notifications.channels.failures import (
    ChannelStopped,
    DoubtfulDelivery,
    PermanentFailure,
    TemporaryFailure,
    Undelivered,
)
from tests.support.text_messages import is_for_everybody

DATE = "Sun, 22 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (301, ChannelStopped),
        (400, PermanentFailure),
        (401, ChannelStopped),
        (403, ChannelStopped),
        (404, ChannelStopped),
        (405, ChannelStopped),
        (408, TemporaryFailure),
        (413, PermanentFailure),
        (429, TemporaryFailure),
        (500, TemporaryFailure),
        (502, DoubtfulDelivery),
        (503, TemporaryFailure),
        (504, DoubtfulDelivery),
    ],
)
def test_every_status_means_something(status: int, kind: type[Undelivered]) -> None:
    headers = {"Location": "/"} if status == 301 else {}
    failure = refusals.by_status(httpx.Response(status, headers=headers))
    assert type(failure) is kind
    assert failure.detail.startswith(str(status))


@pytest.mark.parametrize(
    ("status", "everybody"), [(408, False), (429, True), (500, True), (503, True), (507, True)]
)
def test_a_house_that_is_broken_or_busy_is_so_for_everybody(
    status: int, *, everybody: bool
) -> None:  # fmt: skip
    assert is_for_everybody(refusals.by_status(httpx.Response(status))) == everybody


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"Retry-After": "120"}, timedelta(minutes=2)),
        ({"Retry-After": "0"}, timedelta(0)),
        ({"Retry-After": "999999999"}, timedelta(days=1)),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "soon", "Date": DATE}, None),
        ({"Retry-After": "Sun, 22 Nov 2026 12:05:00 GMT", "Date": DATE}, timedelta(minutes=5)),
        ({"Retry-After": "Sun, 22 Nov 2026 11:00:00 GMT", "Date": DATE}, timedelta(0)),
        ({"Retry-After": "Sun, 22 Nov 2026 12:05:00 GMT"}, None),
    ],
)
def test_a_wait_is_seconds_or_a_date(headers: dict[str, str], wait: timedelta | None) -> None:
    assert over_http.wait_of(httpx.Response(429, headers=headers)) == wait
