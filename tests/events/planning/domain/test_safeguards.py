"""Two cleared adults where minors come, whichever way an event is shown or changed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import agenda, planning, undo
from events.planning.domain.draft import as_draft
from events.planning.domain.exports.calendar_file import calendar_file
from events.planning.domain.ical import CalendarFace
from events.planning.domain.safeguards import Unguarded
from notifications.domain import upstairs
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import SYSTEM
from tests.support.crew import two_cleared_adults
from tests.support.events import SATURDAY, TODAY, planned, show
from tests.support.imported import brought_in, everything
from tests.support.series import changed, repeated
from tests.support.series import events as events_of

pytestmark = pytest.mark.usefixtures("db")
CHILDREN: dict[str, Any] = {"audiences": ("children",)}
YEAR = timedelta(days=365)
WHY = (
    "Con menores hacen falta dos personas adultas que hayan aceptado y tengan constancia vigente"
    " ese día, y nadie del equipo puede estar sin ella: faltan 2."
)


async def draft_for_minors(**changes: Any) -> UUID:
    return await planned(published=False, **{**CHILDREN, **changes})


async def publish(event: UUID) -> None:
    await planning.publish(event, by=SYSTEM, at=TODAY, above=upstairs)


async def change(event: UUID, **changes: Any) -> None:
    draft = msgspec.structs.replace(as_draft(await agenda.event(event)), **changes)
    await planning.change(event, draft, by=SYSTEM, at=TODAY, above=upstairs)


async def status(event: UUID) -> str:
    return (await agenda.event(event)).status


async def team(event: UUID) -> list[str]:
    query = "SELECT status FROM assignment WHERE event = $1 ORDER BY role"
    return [row["status"] for row in await fetch(query, event)]


async def leave(event: UUID) -> None:
    """Everybody thinks better of it."""
    await execute("UPDATE assignment SET status = 'declined' WHERE event = $1", event)


ONE = "id = (SELECT id FROM clearance LIMIT 1)"
SHORT_OF_ADULTS = [
    "UPDATE assignment SET status = 'invited' WHERE role = 'lead'",
    "UPDATE assignment SET status = 'declined' WHERE role = 'lead'",
    f"DELETE FROM clearance WHERE {ONE}",
    f"UPDATE clearance SET kind = 'police' WHERE {ONE}",
    f"UPDATE clearance SET valid_until = date '2026-12-04' WHERE {ONE}",
    f"UPDATE clearance SET verified_on = date '2026-12-06' WHERE {ONE}",
]


@pytest.mark.parametrize("lacks", SHORT_OF_ADULTS)
async def test_it_is_published_with_two_adults_cleared_on_its_day(lacks: str) -> None:
    event = await draft_for_minors()
    with pytest.raises(Unguarded) as refused:
        await publish(event)
    assert refused.value.sentence == f"{WHY} Se invita en la pestaña Equipo."
    await two_cleared_adults(event)
    await publish(event)
    await undo.undo((await last_act()), by=SYSTEM, at=TODAY, above=upstairs)
    await execute(lacks)
    with pytest.raises(Unguarded, match=r"estar sin ella: falta 1\."):
        await publish(event)
    assert await status(event) == "draft"


async def last_act() -> UUID:
    rows = await fetch("SELECT id FROM planning_act ORDER BY at DESC, id DESC LIMIT 1")
    return UUID(str(rows[0]["id"]))


async def test_who_comes_is_decided_again_once_it_is_published() -> None:
    event = await planned()
    with pytest.raises(Invalid) as refused:
        await change(event, title="Otro", **CHILDREN)
    assert refused.value.fields == {"audiences": f"{WHY} Se invita en la pestaña Equipo."}
    assert (await agenda.event(event)).title == "Navegar con cuidado"
    await two_cleared_adults(event)
    await change(event, **CHILDREN)
    assert (await agenda.event(event)).minors


async def test_it_is_not_moved_to_where_nobody_is_cleared_any_more() -> None:
    event = await planned(**CHILDREN)
    with pytest.raises(Invalid) as refused:
        await change(event, starts_at=SATURDAY + YEAR, ends_at=SATURDAY + YEAR + timedelta(hours=2))
    assert list(refused.value.fields) == ["starts_at"]
    assert await team(event) == ["accepted", "accepted"]
    await change(event, starts_at=SATURDAY + timedelta(hours=1))
    assert await team(event) == ["accepted", "accepted"]


async def test_what_lacks_adults_already_can_still_be_put_right() -> None:
    event = await planned(**CHILDREN)
    await leave(event)
    await change(event, notes="Buscar a alguien", starts_at=SATURDAY + timedelta(hours=1))
    assert await status(event) == "published"


async def test_what_is_over_is_written_down_and_does_not_come_back() -> None:
    past: dict[str, Any] = {"starts_at": TODAY - YEAR, "ends_at": TODAY - YEAR + timedelta(hours=2)}
    event = await draft_for_minors(**past)
    await publish(event)
    with pytest.raises(Invalid):
        await change(event, starts_at=SATURDAY, ends_at=SATURDAY + timedelta(hours=2))


async def test_what_was_called_off_comes_back_with_its_adults_only() -> None:
    event = await planned(title="Tarde de juegos", **CHILDREN)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + timedelta(hours=1))
    act = await last_act()
    await leave(event)
    said = r"«Tarde de juegos», sábado 5 de diciembre de 2026: Con menores .* faltan 2\."
    with pytest.raises(Conflict, match=said):
        await undo.undo(act, by=SYSTEM, at=TODAY + timedelta(hours=2), above=upstairs)
    assert await status(event) == "cancelled"
    await execute("UPDATE assignment SET status = 'accepted' WHERE event = $1", event)
    await undo.undo(act, by=SYSTEM, at=TODAY + timedelta(hours=2), above=upstairs)
    assert await status(event) == "published"


async def test_a_series_says_which_of_its_dates_would_be_without_adults() -> None:
    series = await repeated()
    first, *others = await events_of(series)
    await show(first)
    with pytest.raises(Conflict, match=r"^«Navegar con cuidado», martes 1 de diciembre de 2026: "):
        await changed(series, **CHILDREN)
    assert [event.minors for event in await agenda.events([first, *others])] == [False] * 4
    await two_cleared_adults(first)
    await changed(series, **CHILDREN)
    assert (await agenda.event(first)).minors


async def test_an_imported_event_stays_a_draft_and_the_others_come_in() -> None:
    await planned(title="Con menores", **CHILDREN)
    off = await planned(title="Con lluvia", **CHILDREN)
    await planning.cancel(off, "rain", by=SYSTEM, at=TODAY)
    await planned(title="Sin menores")
    file = calendar_file(await everything(), CalendarFace(name="Agenda"), {})
    await execute("TRUNCATE event CASCADE")
    notes = {tuple(one.notes) for one in await brought_in(file)}
    found = {event.title: event.status for event in await everything()}
    assert found == {"Con menores": "draft", "Con lluvia": "cancelled", "Sin menores": "published"}
    assert [e.title for e in await everything() if e.published_at is None] == ["Con menores"]
    why = f"No pasó de borrador: {WHY} Se invita en la pestaña Equipo."
    assert notes == {(), (why,)}
