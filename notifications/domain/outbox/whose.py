"""What the event and the person are called whose notices somebody looks for."""

from uuid import UUID

from server.foundation.database import fetch
from server.foundation.identity import EVERYWHERE, Actor


async def title_of(event: UUID, by: Actor) -> str | None:
    """The title of an event that `by` looks after."""
    rows = await fetch("SELECT title, municipality FROM event WHERE id = $1", event)
    return next((row["title"] for row in rows if by.reaches(row["municipality"])), None)


async def name_of(person: UUID, by: Actor) -> str | None:
    """The name of an account or a helper that `by` looks after."""
    rows = await fetch(
        "SELECT p.name, v.home FROM account p LEFT JOIN volunteer v ON v.account = p.id"
        " WHERE p.id = $1 OR v.id = $1",
        person,
    )
    return next((row["name"] for row in rows if _may_know(row["home"], by)), None)


def _may_know(home: str | None, by: Actor) -> bool:
    return by.role in EVERYWHERE if home is None else by.reaches(home)
