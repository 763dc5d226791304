"""A calendar that is exported, read into an empty house and exported again is the same."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from events.planning.domain import codelists, planning, venues
from events.planning.domain.draft import as_draft
from events.planning.domain.event import Material
from events.planning.domain.exports.calendar_file import calendar_file
from events.planning.domain.ical import CalendarFace
from events.planning.tables import Project
from notifications.domain import upstairs
from server.foundation.database import execute
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.imported import brought_in, counts, everything
from tests.support.own_database import own_database

FACE = CalendarFace(name="Agenda")
NOT_OURS = {"venue", "starts_at", "ends_at"}
pytestmark = pytest.mark.usefixtures("db")


async def a_whole_agenda() -> None:
    """Events of every kind that calendars find difficult."""
    hall = venues.NewVenue(
        name="Salón comunal, Anexo", municipality="0103", address="Junto a la iglesia",
        latitude=14.5464, longitude=-90.4117, confidential=True,
    )  # fmt: skip
    venue = await venues.add(hall, by=SYSTEM, at=TODAY)
    later = SATURDAY + timedelta(days=1)
    await planned(venue=venue, capacity=40, notes="Llevar agua; sombra,\ny «papel» \\ lápiz")
    earlier = SATURDAY - timedelta(hours=1)
    await planned(venue=venue, venue_overlap_reason="Caben", title="A la vez", starts_at=earlier)
    await planned(
        title="Cineforo 🎬", kind="film-forum", municipality="0108", published=False,
        details={"film": "Ixcanul", "rating": "A partir de 15 años"}, cost=Decimal("1250.50"),
        materials=(Material(label="Guía, parte 1", link="https://x.test/a?b=1,2", version="2"),
                   Material(label="Papel")),
        travel_note="Bus 32; bajar en el parque",
    )  # fmt: skip
    await planned(
        title="En línea", modality="virtual", meeting_url="https://meet.test/á?x=1&y=2",
        zone="America/New_York", starts_at=datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
        ends_at=datetime(2026, 11, 1, 8, 0, tzinfo=UTC), audiences=("adolescents", "teachers"),
    )  # fmt: skip
    await planned(title="Discreto", topics=("trafficking",), public_title="Taller para familias")
    await planned(title="Dos días", starts_at=later, ends_at=later + timedelta(hours=30))
    called_off = await planned(title="Con lluvia")
    await planning.cancel(called_off, "rain", by=SYSTEM, at=TODAY)
    moved = await planned(title="Se movió " + "x" * 180)
    draft = as_draft(next(e for e in await everything() if e.id == moved))
    await planning.change(moved, draft, by=SYSTEM, at=TODAY + timedelta(hours=1), above=upstairs)


async def test_the_same_events_come_back_from_an_empty_house(cluster: dict[str, Any]) -> None:
    await a_whole_agenda()
    before = await everything()
    first = calendar_file(before, FACE, {})
    async with own_database(cluster, "round_trip"):
        outcomes = await brought_in(first, at=SATURDAY)
        assert [each.wrong for each in outcomes if each.wrong] == []
        assert counts(outcomes) == {"new": 8}
        after = await everything()
        assert calendar_file(after, FACE, {}) == first
    assert {e.status for e in after} == {"draft", "published", "cancelled"}


async def test_a_closed_event_comes_back_closed(cluster: dict[str, Any]) -> None:
    event = await planned()
    await planning.close(event, by=SYSTEM, at=SATURDAY + timedelta(hours=4))
    first = calendar_file(await everything(), FACE, {})
    async with own_database(cluster, "round_trip_closed"):
        await brought_in(first, at=SATURDAY + timedelta(days=1))
        assert calendar_file(await everything(), FACE, {}) == first


async def test_the_house_itself_finds_nothing_to_change() -> None:
    await a_whole_agenda()
    first = calendar_file(await everything(), FACE, {})
    assert counts(await brought_in(first, at=SATURDAY)) == {"unchanged": 8}
    assert calendar_file(await everything(), FACE, {}) == first


async def test_a_project_that_the_new_house_lacks_comes_along(
    cluster: dict[str, Any], cast: Cast
) -> None:
    await Project.insert(Project(id=new_id(), slug="peace", name="Creciendo en Paz", donor=""))
    await planned(project="peace")
    first = calendar_file(await everything(), FACE, {"peace": "Creciendo en Paz"})
    await execute("TRUNCATE event CASCADE")
    await execute("UPDATE project SET slug = 'other' WHERE slug = 'peace'")
    (refused,) = await brought_in(first, by=cast.pinula)
    assert refused.wrong == {"project": "No se conoce «peace»."}
    async with own_database(cluster, "round_trip_project"):
        (outcome,) = await brought_in(first)
        assert outcome.notes == ["Proyecto nuevo: peace."]
        assert [p.name for p in await codelists.projects()] == ["General", "Creciendo en Paz"]
        assert [event.project_slug for event in await everything()] == ["peace"]
