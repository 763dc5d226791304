"""Periods that were closed: what was reported of their events stays as it is."""

from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final
from uuid import UUID

from asyncpg import RestrictViolationError

from events.planning.domain.event import Event
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _

CONSTRAINT: Final = "closed_period_stays_as_it_is"
CLOSED: Final = "SELECT id FROM uniqueness_period WHERE id = ANY($1) AND closed_at IS NOT NULL"


class PeriodClosed(Conflict):
    """The event belongs to a period that was closed."""

    def __init__(self) -> None:
        super().__init__(sentence())


def sentence() -> str:
    """Why nothing of it changes, and what can be done instead."""
    return _(
        "Su periodo ya se cerró y se informó, así que nada de lo que cuenta cambia."
        " Lo que se supo después se anota como ajuste, en Alcance, Periodos."
    )


async def among(periods: Collection[UUID]) -> set[UUID]:
    """Those of these periods that are closed."""
    return {row["id"] for row in await fetch(CLOSED, list(periods))}


async def need_open(period: UUID) -> None:
    """Raise PeriodClosed unless what belongs to this period may still change."""
    if await among([period]):
        raise PeriodClosed


def refuse(event: Event) -> None:
    """Raise PeriodClosed for an event that counts in a closed period."""
    if event.period_closed:
        raise PeriodClosed


async def refuse_entry(period: UUID) -> None:
    """Raise Invalid for the day of an event that would enter a closed period."""
    if await among([period]):
        raise Invalid(
            {"starts_at": _("El periodo de ese día ya se cerró: elegir otro día u otro proyecto.")}
        )


@contextmanager
def told() -> Iterator[None]:
    """Say as PeriodClosed what the database refused: somebody closed the period meanwhile."""
    try:
        yield
    except RestrictViolationError as error:
        if error.constraint_name != CONSTRAINT:
            raise
        raise PeriodClosed from error


@asynccontextmanager
async def minding() -> AsyncIterator[None]:
    """A transaction that raises PeriodClosed where the period was closed while it ran.

    The database looks once more when all of it is written.
    """
    with told():
        async with transaction():
            yield
