"""What is planned in one place is planned again in another."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import (
    agenda,
    cloning,
    planning,
    programme_book,
    programmes,
    undo,
    venues,
)
from events.planning.domain.cloning import Cloned, Copy, Wish
from events.planning.domain.originals import MOST, Originals
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned

HOUR = timedelta(hours=1)
WEEK = timedelta(weeks=1)
THIS_WEEK = Originals(
    what="week", zone="America/Guatemala", municipality="0103", first=date(2026, 12, 2)
)
# The next week; Monday's week is Saturday's.
WISH = Wish(originals=THIS_WEEK, municipality="0108", onto=date(2026, 12, 7))


async def seen(wish: Wish = WISH, by: Actor = SYSTEM) -> list[Copy]:
    return await cloning.preview(wish, by=by, above=upstairs)


async def cloned(wish: Wish = WISH, *chosen: UUID, by: Actor = SYSTEM) -> Cloned:
    return await cloning.clone(wish, chosen, by=by, at=TODAY, above=upstairs)


async def hall(municipality: str = "0103", **details: Any) -> UUID:
    new = venues.NewVenue(name="Salón comunal", municipality=municipality, **details)
    return await venues.add(new, by=SYSTEM, at=TODAY)


async def test_a_week_is_copied_into_another_place(db: None) -> None:
    event = await planned(venue=await hall(), notes="Llevar agua", public_title="Un taller")
    await planning.cancel(await planned(title="Cancelada"), "rain", by=SYSTEM, at=TODAY)
    await planned(title="Otra semana", starts_at=SATURDAY + WEEK, ends_at=SATURDAY + WEEK + HOUR)
    done = await cloned(WISH, event)
    original = await agenda.event(event)
    (copy,) = await agenda.events(done.events)
    assert (copy.municipality, copy.venue, copy.status, copy.sequence) == ("0108", None, "draft", 0)
    assert (copy.starts_at, copy.ends_at) == (original.starts_at + WEEK, original.ends_at + WEEK)
    same = ("title", "public_title", "topics", "audiences", "kind", "notes")
    assert [getattr(copy, name) for name in same] == [getattr(original, name) for name in same]
    assert copy.uid != original.uid


async def test_copies_go_into_the_venues_that_were_chosen(db: None) -> None:
    here, there = await hall(), await hall("0108")
    event = await planned(venue=here)
    wish = msgspec.structs.replace(WISH, venues={here: there})
    assert [one.draft.venue for one in await seen(wish)] == [there]
    stays = msgspec.structs.replace(WISH, municipality="0103")
    assert [one.draft.venue for one in await seen(stays)] == [here]
    goes = msgspec.structs.replace(stays, venues={here: None})
    assert [one.draft.venue for one in await seen(goes)] == [None]
    (copy,) = await agenda.events((await cloned(wish, event)).events)
    assert copy.venue == there


async def test_a_taken_venue_a_holiday_and_a_twin_are_told(db: None) -> None:
    venue = await hall()
    event = await planned(venue=venue)
    day = SATURDAY + 2 * WEEK - timedelta(days=1)  # Friday 18 December, a week before Christmas
    await planned(title="Viernes", starts_at=day, ends_at=day + HOUR)
    await planned(
        title="Asamblea", venue=venue, starts_at=SATURDAY + WEEK, ends_at=SATURDAY + WEEK + HOUR
    )
    wish = msgspec.structs.replace(WISH, municipality="0103")
    (copy,) = await seen(wish)
    assert (copy.draft.venue, "«Asamblea»" in copy.homeless, copy.twin) == (None, True, False)
    await cloned(wish, event)
    assert [one.twin for one in await seen(wish)] == [True]
    friday = msgspec.structs.replace(THIS_WEEK, first=date(2026, 12, 18))
    feast = msgspec.structs.replace(wish, originals=friday, onto=date(2026, 12, 25))
    assert [one.holiday for one in await seen(feast)] == ["Día de Navidad"]


async def test_what_cannot_be_copied_says_why_and_is_left_out(db: None) -> None:
    here, small = await hall(), await hall("0108", capacity=10)
    large = await planned(venue=here, capacity=40)
    other = await planned(title="Otro", starts_at=SATURDAY + 5 * HOUR, ends_at=SATURDAY + 6 * HOUR)
    wish = msgspec.structs.replace(WISH, venues={here: small})
    assert [one.refusal for one in await seen(wish)] == ["En ese lugar caben 10 personas.", ""]
    assert len((await cloned(wish, large, other)).events) == 1
    with pytest.raises(Conflict, match="No se eligió"):
        await cloned(wish, large)


async def test_a_project_is_copied_between_two_days(db: None) -> None:
    inside = await planned(title="Dentro")
    await planned(
        title="Después", starts_at=SATURDAY + 4 * WEEK, ends_at=SATURDAY + 4 * WEEK + HOUR
    )
    agenda_of = msgspec.structs.replace(
        THIS_WEEK, what="project", project="general", last=date(2026, 12, 20)
    )
    wish = msgspec.structs.replace(WISH, originals=agenda_of)
    assert [one.original.id for one in await seen(wish)] == [inside]
    none = msgspec.structs.replace(agenda_of, project="another")
    assert await seen(msgspec.structs.replace(WISH, originals=none)) == []


async def test_a_programme_is_copied_for_another_cohort_and_undone_whole(db: None) -> None:
    draft = programme_book.ProgrammeDraft(name="Formación", municipality="0103", needed=2)
    programme = await programme_book.add(draft, by=SYSTEM, at=TODAY)
    for position in (1, 2, 3):
        times: dict[str, Any] = {
            "starts_at": SATURDAY + position * WEEK,
            "ends_at": SATURDAY + position * WEEK + HOUR,
        }
        await planned(programme=programme, programme_position=position, **times)
    sessions = await programmes.sessions(programme)
    whole = Originals(what="programme", zone="America/Guatemala", programme=programme)
    wish = Wish(originals=whole, municipality="0108", onto=date(2027, 2, 1), cohort="Mixco 2027")
    done = await cloned(wish, *(event.id for event in sessions))
    assert done.programme is not None
    copy = await programmes.programme(done.programme)
    assert (copy.name, copy.cohort, copy.municipality, copy.needed) == (
        "Formación", "Mixco 2027", "0108", 2,
    )  # fmt: skip
    copies = await programmes.sessions(done.programme)
    assert [event.programme_position for event in copies] == [1, 2, 3]
    assert f"{copies[0].starts_at:%Y-%m-%d}" == "2027-02-06"
    with pytest.raises(Conflict):
        await cloned(wish, sessions[0].id)
    assert await undo.undo(done.act, by=SYSTEM, at=TODAY + HOUR, above=upstairs) == 3
    assert await fetch("SELECT FROM programme WHERE id = $1", done.programme) == []


async def test_only_who_plans_in_both_places_copies(cast: Cast) -> None:
    event = await planned()
    for stranger in (cast.pinula, cast.mixco):
        with pytest.raises(NotAllowed):
            await cloned(WISH, event, by=stranger)
    home = msgspec.structs.replace(WISH, municipality="0103")
    assert len((await cloned(home, event, by=cast.pinula)).events) == 1


async def test_too_many_at_once_are_refused(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST == 300
    monkeypatch.setattr("events.planning.domain.originals.MOST", 1)
    await planned()
    await planned()
    with pytest.raises(Invalid, match="Son más de 1"):
        await seen()
