"""An event that is opened in the form, or read as a draft, and saved untouched stays as it was."""

from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings

from events.planning.domain import agenda, planning
from events.planning.domain.draft import EventDraft, as_draft
from events.planning.web import event_form
from notifications.domain import upstairs
from server.foundation.identity import SYSTEM
from tests.support.event_drafts import drafts
from tests.support.events import SATURDAY, TODAY

often = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def told(event: agenda.Event) -> dict[str, Any]:
    """All of an event but when it was saved."""
    return {**msgspec.structs.asdict(event), "changed_at": None}


@often
@given(draft=drafts())
async def test_a_draft_read_from_an_event_writes_the_same_event(
    db: None, draft: EventDraft
) -> None:
    event = await agenda.event(await planning.plan(draft, by=SYSTEM, at=TODAY))
    await planning.change(event.id, as_draft(event), by=SYSTEM, at=SATURDAY, above=upstairs)
    again = await agenda.event(event.id)
    assert (told(again), again.changed_at) == (told(event), SATURDAY)


@often
@given(draft=drafts())
async def test_a_form_saved_untouched_writes_the_same_event(db: None, draft: EventDraft) -> None:
    event = await agenda.event(await planning.plan(draft, by=SYSTEM, at=TODAY))
    offered = await event_form.options(SYSTEM, event)
    form = event_form.filled(event)
    written = event_form.draft(form, offered, "UTC", event)
    await planning.change(event.id, written, by=SYSTEM, at=SATURDAY, above=upstairs)
    again = await agenda.event(event.id)
    assert (told(again), again.sequence) == (told(event), 0)
