"""What a provider says of a message that it took."""

from msgspec import Struct


class Accepted(Struct, frozen=True):
    """`reference` is what the provider calls the message in its reports, where it makes any.

    `segments` are the parts that a text message was cut into.
    """

    reference: str | None = None
    segments: int | None = None
