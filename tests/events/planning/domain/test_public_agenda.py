"""What everybody may see, and what nobody outside ever does."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec import structs

from events.planning.domain import agenda, planning, public_agenda
from notifications.domain import upstairs
from server.foundation.errors import NotFound
from server.foundation.identity import SYSTEM, new_id
from server.foundation.translation import speaking
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned

INTERNAL: list[dict[str, Any]] = [
    {"kind": "internal"},
    {"topics": ("investigation-mechanisms",)},
    {"topics": ("social-network-risks", "investigation-mechanisms")},
]


async def seen(event: UUID) -> bool:
    try:
        await public_agenda.shown(event)
    except NotFound:
        return False
    return True


async def listed(**asked: Any) -> list[UUID]:
    return [event.id for event in await public_agenda.upcoming(at=TODAY, **asked)]


async def test_what_is_published_is_seen(db: None) -> None:
    event = await planned()
    assert (await listed(), await seen(event)) == ([event], True)
    await planning.close(event, by=SYSTEM, at=SATURDAY)
    assert (await listed(), await seen(event)) == ([event], True)


@pytest.mark.parametrize("changes", INTERNAL)
async def test_what_is_internal_is_never_seen(db: None, changes: dict[str, Any]) -> None:
    public = await planned()
    internal = await planned(**changes)
    assert (await listed(), await seen(internal)) == ([public], False)
    await planning.cancel(internal, "rain", by=SYSTEM, at=TODAY)
    assert (await listed(), await seen(internal)) == ([public], False)


async def test_a_draft_is_never_seen_not_even_when_it_is_called_off(db: None) -> None:
    draft = await planned(published=False)
    assert (await listed(), await seen(draft)) == ([], False)
    await planning.cancel(draft, "rain", by=SYSTEM, at=TODAY)
    assert (await listed(), await seen(draft)) == ([], False)


async def test_what_was_public_can_still_be_read_about_when_it_is_called_off(db: None) -> None:
    event = await planned()
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    assert (await listed(), await seen(event)) == ([], True)


async def test_the_agenda_goes_from_now_on_for_two_months(db: None) -> None:
    near, last, far = [
        await planned(starts_at=day, ends_at=day + timedelta(hours=1))
        for day in (TODAY, TODAY + timedelta(days=59), TODAY + timedelta(days=60))
    ]
    over = await planned(starts_at=TODAY - timedelta(hours=1), ends_at=TODAY)
    assert await listed() == [near, last]
    assert await seen(over)
    assert await listed(days=61) == [near, last, far]


async def test_the_agenda_can_be_of_one_municipality(db: None) -> None:
    mixco = await planned(municipality="0108")
    await planned()
    assert await listed(municipality="0108") == [mixco]


async def test_an_unknown_event_is_not_found(db: None) -> None:
    assert not await seen(new_id())


async def test_only_a_move_that_somebody_could_have_missed_is_told(db: None) -> None:
    day = timedelta(days=1)
    event = await planned(published=False)
    await move(event, day)
    await planning.publish(event, by=SYSTEM, at=TODAY, above=upstairs)
    assert await moved_from(event) is None
    await move(event, 2 * day)
    assert await moved_from(event) == SATURDAY + day
    await planning.change(event, renamed(2 * day), by=SYSTEM, at=TODAY + day, above=upstairs)
    assert await moved_from(event) == SATURDAY + day


async def test_only_kinds_that_everybody_may_hear_of_are_named(db: None) -> None:
    kinds = {kind.slug: kind.name for kind in await public_agenda.kinds()}
    assert (kinds["film-forum"], "internal" in kinds) == ("Cineforo", False)
    with speaking("en"):
        assert {kind.slug: kind.name for kind in await public_agenda.kinds()}["talk"] == "Talk"


def renamed(later: timedelta, title: str = "Otro título") -> planning.EventDraft:
    starts = SATURDAY + later
    hours = timedelta(hours=3)
    return structs.replace(WORKSHOP, title=title, starts_at=starts, ends_at=starts + hours)


async def move(event: UUID, later: timedelta) -> None:
    await planning.change(
        event, renamed(later, WORKSHOP.title), by=SYSTEM, at=TODAY, above=upstairs
    )


async def moved_from(event: UUID) -> datetime | None:
    return await public_agenda.moved_from(await agenda.event(event))
