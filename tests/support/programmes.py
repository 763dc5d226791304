"""Programmes for tests."""

from typing import Any
from uuid import UUID

from events.planning.domain import programme_book
from events.planning.domain.programme_book import ProgrammeDraft
from events.planning.tables import Project
from server.foundation.identity import SYSTEM, new_id
from tests.support.events import TODAY


async def programme(**changes: Any) -> UUID:
    """A programme in San José Pinula of which one session completes it."""
    draft = ProgrammeDraft(**{"name": "Escuela de liderazgo", "municipality": "0103", **changes})
    return await programme_book.add(draft, by=SYSTEM, at=TODAY)


async def project(slug: str) -> None:
    """A project beside the general one."""
    await Project.insert(Project(id=new_id(), slug=slug, name=slug.capitalize()))
