"""How a file is to be read, and what holds where its rows say nothing."""

from msgspec import Struct


class ReadingPlan(Struct, frozen=True, kw_only=True):
    """Which column (by position) fills which field, and the rest of the choices."""

    columns: dict[str, int] = {}
    municipality: str = ""
    kind: str = ""
    new_venues: bool = True
    language: str = "es"
