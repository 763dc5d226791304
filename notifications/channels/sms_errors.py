"""What the error codes of a Twilio-shaped provider mean for us."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from notifications.channels.verdicts import Verdict

QUEUE_WAIT: Final = timedelta(minutes=15)
"""Ten hours of messages wait there already."""
SWITCHED_OFF_WAIT: Final = timedelta(minutes=30)
SOMEBODY_SAID_NOTHING: Final = timedelta(minutes=5)
VERDICTS: Final[Mapping[int, Verdict]] = {
    20429: Verdict.EVERYBODY_LATER,  # never processed: always safe to try again
    20500: Verdict.LATER,
    20503: Verdict.LATER,
    21611: Verdict.EVERYBODY_LATER,
    30001: Verdict.EVERYBODY_LATER,
    30003: Verdict.LATER,  # switched off, or out of reach
    30008: Verdict.LATER,
    # The account, its token, its money.
    10001: Verdict.STOPPED,
    20003: Verdict.STOPPED,
    20005: Verdict.STOPPED,
    20008: Verdict.STOPPED,
    20404: Verdict.STOPPED,
    30002: Verdict.STOPPED,
    # What we write from, and where reports go.
    21212: Verdict.STOPPED,
    21603: Verdict.STOPPED,
    21606: Verdict.STOPPED,
    21609: Verdict.STOPPED,
    21659: Verdict.STOPPED,
    21660: Verdict.STOPPED,
    21701: Verdict.STOPPED,
    21703: Verdict.STOPPED,
    21705: Verdict.STOPPED,
    # This person, or this message.
    21211: Verdict.UNREACHABLE,
    21408: Verdict.UNREACHABLE,
    21602: Verdict.UNREACHABLE,
    21604: Verdict.UNREACHABLE,
    21608: Verdict.UNREACHABLE,
    21612: Verdict.UNREACHABLE,
    21614: Verdict.UNREACHABLE,
    21617: Verdict.UNREACHABLE,
    30004: Verdict.UNREACHABLE,
    30005: Verdict.UNREACHABLE,
    30006: Verdict.UNREACHABLE,
    30007: Verdict.UNREACHABLE,
    21610: Verdict.OPTED_OUT,
}
WAITS: Final[Mapping[int, timedelta]] = {
    21611: QUEUE_WAIT,
    30001: QUEUE_WAIT,
    30003: SWITCHED_OFF_WAIT,
    30008: SOMEBODY_SAID_NOTHING,
}


def verdict(code: int) -> Verdict | None:
    """What to do about this error; None for one that we do not know."""
    return VERDICTS.get(code)


def wait(code: int) -> timedelta | None:
    """How long to wait at least where they say nothing."""
    return WAITS.get(code)
