"""A way to reach somebody, and when it may be used."""

from datetime import time

from msgspec import Struct


class Hours(Struct, frozen=True):
    """A part of every day, which may lie around midnight; the same hour twice is none of it."""

    from_time: time
    until_time: time


class Way(Struct, frozen=True, kw_only=True):
    """A channel and where it leads; it is safe during `hours`, or always."""

    channel: str
    address: str
    hours: Hours | None = None


class Reach(Struct, frozen=True, kw_only=True):
    """The ways to one person, what they like best first, and when they want none of them.

    Hours are those of the clocks in `zone`. Without `quiet` they said nothing about it.
    """

    ways: tuple[Way, ...]
    zone: str
    quiet: Hours | None = None
