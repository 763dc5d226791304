"""What follows from the reason that a provider reports for a message that failed after all."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final, TypeAlias

from notifications.channels import sms_errors, whatsapp_errors
from notifications.channels.heard import Report
from notifications.channels.verdicts import Verdict
from notifications.domain.outbox.patience import Outcome

Meaning: TypeAlias = tuple[Callable[[int], Verdict | None], Callable[[int], timedelta | None]]
MEANINGS: Final[Mapping[str, Meaning]] = {
    "sms": (sms_errors.verdict, sms_errors.wait),
    "whatsapp": (whatsapp_errors.verdict, whatsapp_errors.wait),
}


def outcome(channel: str, said: Report) -> Outcome:
    """The same as if they had said so at once; sent, where it did not fail."""
    if said.status != "failed":
        return Outcome(name="sent")
    verdict_of, wait_of = MEANINGS[channel]
    code = -1 if said.code is None else said.code
    match verdict_of(code):
        case Verdict.STOPPED:
            return Outcome(name="failed", detail=said.detail, stopped=True)
        case Verdict.LATER:
            return Outcome(name="failed", detail=said.detail, wait=wait_of(code))
        case Verdict.EVERYBODY_LATER:
            return Outcome(name="failed", detail=said.detail, wait=wait_of(code), everybody=True)
        case _:
            return Outcome(name="refused", detail=said.detail)
