"""What outreach asks of the rooms above, which it does not know; filled in by server/app.py."""

from collections.abc import Collection, Mapping
from typing import Protocol, runtime_checkable
from uuid import UUID

from msgspec import Struct


class Network(Struct, frozen=True, kw_only=True):
    """A Community Support Network (RAC) and the municipality it works in, by its INE code."""

    id: UUID
    name: str
    municipality: str


@runtime_checkable
class KnowsHelp(Protocol):
    """The rooms above, as far as outreach needs them."""

    async def minutes_given(self, events: Collection[UUID]) -> Mapping[UUID, int]:
        """Whole minutes that helpers were at each of these events; those without are left out."""
        ...

    async def networks(self) -> list[Network]:
        """Every network, by name."""
        ...
