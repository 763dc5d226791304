"""Keeping the networks' log of casework: monthly numbers, never a case."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain.beyond.action_months import MOST, Action, Cell, months
from events.outreach.domain.upstairs import KnowsHelp, Network
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

LOGGED: Final = """
    SELECT network, month, kind, people FROM network_action
    WHERE network = ANY($1) AND extract(year FROM month) = $2 AND people IS NOT NULL
    ORDER BY month, kind
"""
WRITE: Final = """
    INSERT INTO network_action
        (id, network, network_name, municipality, month, kind, people, entered_at, entered_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (network, month, kind) DO UPDATE
    SET people = EXCLUDED.people, entered_at = EXCLUDED.entered_at,
        entered_by = EXCLUDED.entered_by
"""


class Change(Struct, frozen=True):
    """A number as whoever changes it saw it, and what it becomes; None is not reported."""

    was: int | None
    becomes: int | None


class SavedMeanwhile(Conflict):
    """Somebody else changed some of the same numbers; `now` is what they are."""

    def __init__(self, now: Mapping[Cell, int | None]) -> None:
        super().__init__(_("Alguien más cambió estas cifras mientras tanto: revisar y guardar."))
        self.now = now


async def networks(help_given: KnowsHelp, *, by: Actor) -> list[Network]:
    """The networks of the municipalities that somebody looks after, by name."""
    by.need("report")
    return [each for each in await help_given.networks() if by.reaches(each.municipality)]


async def network(network_id: UUID, help_given: KnowsHelp, *, by: Actor) -> Network:
    """One of them; raises NotFound as if those of elsewhere did not exist."""
    for each in await networks(help_given, by=by):
        if each.id == network_id:
            return each
    raise NotFound(_("Esta RAC no existe."))


async def actions(of: Collection[Network], year: int) -> list[Action]:
    """What these networks reported of a year."""
    rows = await fetch(LOGGED, [each.id for each in of], year)
    return msgspec.convert([dict(row) for row in rows], list[Action])


async def write(
    network: Network, changes: Mapping[Cell, Change], *, today: date, by: Actor, at: datetime
) -> int:
    """Change numbers of a network's log and say how many; those that stay as they are do nothing.

    Raises SavedMeanwhile, and then changes none, when one is no longer what was seen; NotAllowed
    outside one's municipalities; Invalid for a month that has not begun.
    """
    by.need("register", network.municipality)
    wanted = {cell: change for cell, change in changes.items() if change.was != change.becomes}
    _check(wanted, today)
    async with transaction():
        await only_one_at_a_time(f"actions of {network.id}")
        standing = await _standing(network, {cell.month.year for cell in wanted})
        _refuse_meanwhile(wanted, standing)
        for cell, change in wanted.items():
            if standing.get(cell) != change.becomes:
                await _put(network, cell, standing.get(cell), change.becomes, by=by, at=at)
    return len(wanted)


def _check(wanted: Mapping[Cell, Change], today: date) -> None:
    for cell, change in wanted.items():
        if cell.month not in months(cell.month.year, today):
            raise Invalid({"form": _("Ese mes todavía no comienza.")})
        if change.becomes is not None and not 0 <= change.becomes <= MOST:
            sentence = _(
                "Debe ser un número entero de %(least)s a %(most)s.", least=0, most=f"{MOST:,}"
            )
            raise Invalid({"form": sentence})


def _refuse_meanwhile(wanted: Mapping[Cell, Change], standing: Mapping[Cell, int]) -> None:
    other = {
        cell: standing.get(cell)
        for cell, change in wanted.items()
        if standing.get(cell) not in (change.was, change.becomes)
    }
    if other:
        raise SavedMeanwhile(other)


async def _standing(network: Network, years: Collection[int]) -> dict[Cell, int]:
    logged = [action for year in years for action in await actions([network], year)]
    return {action.cell: action.people for action in logged}


async def _put(
    network: Network, cell: Cell, was: int | None, becomes: int | None, *, by: Actor, at: datetime
) -> None:
    await execute(
        WRITE, new_id(), network.id, network.name, network.municipality, cell.month, cell.kind,
        becomes, at, by.account,
    )  # fmt: skip
    month = f"{cell.month:%Y-%m}"
    told = {"month": month, "kind": cell.kind, "people": [was, becomes]}
    await audit.record(by, "network_action.set", f"network:{network.id}", at=at, **told)
