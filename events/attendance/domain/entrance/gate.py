"""Letting people past a door that asks for a code, for as long as answering takes."""

import hmac
import re
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.doors import Doorway
from events.attendance.domain.entrance import admission, rotating
from events.attendance.domain.entrance.admission import LASTS, Admission
from events.attendance.domain.entrance.guessing import Guess, Listener
from server.foundation.errors import Invalid
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

FIELD: Final = "door_code"
_SEPARATORS: Final = re.compile(r"[\s.\u2010-\u2014-]")
_CODES: Final = {
    "spoken": re.compile(r"[0-9]{3}"),
    "rotating": re.compile(rf"[0-9]{{{rotating.DIGITS}}}"),
}


class Said(Struct, frozen=True, kw_only=True):
    """What came with a form to show that somebody stands at the door, and from which address."""

    submission: UUID
    origin: str
    code: str = ""
    slip: str = ""


class Gate:
    """Who decides, in one process, whether somebody stands at a door."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer
        self._listener = Listener()

    def on_arrival(
        self, doorway: Doorway, *, sign: str, slip: str, at: datetime
    ) -> Admission | None:
        """What an address admits to, by the sign of a scanned screen or an earlier slip."""
        if sign and self._is_sign(doorway, sign, at):
            return Admission(until=at + LASTS)
        return admission.admitted(slip, doorway.event, at=at, signer=self._signer)

    def with_slip(self, doorway: Doorway, said: Said, *, at: datetime) -> Admission | None:
        """What is known without hearing a code, and without any statement."""
        if doorway.asks == "nothing":
            return Admission(until=at + LASTS)
        return admission.admitted(
            said.slip, doorway.event, at=at, signer=self._signer, submission=said.submission
        )

    async def admit(self, doorway: Doorway, said: Said, *, at: datetime) -> Admission:
        """Let somebody in; raises Invalid for a wrong code, TooMany where codes are guessed."""
        known = self.with_slip(doorway, said, at=at)
        if known is not None:
            return known
        code = _SEPARATORS.sub("", said.code)
        wrong = await self._wrong(doorway, code, said.origin, at)
        if wrong:
            raise Invalid({FIELD: wrong})
        return Admission(until=at + LASTS)

    def slip(self, doorway: Doorway, given: Admission, submission: UUID) -> str:
        """What lets one form in later; empty where nothing is asked."""
        if doorway.asks == "nothing":
            return ""
        return admission.slip(doorway.event, given, signer=self._signer, submission=submission)

    def carried(self, doorway: Doorway, given: Admission) -> str:
        """What lets in the next person with the same phone; empty where nothing is asked."""
        if doorway.asks == "nothing":
            return ""
        return admission.slip(doorway.event, given, signer=self._signer)

    async def _wrong(self, doorway: Doorway, code: str, origin: str, at: datetime) -> str:
        """What is wrong with a code, in a sentence; empty when it is right."""
        if not _CODES[doorway.asks].fullmatch(code):
            return _("Falta la clave.") if not code else _incomplete(doorway)
        right = self._is_right(doorway, code, at)
        if not right and self._was_right(doorway, code, at):
            return _("Ese código ya cambió. Escribir el que se ve ahora en la pantalla.")
        # A new spoken code is a new door: those whom others shut out of the old one may try again.
        door = f"{doorway.event}:{doorway.spoken_code or ''}:{origin}"
        guess = Guess(door=door, said=code, right=right, asks=doorway.asks)
        await self._listener.hear(guess, at=at)
        return "" if right else _not_it(doorway)

    def _is_right(self, doorway: Doorway, code: str, at: datetime) -> bool:
        if doorway.spoken_code is not None:
            return hmac.compare_digest(code, doorway.spoken_code)
        return rotating.accepts(doorway.event, code, at=at, signer=self._signer)

    def _was_right(self, doorway: Doorway, code: str, at: datetime) -> bool:
        return doorway.rotating and rotating.was_right(
            doorway.event, code, at=at, signer=self._signer
        )

    def _is_sign(self, doorway: Doorway, sign: str, at: datetime) -> bool:
        # Digits in an address would be a way around counting guesses.
        return len(sign) == rotating.SIGNS and rotating.accepts(
            doorway.event, sign, at=at, signer=self._signer
        )


def _incomplete(doorway: Doorway) -> str:
    if doorway.rotating:
        return _("El código son seis números.")
    return _("La clave son tres números, por ejemplo 407.")


def _not_it(doorway: Doorway) -> str:
    if doorway.rotating:
        return _("Ese no es el código. Escribir el que se ve ahora en la pantalla.")
    return _("Esa no es la clave de hoy.")
