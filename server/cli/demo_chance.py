"""Chance that falls the same way whenever it begins with the same seed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from uuid import UUID


class Chance(Random):
    """Never for anything that opens or links something: that must not follow from a seed."""

    def id(self, at: datetime) -> UUID:
        """A UUIDv7 (RFC 9562 §5.7) as if it had been made at `at`."""
        moment = int(at.timestamp() * 1000)
        version, variant = 0x7 << 76, 0b10 << 62
        return UUID(
            int=moment << 80 | version | self.getrandbits(12) << 64 | variant | self.getrandbits(62)
        )

    def happens(self, share: float) -> bool:
        """Whether something comes true that does so in this share of cases."""
        return self.random() < share

    def drawn(self, weights: Mapping[str, int]) -> str:
        """One of the names, each as often as its weight says."""
        return self.choices(list(weights), list(weights.values()))[0]

    def minutes(self, least: int, most: int) -> timedelta:
        """A stretch of whole minutes, both ends included."""
        return timedelta(minutes=self.randint(least, most))
