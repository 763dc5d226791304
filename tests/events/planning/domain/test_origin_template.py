"""An event knows the template that it was planned from, as long as there is one."""

from datetime import date, timedelta
from uuid import UUID

import msgspec

from events.planning.domain import agenda, deeds, event_templates, planning, undo
from events.planning.domain.copies import copy_of
from events.planning.domain.draft import as_draft
from events.planning.domain.imports.standing import content
from events.planning.domain.series.content import follows
from notifications.domain import upstairs
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY, WORKSHOP, planned
from tests.support.series import changed, events, repeated


async def base() -> UUID:
    return await event_templates.save(await planned(title="Base"), "Base", by=SYSTEM, at=TODAY)


async def test_what_is_planned_from_a_template_says_so_also_after_a_change(db: None) -> None:
    template = await base()
    draft = await event_templates.draft_of(template, date(2026, 12, 1), by=SYSTEM)
    event = await agenda.event(await planning.plan(draft, by=SYSTEM, at=TODAY))
    later = msgspec.structs.replace(as_draft(event), title="Otro")
    await planning.change(event.id, later, by=SYSTEM, at=TODAY, above=upstairs)
    told = [event.template, (await agenda.event(event.id)).template]
    copied = copy_of(event, municipality="0108", weeks=1, venues={})
    assert [*told, copied.template] == [template] * 3


async def test_a_series_hands_its_template_on(db: None) -> None:
    template = await base()
    series = await repeated(template=template)
    found = await agenda.events(await events(series))
    assert {event.template for event in found} == {template}
    await event_templates.delete(template, by=SYSTEM, at=TODAY)
    await changed(series, title="Sin plantilla", rule="FREQ=WEEKLY;COUNT=6")
    found = await agenda.events(await events(series))
    assert [(event.template, event.title) for event in found] == [(None, "Sin plantilla")] * 6
    stale = msgspec.structs.replace(as_draft(found[0]), template=template)
    assert follows(found[0], stale)


async def test_throwing_a_template_away_keeps_nobody_from_undoing(db: None) -> None:
    template = await base()
    event = await planned(template=template)
    await _called(event, "Dos")
    await _undo()
    assert (await agenda.event(event)).template == template
    await _called(event, "Tres")
    await event_templates.delete(template, by=SYSTEM, at=TODAY)
    await _undo()
    restored = await agenda.event(event)
    assert (restored.title, restored.template) == (WORKSHOP.title, None)


async def test_an_imported_event_says_the_same_whatever_it_came_from(db: None) -> None:
    template = await base()
    one = await agenda.event(await planned(template=template))
    assert content(one) == content(msgspec.structs.replace(one, template=None))


async def _called(event: UUID, title: str) -> None:
    draft = msgspec.structs.replace(as_draft(await agenda.event(event)), title=title)
    await planning.change(event, draft, by=SYSTEM, at=TODAY, above=upstairs)


async def _undo() -> None:
    (last, *_before) = await deeds.latest_of(None, since=TODAY - timedelta(hours=1), most=9)
    await undo.undo(last.id, by=SYSTEM, at=TODAY, above=upstairs)
