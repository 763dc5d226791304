"""What anybody sees of the plan."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from events.planning.domain import planning, venues
from events.planning.web import public_pages
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, TODAY, planned


@pytest.fixture(autouse=True)
def a_week_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Saturday 28 November 2026."""
    monkeypatch.setattr(public_pages, "now", lambda: TODAY)


async def test_the_agenda_goes_week_by_week(visitor: httpx.AsyncClient, db: None) -> None:
    await planned()
    agenda = (await visitor.get("/")).text
    assert "La próxima semana" in agenda
    assert agenda.count("Navegar con cuidado") == 1


async def test_the_agenda_of_a_municipality_is_called_after_it(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await planned()
    mixco = (await visitor.get("/?municipio=0108")).text
    assert "Actividades en Mixco" in mixco
    assert "Por ahora no hay actividades anunciadas" in mixco
    assert "http://convoca.test/municipios/0108.ics" in mixco
    assert "Navegar con cuidado" in (await visitor.get("/?municipio=9999")).text


@pytest.mark.parametrize(
    ("topic", "shown"), [("social-network-risks", True), ("gender-violence", False)]
)
async def test_whom_it_is_for_is_told_unless_that_says_too_much(
    visitor: httpx.AsyncClient, db: None, topic: str, *, shown: bool
) -> None:
    event = await planned(topics=(topic,))
    page = (await visitor.get(f"/agenda/{event}")).text
    assert ("Adolescentes" in page) == shown


async def test_what_is_over_or_called_off_says_so(
    visitor: httpx.AsyncClient, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = await planned()
    free = "La entrada es libre"
    assert free in (await visitor.get(f"/agenda/{event}")).text
    monkeypatch.setattr(public_pages, "now", lambda: SATURDAY + timedelta(days=1))
    past = (await visitor.get(f"/agenda/{event}")).text
    assert ("Esta actividad ya pasó." in past, free in past) == (True, False)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    page = (await visitor.get(f"/agenda/{event}")).text
    assert ("Esta actividad fue cancelada." in page, free in page) == (True, False)


async def test_a_confidential_place_is_not_told(visitor: httpx.AsyncClient, db: None) -> None:
    for confidential in (False, True):
        venue = await somewhere(name=f"Casa {confidential}", confidential=confidential)
        page = (await visitor.get(f"/agenda/{await planned(venue=venue)}")).text
        assert ("Calle del Naranjo" in page, f"Casa {confidential}" in page) == (
            not confidential,
            not confidential,
        )


async def somewhere(**what: Any) -> Any:
    new = venues.NewVenue(municipality="0103", address="Calle del Naranjo", **what)
    return await venues.add(new, by=SYSTEM, at=TODAY)
