"""What was done to many at once is taken back at once, with what was made around them."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import agenda, deeds, planning, programme_order, programmes, undo
from events.planning.domain.draft import as_draft
from events.planning.domain.series import saving
from events.planning.domain.series.wish import Wish
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.errors import Conflict
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.imported import brought_in, counts, everything
from tests.support.programmes import programme
from tests.support.series import ABOVE, BEFORE, TUESDAYS, changed, events, repeated

pytestmark = pytest.mark.usefixtures("db")
HOUR = timedelta(hours=1)
TABLE = "Actividad,Fecha,Hora inicio,Hora fin,Municipio,Tipo,Cupo\n"
FORUM = "Cine en el parque,5/12/2026,9:00,11:00,Mixco,cineforo,40\n"


async def undone(act: str, *, at: datetime = TODAY) -> int:
    """Take back the last act of this name."""
    done = await deeds.latest_of(None, since=at - 100 * HOUR, most=50)
    last = next(deed.id for deed in done if deed.act == act)
    return await undo.undo(last, by=SYSTEM, at=at, above=upstairs)


async def test_a_new_series_goes_with_all_its_events() -> None:
    await repeated()
    assert await undone("series.planned", at=BEFORE + HOUR) == 4
    assert await fetch("SELECT FROM event") == []
    assert await fetch("SELECT FROM series") == []


async def test_an_event_that_began_a_series_is_alone_again() -> None:
    event = await planned(published=False, at=BEFORE)
    wish = Wish(pattern=TUESDAYS, draft=as_draft(await agenda.event(event)))
    await saving.start(wish, event, by=SYSTEM, at=BEFORE + HOUR, above=ABOVE)
    await undone("series.planned", at=BEFORE + 2 * HOUR)
    (left,) = await everything()
    assert (left.id, left.series, left.occurrence, left.starts_at) == (event, None, None, SATURDAY)
    assert await fetch("SELECT FROM series") == []


async def test_a_series_of_which_one_was_published_stays_whole() -> None:
    series = await repeated()
    first = (await events(series))[0]
    await planning.publish(first, by=SYSTEM, at=BEFORE, above=upstairs)
    with pytest.raises(Conflict, match="cambió después"):
        await undone("series.planned", at=BEFORE + HOUR)
    assert len(await everything()) == 4


async def test_a_changed_series_is_put_right_on_its_own_page() -> None:
    series = await repeated()
    await changed(series, at=BEFORE, rule="FREQ=WEEKLY;COUNT=2")
    with pytest.raises(Conflict, match="página de la serie"):
        await undone("series.changed", at=BEFORE + HOUR)


async def test_sessions_that_changed_places_change_back() -> None:
    school = await programme()
    for position in (1, 2, 3):
        await planned(programme=school, programme_position=position, title=f"Sesión {position}")
    first = (await programmes.sessions(school))[0]
    await programme_order.move(school, first.id, 1, by=SYSTEM, at=TODAY)
    assert await order(school) == ["Sesión 2", "Sesión 1", "Sesión 3"]
    await undone("programme.reordered", at=TODAY + HOUR)
    assert await order(school) == ["Sesión 1", "Sesión 2", "Sesión 3"]


async def order(school: UUID) -> list[str]:
    return [event.title for event in await programmes.sessions(school)]


async def test_an_import_is_taken_back_and_can_be_done_again() -> None:
    await brought_in(TABLE + FORUM)
    smaller = TABLE + FORUM.replace(",40", ",25")
    await brought_in(smaller, at=TODAY + HOUR)
    await undone("agenda.imported", at=TODAY + 2 * HOUR)
    assert [event.capacity for event in await everything()] == [40]
    assert counts(await brought_in(smaller, at=TODAY + 3 * HOUR)) == {"changed": 1}
    assert [event.capacity for event in await everything()] == [25]


async def test_imported_events_disappear_and_come_again() -> None:
    await brought_in(TABLE + FORUM)
    await undone("agenda.imported", at=TODAY + HOUR)
    assert await everything() == []
    assert counts(await brought_in(TABLE + FORUM, at=TODAY + 2 * HOUR)) == {"new": 1}


async def test_a_series_that_lives_on_in_other_events_stays() -> None:
    series = await repeated()
    act = (await deeds.latest_of(None, since=BEFORE - HOUR, most=1))[0]
    other = await planned(published=False, at=BEFORE)
    await fetch(
        "UPDATE event SET series = $1, occurrence = 'x' WHERE id = $2 RETURNING id", series, other
    )
    await undo.undo(act.id, by=SYSTEM, at=BEFORE + HOUR, above=upstairs)
    assert len(await fetch("SELECT FROM series")) == 1
    assert msgspec.structs.asdict(await agenda.event(other))["series"] == series
