"""What follows from the code of an error, whichever provider it is from."""

from datetime import timedelta
from enum import Enum, auto

from notifications.channels.failures import (
    ChannelStopped,
    PermanentFailure,
    TemporaryFailure,
    Undelivered,
)


class Verdict(Enum):
    """Who has to wait, or what cannot be."""

    LATER = auto()
    EVERYBODY_LATER = auto()
    STOPPED = auto()
    UNREACHABLE = auto()
    OPTED_OUT = auto()


def failure(
    verdict: Verdict, detail: str, *, wait: timedelta | None, broken: bool = False
) -> Undelivered:
    """The verdict as one of `failures`; a house that says it is `broken` is so for everybody."""
    match verdict:
        case Verdict.STOPPED:
            return ChannelStopped(detail)
        case Verdict.LATER | Verdict.EVERYBODY_LATER:
            everybody = broken or verdict is Verdict.EVERYBODY_LATER
            return TemporaryFailure(detail, wait=wait, everybody=everybody)
        case _:
            return PermanentFailure(detail, opted_out=verdict is Verdict.OPTED_OUT)
