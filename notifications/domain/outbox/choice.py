"""Choosing the way that a notice goes and the moment it does, of the ways somebody may be reached.

Quiet hours hold a notice until they end. Where that is too late, one that is wanted at a certain
moment leaves before they begin, and any other goes by the next way that is in time. A channel that
rests is waited for a little; where it rests for longer, the next way that is free sooner is taken.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from notifications.domain.contacts.quiet import send_at
from notifications.domain.contacts.way import Reach, Way

INBOX: Final = "inbox"
LOOK_AGAIN: Final = timedelta(minutes=5)
# A hiccup passes in the meantime; for longer nobody is kept waiting who may be told another way.
WORTH_WAITING: Final = timedelta(minutes=2)
TOO_LATE: Final = "no way may be used before the event begins"
NO_WAY: Final = "no way leads there"


class Asked(Struct, frozen=True, kw_only=True):
    """What a notice asks of its way: `only` one, none of those `given_up`, not before `wanted_at`.

    What is not told `before` then is told in vain; what is `direct` asks for no quiet hours. `kept`
    is whether it is also read in the product itself.
    """

    kept: bool
    only: str | None = None
    given_up: tuple[str, ...] = ()
    wanted_at: datetime | None = None
    before: datetime | None = None
    direct: bool = False


class Channels(Struct, frozen=True):
    """Those that are `on` in this installation; those of them that `stopped` until a person lets
    them go on, and until when others are `resting`.
    """

    on: frozenset[str]
    stopped: frozenset[str] = frozenset()
    resting: Mapping[str, datetime] = {}

    @property
    def running(self) -> frozenset[str]:
        """Where something may leave."""
        return self.on - self.stopped

    def away(self, at: datetime) -> frozenset[str]:
        """Those that rest for longer than it is worth to wait."""
        return frozenset(channel for channel in self.resting if self.free(channel, at) > at)

    def free(self, channel: str, at: datetime) -> datetime:
        """When what is due at this moment may leave; a short rest is as good as none."""
        until = self.resting.get(channel, at)
        return until if until - at > WORTH_WAITING else at


class Send(Struct, frozen=True):
    """It leaves now."""

    way: Way


class Wait(Struct, frozen=True):
    """It leaves later, maybe by `channel`; `quiet` is whether somebody's hours are the reason."""

    until: datetime
    channel: str
    quiet: bool = False


class Keep(Struct, frozen=True):
    """Nothing leaves: it is found in the inbox."""


class Fail(Struct, frozen=True):
    """It cannot be told; the last attempt says why, or else `reason` does, of `channel`."""

    channel: str
    reason: str = ""


Choice = Send | Wait | Keep | Fail


def choose(asked: Asked, reach: Reach, channels: Channels, *, at: datetime) -> Choice:
    """What becomes of a notice that is still owed."""
    ways = [way for way in _allowed(asked, reach) if way.channel in channels.on]
    running = [way for way in ways if way.channel not in channels.stopped]
    moments = [(way, _moment(asked, reach, way, at)) for way in running]
    usable = [(way, moment) for way, moment in moments if moment is not None]
    if usable:
        way, moment = _soon_enough(usable, channels)
        return _by(way, moment, asked, channels, at)
    if running:
        return Fail(running[0].channel, TOO_LATE)
    if ways:
        return Wait(at + LOOK_AGAIN, ways[0].channel)
    return _without_a_way(asked, at)


def has_another(
    asked: Asked, reach: Reach, channels: Channels, *, than: str, at: datetime
) -> bool:  # fmt: skip
    """Whether it might leave at this moment by another way than this channel."""
    without = replace(asked, given_up=(*asked.given_up, than))
    return isinstance(choose(without, reach, channels, at=at), Send)


def _soon_enough(usable: list[tuple[Way, datetime]], channels: Channels) -> tuple[Way, datetime]:
    """The way liked best, or where its channel rests too long, the next that is free sooner."""
    way, moment = usable[0]
    free = channels.free(way.channel, moment)
    sooner = (
        (other, leaves) for other, leaves in usable[1:]
        if channels.free(other.channel, leaves) < free
    )  # fmt: skip
    return next(sooner, (way, moment)) if free > moment else (way, moment)


def _allowed(asked: Asked, reach: Reach) -> Iterator[Way]:
    for way in reach.ways:
        if asked.only in {None, way.channel} and way.channel not in asked.given_up:
            yield way


def _moment(asked: Asked, reach: Reach, way: Way, at: datetime) -> datetime | None:
    wanted = asked.wanted_at or at
    if asked.direct:
        return max(wanted, at)
    return send_at(wanted, reach, way, now=at, before=asked.before)


def _by(
    way: Way, moment: datetime, asked: Asked, channels: Channels, at: datetime
) -> Choice:  # fmt: skip
    if moment <= at:
        free = channels.free(way.channel, at)
        return Send(way) if free <= at else Wait(min(free, at + LOOK_AGAIN), way.channel)
    return Wait(moment, way.channel, quiet=moment != asked.wanted_at)


def _without_a_way(asked: Asked, at: datetime) -> Choice:
    if asked.given_up:
        return Fail(asked.given_up[-1])
    if not asked.kept:
        return Fail(asked.only or "mail", NO_WAY)
    if asked.wanted_at is not None and asked.wanted_at > at:
        return Wait(asked.wanted_at, INBOX)
    return Keep()
