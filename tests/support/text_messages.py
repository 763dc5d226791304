"""A text message for tests of the channels that carry one, and how sending it went."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from notifications.channels.accepted import Accepted
from notifications.channels.failures import PermanentFailure, TemporaryFailure, Undelivered
from notifications.channels.message import TextMessage

KEY = "0198c7a2-0000-7000-8000-000000000001"
CALLBACK = f"https://convoca.example/hooks/sms?n={KEY}"
MESSAGE = TextMessage(
    key=KEY,
    to="+50255551234",
    language="es",
    text="Recordatorio: sábado 2:00 p. m.",
    template="convoca_reminder",
    parameters=("Ana", "sábado 2:00 p. m."),
    callback=CALLBACK,
)


async def failure_of(sending: Callable[[], Awaitable[Accepted]]) -> Undelivered:
    """What kept the message from arriving; an error where nothing did."""
    try:
        accepted = await sending()
    except Undelivered as failure:
        return failure
    raise AssertionError(accepted)


def wait_of(failure: Undelivered) -> timedelta | None:
    """How long it says to wait."""
    assert isinstance(failure, TemporaryFailure)
    return failure.wait


def is_for_everybody(failure: Undelivered) -> bool:
    """Whether the whole channel has to wait."""
    return isinstance(failure, TemporaryFailure) and failure.everybody


def is_opted_out(failure: Undelivered) -> bool:
    """Whether the person wants no messages."""
    return isinstance(failure, PermanentFailure) and failure.opted_out
