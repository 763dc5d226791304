"""What was rendered and need not be rendered again."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Renderings(Generic[T]):
    """The most recently wanted renderings, forgotten beyond `most` (a kilobyte each, roughly)."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """What was kept under the key, if it still is."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Hashable, rendering: T) -> None:
        """Keep a rendering, at the cost of the one that was wanted longest ago."""
        self._kept[key] = rendering
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
