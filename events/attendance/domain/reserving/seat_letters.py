"""Whether an address may be written to: anybody can type a stranger's into the form.

To one address go letters about one registration of an event, however many were asked for with it,
and no more than a few registrations a day begin to write to it. Whoever asked learns nothing of
this: their seats are real, their link is on the page, and the page says beforehand that an address
hears of one registration only. So nobody finds out whether somebody else gave the same address.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from server.accounts.domain import limits
from server.foundation.database import fetch
from server.foundation.errors import TooMany
from server.foundation.signing import Signer

MOST_AT_AN_EVENT: Final = 3
MOST: Final = 10
WITHIN: Final = timedelta(days=1)
HEARS: Final = """
    SELECT FROM registration
    WHERE event = $1 AND lower(contact) = lower($2)
        AND status IN ('confirmed', 'waiting', 'offered')
"""


async def reach(event: UUID, contact: str, *, signer: Signer, at: datetime) -> bool:
    """Whether letters about one more registration go to `contact`, which counts if they do.

    For whoever holds the event's book.
    """
    if not contact or await fetch(HEARS, event, contact):
        return False
    person = signer.derive("seat letters", _mailbox(contact).encode()).hex()
    try:
        await limits.at_most(
            MOST_AT_AN_EVENT, f"seat letters:{event}:{person}", within=WITHIN, at=at
        )
        await limits.at_most(MOST, f"seat letters:{person}", within=WITHIN, at=at)
    except TooMany:
        return False
    return True


def _mailbox(contact: str) -> str:
    """One spelling for all that usually end in the same mailbox: ana+1@ is ana@."""
    name, _at, host = contact.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"
