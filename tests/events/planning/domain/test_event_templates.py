"""Planning one event like another."""

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest

from events.planning.domain import agenda, event_templates, venues
from events.planning.domain.draft import as_draft
from events.planning.domain.event import Material
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import TODAY, WORKSHOP, planned

TUESDAY = date(2027, 3, 2)


async def test_a_template_keeps_everything_but_the_date(db: None) -> None:
    event = await planned(
        cost=Decimal("120.50"),
        materials=(Material(label="Cartel", version="2"),),
        capacity=40,
        notes="Llevar agua",
    )
    template = await event_templates.save(event, " Taller  base ", by=SYSTEM, at=TODAY)
    draft = await event_templates.draft_of(template, TUESDAY, by=SYSTEM)
    original = as_draft(await agenda.event(event))
    assert draft.starts_at == datetime(2027, 3, 2, 15, 0, tzinfo=UTC)
    assert draft.ends_at - draft.starts_at == WORKSHOP.ends_at - WORKSHOP.starts_at
    assert (draft.template, original.template) == (template, None)
    own = {"starts_at": original.starts_at, "ends_at": original.ends_at, "template": None}
    assert msgspec.structs.replace(draft, **own) == original
    (listed,) = await event_templates.templates()
    assert (listed.name, listed.starts, listed.minutes, listed.kind_name) == (
        "Taller base", "09:00", 180, "Taller",
    )  # fmt: skip


async def test_what_belongs_to_a_place_stays_among_those_who_plan_there(cast: Cast) -> None:
    new = venues.NewVenue(name="Casa segura", municipality="0103", confidential=True)
    venue = await venues.add(new, by=SYSTEM, at=TODAY)
    event = await planned(venue=venue, notes="La llave la tiene Ana")
    template = await event_templates.save(event, "Taller", by=cast.pinula, at=TODAY)
    mine = await event_templates.draft_of(template, TUESDAY, by=cast.pinula)
    theirs = await event_templates.draft_of(template, TUESDAY, by=cast.mixco)
    assert (mine.venue, mine.notes) == (venue, "La llave la tiene Ana")
    assert (theirs.venue, theirs.notes, theirs.title) == (None, "", WORKSHOP.title)


async def test_templates_are_renamed_and_thrown_away(cast: Cast) -> None:
    event = await planned()
    one = await event_templates.save(event, "Uno", by=cast.pinula, at=TODAY)
    two = await event_templates.save(event, "Dos", by=cast.pinula, at=TODAY)
    for attempt in (
        event_templates.save(event, "Uno", by=cast.pinula, at=TODAY),
        event_templates.rename(two, "Uno", by=cast.pinula, at=TODAY),
    ):
        with pytest.raises(Conflict, match="Ya hay una plantilla"):
            await attempt
    await event_templates.rename(two, "Tres", by=cast.pinula, at=TODAY)
    await event_templates.delete(one, by=cast.pinula, at=TODAY)
    assert [listed.name for listed in await event_templates.templates()] == ["Tres"]
    with pytest.raises(NotFound):
        await event_templates.draft_of(one, TUESDAY, by=SYSTEM)
    acts = await fetch("SELECT act FROM audit_entry WHERE act LIKE 'template.%' ORDER BY id")
    assert [row["act"] for row in acts] == [
        "template.saved", "template.saved", "template.renamed", "template.deleted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "said"),
    [(" \n", "1 a 120"), ("x" * 121, "1 a 120"), ("Caso de Juana Pérez", "no guarda casos")],
)
async def test_a_name_that_cannot_stand_is_refused(db: None, name: str, said: str) -> None:
    event = await planned()
    with pytest.raises(Invalid, match=said):
        await event_templates.save(event, name, by=SYSTEM, at=TODAY)


async def test_only_who_plans_there_keeps_and_changes_templates(cast: Cast) -> None:
    event = await planned()
    with pytest.raises(NotAllowed):
        await event_templates.save(event, "Taller", by=cast.mixco, at=TODAY)
    template = await event_templates.save(event, "Taller", by=cast.pinula, at=TODAY)
    with pytest.raises(NotAllowed):
        await event_templates.rename(template, "Otro", by=cast.mixco, at=TODAY)
    with pytest.raises(NotAllowed):
        await event_templates.delete(template, by=cast.mixco, at=TODAY)
