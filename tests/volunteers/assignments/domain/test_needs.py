"""How many people an event needs, and who said so."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain import agenda, event_templates, planning, programme_book
from events.planning.domain.draft import as_draft
from events.planning.domain.programme_book import ProgrammeDraft
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import TODAY, planned
from volunteers.assignments.domain import needs, usual_needs
from volunteers.assignments.domain.needed import Needed, Source, with_minors
from volunteers.assignments.domain.usual_needs import Key, Level

EVENT = Source("event")


async def test_an_event_needs_one_of_each_unless_somebody_says_otherwise(cast: Cast) -> None:
    event, other = await planned(), await planned()
    assert await needs.needed(event) == Needed(lead=1, assistant=1)
    await needs.state(event, Needed(lead=2, assistant=0), by=cast.pinula, at=TODAY)
    said = Needed(lead=0, assistant=3, languages=("quc", "es", "es"))
    await needs.state(event, said, by=cast.pinula, at=TODAY)
    assert await needs.needed_by([event, other]) == {
        event: Needed(lead=0, assistant=3, languages=("es", "quc"), source=EVENT),
        other: Needed(lead=1, assistant=1),
    }
    await needs.forget(event, by=cast.pinula, at=TODAY)
    assert await needs.needed(event) == Needed()
    assert await fetch("SELECT FROM need_language") == []


async def test_what_is_nearer_to_the_event_holds(cast: Cast) -> None:
    like = await planned()
    template = await event_templates.save(like, "Base", by=SYSTEM, at=TODAY)
    programme = await _programme()
    event = await planned(template=template, programme=programme, programme_position=1)
    found = [await needs.needed(event)]
    said: list[tuple[Level, Key, int]] = [
        ("kind", "workshop", 2),
        ("programme", programme, 3),
        ("template", template, 4),
    ]
    for level, key, assistant in said:
        need = Needed(assistant=assistant, languages=("mam",))
        await usual_needs.state(level, key, need, by=cast.admin, at=TODAY)
        found.append(await needs.needed(event))
    await needs.state(event, Needed(assistant=5), by=cast.pinula, at=TODAY)
    found.append(await needs.needed(event))
    assert [(one.assistant, one.languages, one.source) for one in found] == [
        (1, (), Source()),
        (2, ("mam",), Source("kind", "Taller")),
        (3, ("mam",), Source("programme", "Liderazgo")),
        (4, ("mam",), Source("template", "Base")),
        (5, (), EVENT),
    ]


async def test_what_is_usual_is_forgotten_with_its_template(cast: Cast) -> None:
    template = await event_templates.save(await planned(), "Base", by=SYSTEM, at=TODAY)
    event = await planned(template=template)
    need = Needed(assistant=4)
    await usual_needs.state("template", template, need, by=cast.pinula, at=TODAY)
    assert await usual_needs.usual("template", template, by=cast.pinula) == need
    await event_templates.delete(template, by=cast.pinula, at=TODAY)
    assert await needs.needed(event) == Needed()
    # Who still had its form open saves it all the same.
    stale = as_draft(await agenda.event(event))
    await planning.change(event, stale, by=SYSTEM, at=TODAY, above=upstairs)
    assert (await agenda.event(await planned(template=template))).template is None


async def test_nobody_is_alone_with_minors(cast: Cast) -> None:
    minors = await planned(audiences=("children",), published=False)
    teachers = await planned(audiences=("teachers",))
    for event in (minors, teachers):
        await needs.state(event, Needed(lead=1, assistant=0), by=cast.pinula, at=TODAY)
    found = await needs.needed_by([minors, teachers])
    assert found == {
        minors: Needed(lead=1, assistant=1, raised=1, source=EVENT),
        teachers: Needed(lead=1, assistant=0, source=EVENT),
    }


@given(st.integers(0, 50), st.integers(0, 50))
def test_minors_only_ever_raise_a_need_to_two(lead: int, assistant: int) -> None:
    before = Needed(lead=lead, assistant=assistant)
    after = with_minors(before)
    assert after.lead + after.assistant == max(2, lead + assistant)
    assert (after.lead, after.assistant - after.raised) == (lead, assistant)


@pytest.mark.parametrize(
    ("need", "fields"),
    [
        (Needed(lead=0, assistant=0), {"lead"}),
        (Needed(lead=-1, assistant=51), {"lead", "assistant"}),
        (Needed(lead=51, assistant=1), {"lead"}),
        (Needed(languages=("es", "klingon")), {"languages"}),
    ],
)
async def test_needs_that_make_no_sense_are_refused(
    cast: Cast, need: Needed, fields: set[str]
) -> None:
    event = await planned()
    with pytest.raises(Invalid) as refusal:
        await needs.state(event, need, by=cast.pinula, at=TODAY)
    assert set(refusal.value.fields) == fields
    with pytest.raises(Invalid):
        await usual_needs.state("kind", "workshop", need, by=cast.admin, at=TODAY)
    assert await needs.needed(event) == Needed()


async def test_needs_are_stated_by_those_who_staff_there(cast: Cast) -> None:
    event, programme = await planned(), await _programme()
    template = await event_templates.save(event, "Base", by=SYSTEM, at=TODAY)
    for refused in (
        needs.state(event, Needed(), by=cast.mixco, at=TODAY),
        needs.forget(event, by=cast.mixco, at=TODAY),
        usual_needs.usual("programme", programme, by=cast.mixco),
        usual_needs.state("template", template, Needed(), by=cast.mixco, at=TODAY),
        usual_needs.forget("kind", "workshop", by=cast.pinula, at=TODAY),
        usual_needs.of_kinds(by=cast.pinula),
    ):
        with pytest.raises(NotAllowed):
            await refused
    unknown: list[tuple[Level, Key]] = [
        ("kind", "circus"), ("programme", uuid4()), ("template", uuid4()),
    ]  # fmt: skip
    for level, key in unknown:
        with pytest.raises(NotFound):
            await usual_needs.usual(level, key, by=cast.admin)


async def test_kinds_are_listed_with_what_was_said_of_them(cast: Cast) -> None:
    need = Needed(lead=2, assistant=4, languages=("kek",))
    await usual_needs.state("kind", "film-forum", need, by=cast.admin, at=TODAY)
    found = {one.slug: one.need for one in await usual_needs.of_kinds(by=cast.admin)}
    assert (found["film-forum"], found["workshop"]) == (need, None)
    await usual_needs.forget("kind", "film-forum", by=cast.admin, at=TODAY)
    assert await usual_needs.usual("kind", "film-forum", by=cast.admin) is None
    acts = await fetch("SELECT act FROM audit_entry WHERE act LIKE 'needs.%' ORDER BY id")
    assert [row["act"] for row in acts] == ["needs.usual", "needs.usual_forgotten"]


async def _programme() -> UUID:
    draft = ProgrammeDraft(name="Liderazgo", municipality="0103", needed=1)
    return await programme_book.add(draft, by=SYSTEM, at=TODAY)
