"""How saying something can fail; the detail is what the other side said."""

from typing import Final

LONGEST: Final = 500


class Undelivered(Exception):
    """It did not work out; `detail` may be shown to those who look after the outbox."""

    def __init__(self, detail: str) -> None:
        # Servers say what they like; a database takes neither NUL nor half a character.
        said = "".join(letter if letter.isprintable() else " " for letter in detail)
        self.detail = said[:LONGEST]
        super().__init__(self.detail)


class TemporaryFailure(Undelivered):
    """It was not delivered; trying again later may help."""


class PermanentFailure(Undelivered):
    """It was refused; trying again is pointless until somebody changes something."""


class DoubtfulDelivery(Undelivered):
    """The connection broke after it was handed over: it may have been delivered."""
