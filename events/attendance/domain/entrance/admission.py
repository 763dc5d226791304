"""The slip that lets somebody answer in peace: it says that they stood at the door a moment ago.

It goes with the form, signed, so that neither a slow hand nor a slow network lets a code run out.
"""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from server.foundation.errors import NotFound
from server.foundation.signing import Signer

LASTS: Final = timedelta(minutes=20)
PURPOSE: Final = "check-in admission"
ANYBODY: Final = UUID(int=0)


class Admission(Struct, frozen=True, kw_only=True):
    """Until when somebody may answer without giving the door's code again."""

    until: datetime


def slip(event: UUID, admission: Admission, *, signer: Signer, submission: UUID = ANYBODY) -> str:
    """The admission as a text that fits an address.

    One for a `submission` is good for that form alone; one without is for whoever is lent the
    phone next, and what it admits ends when the first one would have ended.
    """
    until = int(admission.until.timestamp()).to_bytes(5, "big")
    return signer.sign(PURPOSE, until + event.bytes + submission.bytes)


def admitted(
    text: str, event: UUID, *, at: datetime, signer: Signer, submission: UUID = ANYBODY
) -> Admission | None:
    """What a slip admits to; None for one that has run out or is not for this."""
    try:
        payload = signer.unsign(PURPOSE, text) if text else b""
    except NotFound:
        return None
    if payload[5:] != event.bytes + submission.bytes:
        return None
    until = datetime.fromtimestamp(int.from_bytes(payload[:5], "big"), UTC)
    return Admission(until=until) if at <= until else None
