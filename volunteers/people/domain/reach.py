"""Whose things somebody may see and change: their own, and those of whom they look after."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from uuid import UUID

from server.foundation.database import fetch, only_one_at_a_time, transaction
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _


async def need_coordination(volunteer: UUID, by: Actor) -> None:
    """Raise NotFound, or NotAllowed to whoever does not coordinate the person's municipality."""
    by.need("staff", (await _whereabouts(volunteer))[0])


async def need_say(volunteer: UUID, by: Actor) -> None:
    """As need_coordination, but everybody has a say in what is their own."""
    home, account = await _whereabouts(volunteer)
    if by.account != account:
        by.need("staff", home)


@asynccontextmanager
async def held(volunteer: UUID) -> AsyncIterator[None]:
    """Change what is known of a person, while nobody promises or takes a place for them."""
    async with transaction():
        await only_one_at_a_time(f"volunteer:{volunteer}")
        yield


async def hold_all(volunteers: Iterable[UUID]) -> None:
    """Hold many people in the order that everybody keeps, before the first is written about.

    Whoever writes about several in one transaction does so first: the audit chain, which the first
    entry holds, comes last.
    """
    for volunteer in sorted(set(volunteers)):
        await only_one_at_a_time(f"volunteer:{volunteer}")


async def _whereabouts(volunteer: UUID) -> tuple[str, UUID]:
    rows = await fetch("SELECT home, account FROM volunteer WHERE id = $1", volunteer)
    if not rows:
        raise NotFound(_("Esta persona no está en la lista."))
    return rows[0]["home"], rows[0]["account"]
