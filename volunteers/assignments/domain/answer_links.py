"""Links that answer an invitation: whoever holds one speaks for the invited person, there only."""

from typing import Final
from uuid import UUID

from server.foundation.errors import NotFound
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

PURPOSE: Final = "answer"


def answer_token(assignment: UUID, signer: Signer) -> str:
    """The secret part of the link, made again whenever it is needed and never stored."""
    return signer.sign(PURPOSE, assignment.bytes)


def answer_address(base_url: str, assignment: UUID, signer: Signer) -> str:
    """Where an invitation is answered; `?r=si` or `?r=no` only says which way one leans."""
    return f"{base_url}/r/{answer_token(assignment, signer)}"


def assignment_of(token: str, signer: Signer) -> UUID:
    """The assignment that a link answers; raises NotFound for one that is not ours."""
    payload = signer.unsign(PURPOSE, token)
    if len(payload) != 16:
        raise NotFound(_("Este enlace no es válido."))
    return UUID(bytes=payload)
