"""What the error codes of the WhatsApp Cloud API mean for us; Meta asks to go by them alone."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from notifications.channels.verdicts import Verdict

PAIR_WAIT: Final = timedelta(minutes=1)
"""One message every six seconds to the same person, and 45 in a burst that has to be worn off."""
PAIR: Final = 131056
UNKNOWN_OBJECT: Final = (100, 33)
"""The number that we write from does not exist there, or is not ours."""
VERDICTS: Final[Mapping[int, Verdict]] = {
    # Downtime, and what they cannot name themselves.
    1: Verdict.LATER,
    2: Verdict.LATER,
    131000: Verdict.LATER,
    131016: Verdict.LATER,
    131057: Verdict.EVERYBODY_LATER,  # the account is being maintained
    133004: Verdict.EVERYBODY_LATER,
    # Too fast: the app, the account, the number, and one pair of numbers.
    4: Verdict.EVERYBODY_LATER,
    80007: Verdict.EVERYBODY_LATER,
    130429: Verdict.EVERYBODY_LATER,
    PAIR: Verdict.LATER,
    # The token, permissions, the account, its bill, its number, its reputation.
    0: Verdict.STOPPED,
    3: Verdict.STOPPED,
    10: Verdict.STOPPED,
    33: Verdict.STOPPED,
    190: Verdict.STOPPED,
    368: Verdict.STOPPED,
    131005: Verdict.STOPPED,
    131031: Verdict.STOPPED,
    131037: Verdict.STOPPED,
    131042: Verdict.STOPPED,
    131045: Verdict.STOPPED,
    131048: Verdict.STOPPED,
    # This person, or this message.
    100: Verdict.UNREACHABLE,
    130472: Verdict.UNREACHABLE,
    130497: Verdict.UNREACHABLE,
    131008: Verdict.UNREACHABLE,
    131009: Verdict.UNREACHABLE,
    131021: Verdict.UNREACHABLE,
    131026: Verdict.UNREACHABLE,
    131047: Verdict.UNREACHABLE,
    131049: Verdict.UNREACHABLE,  # enough for this person for now; their next way is sooner
    131051: Verdict.UNREACHABLE,
    135000: Verdict.UNREACHABLE,
    131050: Verdict.OPTED_OUT,
}
PERMISSIONS: Final = range(200, 300)
TEMPLATES: Final = range(132000, 133000)
REGISTRATION: Final = range(133000, 134000)


def verdict(code: int, subcode: int | None = None) -> Verdict | None:
    """What to do about this error; None for one that we do not know."""
    if (code, subcode) == UNKNOWN_OBJECT or code in PERMISSIONS:
        return Verdict.STOPPED
    if code in TEMPLATES:
        # Nobody can be told this here until it is put right: each takes their next way.
        return Verdict.UNREACHABLE
    return VERDICTS.get(code) or (Verdict.STOPPED if code in REGISTRATION else None)


def wait(code: int) -> timedelta | None:
    """How long to wait at least where they say nothing."""
    return PAIR_WAIT if code == PAIR else None
