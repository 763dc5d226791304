"""An address that the walk through the house opens."""

from msgspec import Struct


class Shown(Struct, frozen=True):
    """An address that somebody opens, the route behind it, and how it must answer."""

    who: str
    route: str
    address: str
    status: int = 200

    def __str__(self) -> str:
        return f"{self.who} {self.address}"
