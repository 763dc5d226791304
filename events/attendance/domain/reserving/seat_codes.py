"""The codes in the personal links of registrations: made from their ids, kept only as a mark.

So a letter can hold the link again although nobody can read it in the database. An id is made of
the number that came with the form, which is not kept: whoever knows the id alone, from a notice or
the record of changes, can neither send that form again nor make the code.
"""

from uuid import UUID

from events.attendance.domain.codes import ALPHABET, PASS_LENGTH, normalise
from server.foundation.errors import NotFound
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _


def registration_id(form: UUID, signer: Signer) -> UUID:
    """Under which id a form is kept: always the same one, so that sent twice it is one wish."""
    return UUID(bytes=signer.derive("registration", form.bytes)[:16], version=4)


def seat_code(registration: UUID, signer: Signer) -> str:
    """The code of a registration: twelve characters, always the same ones for the same id."""
    number = int.from_bytes(signer.derive("seat code", registration.bytes))
    letters = []
    for _place in range(PASS_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def mark(typed: str, signer: Signer) -> bytes:
    """What is stored of a code; raises NotFound for what cannot be one."""
    code = normalise(typed)
    if code is None or len(code) != PASS_LENGTH:
        raise NotFound(_("Este enlace no lleva a ninguna reserva."))
    return signer.derive("seat mark", code.encode())
