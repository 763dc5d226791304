"""Digits are those of RFC 6238, for a minute and a half."""

from base64 import b32encode
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.accounts.domain import second_step_digits as totp

RFC_KEY = b32encode(b"12345678901234567890")
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (the zone comes beside)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    # RFC 6238, appendix B, of whose eight digits an app shows the last six.
    [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_234_567_890, "005924"),
        (20_000_000_000, "353130"),
    ],
)
def test_the_digits_are_those_of_the_standard(seconds: int, shown: str) -> None:
    assert totp.shown(RFC_KEY, at=datetime.fromtimestamp(seconds, UTC)) == shown


@given(MOMENTS, st.integers(-3, 3))
def test_a_clock_may_be_half_a_minute_off(at: datetime, off: int) -> None:
    elsewhere = totp.shown(RFC_KEY, at=at + timedelta(seconds=30 * off))
    now = int(at.timestamp()) // 30
    near = {totp.shown(RFC_KEY, at=at + timedelta(seconds=30 * step)) for step in (-1, 0, 1)}
    step = totp.step_of(RFC_KEY, elsewhere, at=at)
    assert (step is not None) == (elsewhere in near)
    assert step is None or abs(step - now) <= 1


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_is_nothing(typed: str) -> None:
    read = totp.typed_digits(typed)
    assert read == "" or (len(read) == 6 and set(read) <= set("0123456789"))
    assert totp.step_of(RFC_KEY, typed, at=datetime(2026, 12, 5, tzinfo=UTC)) is None or read


@pytest.mark.parametrize("typed", ["123456", " 123 456 ", "123-456"])
def test_spaces_and_hyphens_do_not_matter(typed: str) -> None:
    assert totp.typed_digits(typed) == "123456"


def test_an_app_is_told_who_and_where() -> None:
    key = totp.new_key()
    parts = urlsplit(totp.address(key, "ana@convoca.test"))
    assert (parts.scheme, parts.netloc, parts.path) == (
        "otpauth", "totp", "/Convoca:ana%40convoca.test",
    )  # fmt: skip
    assert parse_qs(parts.query) == {"secret": [key.decode()], "issuer": ["Convoca"]}
    assert totp.in_fours(b"ABCDEFGHIJ") == "ABCD EFGH IJ"
    assert len({totp.new_key() for _ in range(9)}) == 9
