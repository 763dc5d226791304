"""A helper as a row of a table tells of them."""

from datetime import date
from uuid import UUID

from msgspec import Struct


class RosterRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a row says; None and nothing leave what is known already as it is.

    `wrong` has a sentence for each field that cannot be read, `number` is that of the line.
    """

    number: int
    name: str = ""
    email: str = ""
    home: str | None = None
    network: UUID | None = None
    languages: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    assists: tuple[str, ...] = ()
    verified_on: date | None = None
    valid_until: date | None = None
    most_a_week: int | None = None
    most_a_month: int | None = None
    travel_minutes: int | None = None
    wrong: dict[str, str] = {}
