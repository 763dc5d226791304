"""The screen's code changes by the clock alone, so that every process knows it and nobody else."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.attendance.domain import codes
from events.attendance.domain.entrance import rotating
from server.foundation.signing import Signer

SIGNER = Signer(b"only for tests, and nowhere else")
EVENT = UUID("0199d3a0-0000-7000-8000-000000000001")
OTHER = UUID("0199d3a0-0000-7000-8000-000000000002")
NINE = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (Hypothesis wants them without a zone)


def test_a_code_holds_for_half_a_minute() -> None:
    shown = [rotating.code_at(EVENT, NINE + n * SECOND, signer=SIGNER) for n in (0, 29, 30, 59)]
    assert shown[0] == shown[1] != shown[2] == shown[3]
    assert [code.until - NINE for code in shown[1:3]] == [30 * SECOND, 60 * SECOND]


def test_two_processes_show_the_same_code() -> None:
    again = Signer(b"only for tests, and nowhere else")
    code = rotating.code_at(EVENT, NINE, signer=SIGNER)
    assert rotating.code_at(EVENT, NINE, signer=again) == code


def test_another_event_or_another_installation_shows_another_code() -> None:
    code = rotating.code_at(EVENT, NINE, signer=SIGNER)
    for event, signer in ((OTHER, SIGNER), (EVENT, Signer(b"of somebody else's installation"))):
        assert rotating.code_at(event, NINE, signer=signer) != code
        assert not rotating.accepts(event, code.sign, at=NINE, signer=signer)


@pytest.mark.parametrize(
    ("seconds", "taken"), [(-31, False), (-30, True), (0, True), (59, True), (60, False)]
)
def test_a_code_is_taken_one_step_before_and_after(seconds: int, *, taken: bool) -> None:
    code = rotating.code_at(EVENT, NINE, signer=SIGNER)
    for said in (code.digits, code.sign, code.sign.lower()):
        at = NINE + seconds * SECOND
        assert rotating.accepts(EVENT, said, at=at, signer=SIGNER) is taken


@pytest.mark.parametrize(("minutes", "known"), [(0.5, False), (1, True), (20, True), (21, False)])
def test_an_old_code_is_known_for_twenty_minutes(minutes: float, *, known: bool) -> None:
    code = rotating.code_at(EVENT, NINE, signer=SIGNER)
    at = NINE + timedelta(minutes=minutes)
    assert rotating.was_right(EVENT, code.digits, at=at, signer=SIGNER) is known


@given(at=MOMENTS)
def test_every_code_can_be_typed_and_scanned(at: datetime) -> None:
    code = rotating.code_at(EVENT, at, signer=SIGNER)
    assert len(code.digits) == rotating.DIGITS
    assert code.digits.isdecimal()
    assert codes.normalise(code.sign) == code.sign
    assert timedelta(0) < code.until - at <= rotating.STEP
    assert rotating.accepts(EVENT, code.digits, at=at, signer=SIGNER)
    assert not rotating.accepts(EVENT, "", at=at, signer=SIGNER)
