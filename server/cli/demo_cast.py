"""The people of the demonstration: nobody real, a first name and an initial each."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from msgspec import Struct
from piccolo.table import Table

from server.accounts.tables import Account, Scope
from server.cli.demo_calendar import HalfYear
from server.cli.demo_chance import Chance
from server.cli.demo_material import MATERIAL

# Nobody can own this domain (RFC 2606 §3), so no mail ever reaches a stranger.
DOMAIN: Final = "convoca.example"
# Where one of the helpers has a password too, to show what helpers see.
WITH_A_KEY: Final = frozenset({"0103", "0108", "0110"})


class Member(Struct, frozen=True, kw_only=True):
    """Somebody with an account; `signs_in` with the password that the demonstration shares."""

    id: UUID
    name: str
    role: str
    municipality: str | None = None
    signs_in: bool = True

    @property
    def email(self) -> str:
        """Such as ursula.r@…, without accents."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return f"{plain.lower().strip('.').replace(' ', '.')}@{DOMAIN}"


def cast(chance: Chance, half: HalfYear) -> list[Member]:
    """Coordinators, helpers, an administrator and an evaluator."""
    names = iter(MATERIAL.names)
    return [
        Member(
            id=chance.id(half.beginning), name=name, role=role, municipality=ine, signs_in=signs_in
        )
        for name, (role, ine, signs_in) in zip(names, _parts(), strict=True)
    ]


def stored(
    chance: Chance, half: HalfYear, members: Sequence[Member], password_hash: str
) -> list[Table]:
    """Their accounts, and what coordinators are responsible for."""
    accounts = [
        Account(
            id=member.id, email=member.email, name=member.name, role=member.role,
            password_hash=password_hash if member.signs_in else None, created_at=half.beginning,
        )
        for member in members
    ]  # fmt: skip
    scopes = [
        Scope(id=chance.id(half.beginning), account=member.id, municipality=member.municipality)
        for member in members
        if member.role == "coordinator"
    ]
    return [*accounts, *scopes]


def _parts() -> Iterator[tuple[str, str | None, bool]]:
    for town in MATERIAL.towns:
        yield "coordinator", town.ine, True
    yield "administrator", None, True
    yield "evaluator", None, True
    for town in MATERIAL.towns:
        for number in range(town.helpers):
            yield "facilitator", town.ine, number == 0 and town.ine in WITH_A_KEY
