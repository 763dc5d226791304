"""What letters about the team of an event say of it, as it stands when they are written."""

from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch
from volunteers.assignments.domain import searches
from volunteers.assignments.domain.vacancies import vacancies

REPLACES: Final = """
    SELECT EXISTS (SELECT FROM offer o JOIN cover_search s ON s.id = o.search
        WHERE o.assignment = $1 AND s.ended_at IS NULL) AS replaces
"""
# Whoever took a place over got it at the very moment in which the search ended.
HANDED_OVER: Final = """
    SELECT s.event, s.role, p.name AS leaves, coalesce((
        SELECT q.name FROM assignment b
            JOIN volunteer w ON w.id = b.volunteer
            JOIN account q ON q.id = w.account
        WHERE b.event = s.event AND b.role = s.role AND b.status = 'accepted'
            AND b.changed_at = s.ended_at
        ORDER BY b.id LIMIT 1), '') AS comes
    FROM cover_search s
        JOIN assignment a ON a.id = s.standing_for
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
    WHERE s.id = $1
"""
ENDED: Final = """
    SELECT s.event, s.role, coalesce(p.name, '') AS asker,
        (SELECT count(*) FROM offer o WHERE o.search = s.id) AS asked
    FROM cover_search s
        LEFT JOIN assignment a ON a.id = s.standing_for
        LEFT JOIN volunteer v ON v.id = a.volunteer
        LEFT JOIN account p ON p.id = v.account
    WHERE s.id = $1
"""
MEMBER: Final = """
    SELECT a.event, a.role, p.name FROM assignment a
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
    WHERE a.id = $1
"""


class Lack(Struct, frozen=True, kw_only=True):
    """How many are missing in a role, and whether somebody does something about it."""

    missing: int
    searching: bool
    asked: bool


class HandedOver(Struct, frozen=True, kw_only=True):
    """Somebody's place is another's; `comes` is empty if that one is gone again."""

    event: UUID
    role: str
    leaves: str
    comes: str


class Ended(Struct, frozen=True, kw_only=True):
    """A search that is over: how many it asked, and who wanted to hand over, if anybody did."""

    event: UUID
    role: str
    asker: str
    asked: int


class Member(Struct, frozen=True, kw_only=True):
    """Whose place it is or was."""

    event: UUID
    role: str
    name: str


async def lack(event: UUID, role: str) -> Lack:
    """What is missing in a role right now."""
    found = await vacancies(event, role)
    return Lack(
        missing=found.free,
        searching=await searches.for_role(event, role) is not None,
        asked=found.free > 0 and not found.unasked,
    )


async def replaces(assignment: UUID) -> bool:
    """Whether an invitation comes from a search that goes on: the first to accept has the place."""
    return bool((await fetch(REPLACES, assignment))[0]["replaces"])


async def handed_over(search: UUID) -> HandedOver:
    """Who left and who came where a substitute was found."""
    return msgspec.convert(dict((await fetch(HANDED_OVER, search))[0]), HandedOver)


async def ended(search: UUID) -> Ended:
    """A search that is over."""
    return msgspec.convert(dict((await fetch(ENDED, search))[0]), Ended)


async def member(assignment: UUID) -> Member:
    """Whose place this is or was."""
    return msgspec.convert(dict((await fetch(MEMBER, assignment))[0]), Member)
