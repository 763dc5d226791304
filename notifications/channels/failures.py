"""How saying something can fail; the detail is what the other side said."""

from datetime import timedelta

from notifications.channels.said import storable


class Undelivered(Exception):
    """It did not work out; `detail` may be shown to those who look after the outbox."""

    def __init__(self, detail: str) -> None:
        self.detail = storable(detail)
        super().__init__(self.detail)


class TemporaryFailure(Undelivered):
    """It was not delivered; trying again later may help.

    `wait` is how long at least, where the other side said so; `everybody` is whether it is the
    channel that has to wait, not only this message.
    """

    def __init__(
        self, detail: str, *, wait: timedelta | None = None, everybody: bool = False
    ) -> None:
        super().__init__(detail)
        self.wait = wait
        self.everybody = everybody


class PermanentFailure(Undelivered):
    """It was refused; this way does not lead there until somebody changes something.

    `opted_out` is whether the person told the provider to be left alone.
    """

    def __init__(self, detail: str, *, opted_out: bool = False) -> None:
        super().__init__(detail)
        self.opted_out = opted_out


class DoubtfulDelivery(Undelivered):
    """The connection broke after it was handed over: it may have been delivered."""


class ChannelStopped(Undelivered):
    """Nothing leaves by this channel until a person put it right: a token, a blocked account."""
