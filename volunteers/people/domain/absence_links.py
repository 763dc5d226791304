"""Links that ask when somebody is away: whoever holds one speaks for them, of that alone."""

from datetime import date
from typing import Final
from uuid import UUID

from msgspec import Struct

from server.foundation.errors import NotFound
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

PURPOSE: Final = "absences"


class Question(Struct, frozen=True):
    """Who is asked, and through which day."""

    volunteer: UUID
    through: date


def absence_token(question: Question, signer: Signer) -> str:
    """The secret part of the link, made again whenever it is needed and never stored."""
    day = question.through.toordinal().to_bytes(4, "big")
    return signer.sign(PURPOSE, question.volunteer.bytes + day)


def absence_address(base_url: str, question: Question, signer: Signer) -> str:
    """Where somebody says when they are away; it asks until the last day that it asks about."""
    return f"{base_url}/d/{absence_token(question, signer)}"


def question_of(token: str, signer: Signer) -> Question:
    """What a link asks; raises NotFound for one that is not ours."""
    payload = signer.unsign(PURPOSE, token)
    if len(payload) != 20:
        raise NotFound(_("Este enlace no es válido."))
    day = int.from_bytes(payload[16:], "big")
    return Question(UUID(bytes=payload[:16]), date.fromordinal(day))
