"""Rendered calendar entries that need not be rendered again."""

from collections import OrderedDict
from collections.abc import Hashable


class Renderings:
    """The most recently wanted renderings, forgotten beyond `most` (a kilobyte each, roughly)."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable) -> bytes | None:
        """What was kept under the key, if it still is."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Hashable, rendering: bytes) -> None:
        """Keep a rendering, at the cost of the one that was wanted longest ago."""
        self._kept[key] = rendering
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
