"""Turns at an event that are given back, looked for and taken over, round after round."""

from datetime import date, datetime
from uuid import UUID

from notifications.domain.office import Office
from server.accounts.domain import accounts
from server.foundation.database import execute, fetch
from server.foundation.identity import Actor
from tests.support.crew import helper
from tests.support.events import TODAY
from tests.support.rounds import told
from volunteers.assignments.domain import covering, invitations, substitutes

# From nearest to farthest from where the workshop is.
HOMES = ("0103", "0116", "0115", "0114")


async def crowd(*names: str) -> list[UUID]:
    """Helpers who are asked in this order."""
    return [await helper(name, home=home) for name, home in zip(names, HOMES, strict=False)]


async def searched(office: Office, at: datetime) -> None:
    """Convoca does what is due, and then says it."""
    await covering.advance(at=at)
    await told(office, at)


async def place_of(name: str) -> UUID:
    """The only place of the helper with this first name."""
    rows = await fetch(
        "SELECT a.id FROM assignment a JOIN volunteer v ON v.id = a.volunteer"
        " JOIN account p ON p.id = v.account WHERE p.name LIKE $1",
        f"{name}%",
    )
    return UUID(str(rows[0]["id"]))


async def says(name: str, answer: str, *, at: datetime = TODAY) -> str:
    """What the helper with this first name answers; how the place stands then."""
    return await invitations.answer(await place_of(name), answer, at=at)


async def away(name: str, day: date) -> None:
    """The helper with this first name is away on that day."""
    await execute(
        "INSERT INTO absence (id, volunteer, first_day, last_day, told_at)"
        " SELECT gen_random_uuid(), a.volunteer, $2, $2, $3 FROM assignment a WHERE a.id = $1",
        await place_of(name), day, TODAY,
    )  # fmt: skip


async def takes_over(name: str, search: UUID, *, at: datetime = TODAY) -> UUID:
    """The helper with this first name takes the place of who asked for a substitute."""
    rows = await fetch("SELECT id FROM account WHERE name LIKE $1", f"{name}%")
    found: Actor | None = await accounts.actor(rows[0]["id"])
    assert found is not None
    return await substitutes.take(search, by=found, at=at)
