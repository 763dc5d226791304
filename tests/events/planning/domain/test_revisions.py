"""Two versions of an event, for whoever finds that it has changed since."""

from datetime import timedelta
from uuid import UUID

import msgspec

from events.planning.domain import agenda, planning, revisions
from events.planning.domain.draft import as_draft
from events.planning.domain.revisions import Version
from notifications.domain import upstairs
from tests.support.cast import Cast
from tests.support.events import TODAY, planned

HOUR = timedelta(hours=1)
SEEN = Version(
    title="Navegar con cuidado", kind="Taller", place="San José Pinula", status="published",
    when="sábado 5 de diciembre de 2026, 09:00–12:00",
)  # fmt: skip


async def moved(event: UUID, cast: Cast, hours: int) -> None:
    """Move it by so many hours, as many hours later."""
    before = await agenda.event(event)
    draft = as_draft(before)
    later = msgspec.structs.replace(
        draft, starts_at=draft.starts_at + hours * HOUR, ends_at=draft.ends_at + hours * HOUR
    )
    await planning.change(event, later, by=cast.pinula, at=TODAY + hours * HOUR, above=upstairs)


async def test_what_was_seen_stands_beside_what_it_became(cast: Cast) -> None:
    event = await planned()
    seen = (await agenda.event(event)).changed_at
    await moved(event, cast, 1)
    await moved(event, cast, 2)
    told = await revisions.overtaken(await agenda.event(event), seen)
    assert told.seen == SEEN
    now = msgspec.structs.replace(SEEN, when="sábado 5 de diciembre de 2026, 12:00–15:00")
    assert told.now == now
    assert (told.who, told.at) == ("Paula Pinula", TODAY + 2 * HOUR)


async def test_a_version_that_nobody_remembers_is_left_empty(db: None) -> None:
    event = await agenda.event(await planned())
    told = await revisions.overtaken(event, TODAY - HOUR)
    assert (told.seen, told.now) == (None, SEEN)
