"""A figure as it is told on a page, and where it is explained."""

from msgspec import Struct


class Told(Struct, frozen=True):
    """Without an address there is nothing to explain."""

    text: str
    how: str = ""
