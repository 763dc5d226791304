"""Links that ask when somebody is away."""

from datetime import date
from uuid import UUID

import pytest

from server.foundation.errors import NotFound
from server.foundation.signing import Signer
from volunteers.people.domain.absence_links import (
    PURPOSE,
    Question,
    absence_address,
    absence_token,
    question_of,
)

ASKED = Question(UUID(int=7), date(2027, 1, 31))


def test_a_link_says_who_is_asked_and_until_when(signer: Signer) -> None:
    address = absence_address("https://convoca.test", ASKED, signer)
    token = absence_token(ASKED, signer)
    assert address == f"https://convoca.test/d/{token}"
    assert question_of(token, signer) == ASKED


def test_a_link_made_elsewhere_or_for_something_else_is_refused(signer: Signer) -> None:
    payload = ASKED.volunteer.bytes
    for token in (
        absence_token(ASKED, Signer(b"another secret")),
        signer.sign("answer", payload + bytes(4)),
        signer.sign(PURPOSE, payload),
        "ñ",
    ):
        with pytest.raises(NotFound):
            question_of(token, signer)
