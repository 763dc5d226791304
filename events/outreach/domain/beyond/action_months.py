"""A network's year of casework, month by month: numbers of people and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.amounts import Amount
from server.foundation.translation import gettext as _

Kind = Literal["counselling", "referral", "accompaniment"]
KINDS: Final[tuple[Kind, ...]] = ("counselling", "referral", "accompaniment")
MOST: Final = 10_000
FEW: Final = 5
"""Fewer people than that could be found out by who knows the place."""
A_FEW: Final = Amount(1, FEW - 1)


class Cell(Struct, frozen=True):
    """The box of a month and a kind of casework."""

    month: date
    kind: Kind


class Action(Struct, frozen=True, kw_only=True):
    """How many people a network counselled, referred or accompanied in a month."""

    network: UUID
    month: date
    kind: Kind
    people: int

    @property
    def cell(self) -> Cell:
        """Where it stands in the year of its network."""
        return Cell(self.month, self.kind)


def kinds() -> dict[Kind, str]:
    """What each is called."""
    return {
        "counselling": _("Consejería"),
        "referral": _("Referencias"),
        "accompaniment": _("Acompañamientos"),
    }


def months(year: int, today: date) -> list[date]:
    """The months of a year that have begun, by their first days."""
    return [
        month for number in range(1, 13) if (month := date(year, number, 1)) <= today.replace(day=1)
    ]


def shown(people: int, *, to_keepers: bool) -> Amount:
    """The number for those who keep the log; for everybody else a few people are 1 to 4."""
    return A_FEW if not to_keepers and 0 < people < FEW else Amount(people, people)


def added(amounts: Iterable[Amount]) -> Amount | None:
    """Their sum, as far as they are shown: nothing hidden can be taken back out of it.

    None where nothing was reported.
    """
    listed = list(amounts)
    if not listed:
        return None
    return Amount(sum(a.low for a in listed), sum(a.high for a in listed))


def by_kind(actions: Sequence[Action], *, to_keepers: bool) -> Mapping[Kind, Amount | None]:
    """What the actions of each kind add up to."""
    return {
        kind: added(shown(a.people, to_keepers=to_keepers) for a in actions if a.kind == kind)
        for kind in KINDS
    }


def missing(actions: Sequence[Action], year: int, today: date) -> list[date]:
    """The months of a year that are over and of which nothing at all is reported."""
    reported = {action.month for action in actions} | {today.replace(day=1)}
    return [month for month in months(year, today) if month not in reported]
