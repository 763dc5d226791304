"""The days and municipalities that a rota is about."""

from datetime import date
from uuid import UUID

from msgspec import Struct


class Window(Struct, frozen=True, kw_only=True):
    """Whole days in `zone`, the last one included, and the INE codes of the events to plan.

    With `event` it is about repairing that one: the others only keep what they have.
    """

    first_day: date
    last_day: date
    municipalities: tuple[str, ...]
    zone: str
    event: UUID | None = None
