"""A slip admits one form, or the next one from the same phone, for twenty minutes and no longer."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from events.attendance.domain.entrance.admission import LASTS, Admission, admitted, slip
from server.foundation.signing import Signer

SIGNER = Signer(b"only for tests, and nowhere else")
EVENT, OTHER_EVENT = UUID(int=1), UUID(int=2)
FORM, OTHER_FORM = UUID(int=3), UUID(int=4)
NINE = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
GIVEN = Admission(until=NINE + LASTS)


@pytest.mark.parametrize(("minutes", "let_in"), [(0, True), (20, True), (20.1, False)])
def test_a_slip_admits_its_form_for_twenty_minutes(minutes: float, *, let_in: bool) -> None:
    text = slip(EVENT, GIVEN, signer=SIGNER, submission=FORM)
    at = NINE + timedelta(minutes=minutes)
    told = admitted(text, EVENT, at=at, signer=SIGNER, submission=FORM)
    assert told == (GIVEN if let_in else None)


def test_a_slip_admits_nothing_else() -> None:
    text = slip(EVENT, GIVEN, signer=SIGNER, submission=FORM)
    assert admitted(text, EVENT, at=NINE, signer=SIGNER, submission=OTHER_FORM) is None
    assert admitted(text, OTHER_EVENT, at=NINE, signer=SIGNER, submission=FORM) is None
    assert admitted(text, EVENT, at=NINE, signer=SIGNER) is None
    stranger = Signer(b"of somebody else's installation")
    assert admitted(text, EVENT, at=NINE, signer=stranger, submission=FORM) is None


def test_what_is_carried_along_admits_no_form_by_itself() -> None:
    text = slip(EVENT, GIVEN, signer=SIGNER)
    assert admitted(text, EVENT, at=NINE, signer=SIGNER) == GIVEN
    assert admitted(text, EVENT, at=NINE, signer=SIGNER, submission=FORM) is None


@pytest.mark.parametrize("text", ["", "hola", "á", "x" * 400])
def test_what_is_no_slip_admits_nobody(text: str) -> None:
    assert admitted(text, EVENT, at=NINE, signer=SIGNER) is None
