"""What the calendar shows of a span, sifted."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from events.planning.domain import agenda, calendar_events, planning, venues
from events.planning.domain.calendar_events import Shown, Sifted
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned

HOUR = timedelta(hours=1)
ALL = Sifted(municipalities=("0103", "0108"))


async def titles(**sifted: Any) -> list[str]:
    """What is found on that Saturday."""
    asked = msgspec.structs.replace(ALL, **sifted)
    found = await calendar_events.within(SATURDAY - 12 * HOUR, SATURDAY + 12 * HOUR, asked)
    return [event.title for event in found]


async def test_an_event_is_shown_as_the_agenda_knows_it(db: None) -> None:
    event = await agenda.event(await planned(published=False))
    (shown,) = await calendar_events.within(SATURDAY, SATURDAY + HOUR, ALL)
    assert shown == Shown(**{name: getattr(event, name) for name in Shown.__struct_fields__})


async def test_only_what_overlaps_the_span_is_shown_by_time(db: None) -> None:
    await planned(title="late", starts_at=SATURDAY + 2 * HOUR, ends_at=SATURDAY + 4 * HOUR)
    await planned(title="early", starts_at=SATURDAY - HOUR, ends_at=SATURDAY + HOUR)
    await planned(title="over", starts_at=SATURDAY - 2 * HOUR, ends_at=SATURDAY)
    await planned(title="to come", starts_at=SATURDAY + 3 * HOUR, ends_at=SATURDAY + 4 * HOUR)
    found = await calendar_events.within(SATURDAY, SATURDAY + 3 * HOUR, ALL)
    assert [event.title for event in found] == ["early", "late"]


async def test_events_of_other_municipalities_are_not_shown(db: None) -> None:
    await planned(title="here")
    await planned(title="there", municipality="0108")
    await planned(title="far", municipality="0115")
    assert await titles() == ["here", "there"]
    assert await titles(municipalities=("0108",)) == ["there"]
    assert await titles(municipalities=()) == []


async def test_events_are_sifted_by_kind_state_project_and_organiser(cast: Cast) -> None:
    await planned(title="draft", published=False)
    talk = await planned(title="talk", kind="talk")
    await planning.cancel(talk, "rain", by=SYSTEM, at=TODAY)
    own = msgspec.structs.replace(
        planning.EventDraft(
            title="own", kind="forum", municipality="0103", starts_at=SATURDAY,
            ends_at=SATURDAY + HOUR,
        )
    )  # fmt: skip
    await planning.plan(own, by=cast.pinula, at=TODAY)
    assert await titles(kinds=("talk", "forum")) == ["talk", "own"]
    assert await titles(statuses=("cancelled",)) == ["talk"]
    assert await titles(organiser=cast.pinula.account) == ["own"]
    assert await titles(project="general") == await titles()
    assert await titles(project="another") == []


@pytest.mark.parametrize("words", ["nutricion", "NUTRICIÓN", "san jose", "ciprés", "n en fam"])
async def test_words_are_found_with_or_without_accents(db: None, words: str) -> None:
    new = venues.NewVenue(name="El Cipres", municipality="0103")
    venue = await venues.add(new, by=SYSTEM, at=TODAY)
    await planned(title="Nutrición en familia", venue=venue)
    await planned(title="Other", municipality="0108")
    assert await titles(words=words) == ["Nutrición en familia"]
    assert await titles(words="100%") == []
