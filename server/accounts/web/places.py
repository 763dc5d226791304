"""The municipalities by name, as a higher room knows them."""

from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any, Protocol

from server.web.requests import Visit


class Place(Protocol):
    """A municipality."""

    @property
    def ine(self) -> str:
        """Its INE code."""

    @property
    def name(self) -> str:
        """What it is called."""


async def places(request: Visit) -> list[tuple[str, str]]:
    """Every municipality, code and name."""
    known: Callable[[], Coroutine[Any, Any, Sequence[Place]]] = request.app.state.places
    return [(place.ine, place.name) for place in await known()]


async def named(request: Visit, codes: Iterable[str]) -> list[str]:
    """The names of some of them; of one that nobody knows its code."""
    wanted = set(codes)
    names = dict(await places(request))
    return sorted(names.get(code, code) for code in wanted)
