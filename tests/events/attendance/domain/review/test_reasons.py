"""The usual reasons: each can be read, and speaks for one decision."""

import pytest

from events.attendance.domain.review import reasons


@pytest.mark.parametrize("key", reasons.MEANT_FOR)
def test_a_usual_reason_is_a_sentence_to_whoever_reads_it(key: str) -> None:
    assert reasons.said(key) != key


@pytest.mark.parametrize("written", ["Se registró dos veces", "", "typing-error"])
def test_what_somebody_wrote_is_read_as_it_is(written: str) -> None:
    assert reasons.said(written) == written
    assert not reasons.speaks_for(written, "kept")
