"""What is written for the team about an event never reaches a public surface."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest

from events.planning.domain import agenda
from events.planning.domain.event import Material
from server.foundation.clock import now
from tests.support.events import planned

TEAM: dict[str, Any] = {
    "notes": "Palabra-Notas",
    "materials": (Material(label="Palabra-Material", link="https://docs.example/palabra"),),
    "cost": Decimal("4321.50"),
    "travel_note": "Palabra-Viaje",
    "modality": "blended",
    "meeting_url": "https://meet.example/palabra",
}
SECRETS = ("Palabra", "palabra", "4,321.50", "4321.50")


async def surfaces(visitor: httpx.AsyncClient, event: UUID) -> str:
    """Everything that anybody can read of an event."""
    addresses = ("/", f"/agenda/{event}", "/agenda.ics", "/municipios/0103.ics")
    answers = [await visitor.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200] * len(addresses)
    return "".join(answer.text for answer in answers)


async def soon(**changes: Any) -> UUID:
    """A film forum that begins tomorrow."""
    starts_at = now() + timedelta(days=1)
    lasts = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=3)}
    film = {"kind": "film-forum", "details": {"film": "Palabra-Película"}}
    return await planned(at=now(), **{**TEAM, **lasts, **film, **changes})


async def test_the_public_reads_nothing_that_is_for_the_team(visitor: httpx.AsyncClient) -> None:
    event = await soon(details={}, title="Tarde de cine")
    told = await surfaces(visitor, event)
    assert told.count("Tarde de cine") >= 3
    assert [secret for secret in SECRETS if secret in told] == []


@pytest.mark.parametrize("topic", ["gender-violence", "trafficking"])
async def test_no_film_is_told_of_a_discreet_event(visitor: httpx.AsyncClient, topic: str) -> None:
    event = await soon(topics=(topic,))
    assert (await agenda.event(event)).details == {"film": "Palabra-Película"}
    told = await surfaces(visitor, event)
    assert ("Cineforo" in told, [secret for secret in SECRETS if secret in told]) == (True, [])
