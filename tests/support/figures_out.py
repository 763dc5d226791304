"""Figures that were released to a donor, and somebody on the list."""

from datetime import datetime
from typing import Any
from uuid import UUID

from events.outreach.domain.releases import readers
from events.outreach.domain.releases.readers import ReaderDraft
from events.outreach.tables import Release
from events.planning.domain import codelists
from server.foundation.identity import SYSTEM, new_id


async def figures_out(*, at: datetime, **changes: Any) -> UUID:
    """A release of the general project, whose title names what must not be named."""
    project = (await codelists.projects())[0].id
    row = Release(
        **{
            "id": new_id(), "project": project, "title": "Violencia sexual, enero a marzo",
            "readers": "donor", "starts_on": at.date().replace(day=1), "ends_on": at.date(),
            "small": 10, "rule": "2026-1", "asked": "{}", "basis": "{}",
            "shown": '{"events": 0, "tables": []}', "made_at": at, **changes,
        }
    )  # fmt: skip
    await Release.insert(row)
    return UUID(str(row.id))


async def reader(email: str = "dora@donor.test", *, at: datetime, language: str = "es") -> UUID:
    """Somebody on the list of the general project."""
    project = (await codelists.projects())[0].id
    draft = ReaderDraft(name="Dora Donante", email=email, language=language)
    return await readers.add(project, draft, by=SYSTEM, at=at)
