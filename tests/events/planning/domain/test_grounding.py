"""What is said of a draft that cannot stand, field by field."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import venues
from events.planning.domain.grounding import check
from server.foundation.errors import Invalid
from server.foundation.identity import SYSTEM, new_id
from tests.support.events import SATURDAY, TODAY, WORKSHOP

HOUR = timedelta(hours=1)


async def wrong(**changes: Any) -> dict[str, str]:
    """What is wrong with the usual workshop after these changes."""
    try:
        await check(msgspec.structs.replace(WORKSHOP, **changes))
    except Invalid as refusal:
        return refusal.fields
    return {}


async def venue(**changes: Any) -> UUID:
    new = venues.NewVenue(**{"name": "Salón", "municipality": "0103", "capacity": 40, **changes})
    return await venues.add(new, by=SYSTEM, at=TODAY)


FIELDS: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({"title": "  "}, {"title": "Falta el título."}),
    ({"title": "x" * 201}, {"title": "Tiene más de 200 caracteres."}),
    ({"public_title": "x" * 201}, {"public_title": "Tiene más de 200 caracteres."}),
    ({"kind": "party"}, {"kind": "Ese tipo de actividad no existe."}),
    ({"municipality": "9999"}, {"municipality": "Ese municipio no existe."}),
    ({"topics": ("gossip",)}, {"topics": "Uno de los temas no existe."}),
    (
        {"topics": ("trafficking", "gossip")},
        {"topics": "Uno de los temas no existe."},
    ),
    ({"audiences": ("cats",)}, {"audiences": "Uno de los públicos no existe."}),
    ({"project": "moon"}, {"project": "Ese proyecto no existe."}),
    ({"ends_at": SATURDAY}, {"ends_at": "Tiene que terminar después de empezar."}),
    ({"ends_at": SATURDAY - HOUR}, {"ends_at": "Tiene que terminar después de empezar."}),
    (
        {"ends_at": SATURDAY + timedelta(days=30, seconds=1)},
        {"ends_at": "Una actividad dura treinta días como mucho."},
    ),
    (
        {"starts_at": datetime.min.replace(tzinfo=UTC)},
        {"ends_at": "La fecha debe estar entre los años 2000 y 2099."},
    ),
    (
        {"ends_at": datetime.max.replace(tzinfo=UTC)},
        {"ends_at": "La fecha debe estar entre los años 2000 y 2099."},
    ),
    ({"zone": "Guatemala/Mixco"}, {"zone": "Esa zona horaria no existe."}),
    ({"zone": "../../etc/passwd"}, {"zone": "Esa zona horaria no existe."}),
    ({"zone": ""}, {"zone": "Esa zona horaria no existe."}),
    ({"modality": "hybrid"}, {"modality": "Esa modalidad no existe."}),
    ({"modality": "virtual"}, {"meeting_url": "Falta la dirección de la reunión."}),
    ({"modality": "blended"}, {"meeting_url": "Falta la dirección de la reunión."}),
    (
        {"modality": "virtual", "meeting_url": "http://meet.example"},
        {"meeting_url": "La dirección de la reunión debe empezar con https://"},
    ),
    (
        {"meeting_url": "javascript:alert(1)"},
        {"meeting_url": "La dirección de la reunión debe empezar con https://"},
    ),
    (
        {"meeting_url": "https://[meet"},
        {"meeting_url": "La dirección de la reunión debe empezar con https://"},
    ),
    (
        {"meeting_url": "https://meet.example/" + "x" * 500},
        {"meeting_url": "La dirección de la reunión debe empezar con https://"},
    ),
    ({"capacity": 0}, {"capacity": "El cupo va de 1 a 100,000 personas."}),
    ({"capacity": 100_001}, {"capacity": "El cupo va de 1 a 100,000 personas."}),
    ({"venue": new_id()}, {"venue": "Ese lugar no existe."}),
]


@pytest.mark.parametrize(("changes", "said"), FIELDS)
async def test_what_cannot_stand_is_named_with_its_field(
    db: None, changes: dict[str, Any], said: dict[str, str]
) -> None:
    assert await wrong(**changes) == said


FINE: list[dict[str, Any]] = [
    {},
    {"topics": (), "audiences": ()},
    {"topics": ("trafficking", "trafficking")},
    {"ends_at": SATURDAY + timedelta(days=30)},
    {"capacity": 1},
    {"capacity": 100_000},
    {"modality": "blended", "meeting_url": "https://meet.example/a?b=c"},
    {"meeting_url": "https://meet.example"},
    {"zone": "America/El_Salvador"},
]


@pytest.mark.parametrize("changes", FINE)
async def test_what_can_stand_is_let_through(db: None, changes: dict[str, Any]) -> None:
    assert await wrong(**changes) == {}


async def test_everything_wrong_is_said_at_once(db: None) -> None:
    told = await wrong(title="", kind="party", ends_at=SATURDAY, capacity=0)
    assert sorted(told) == ["capacity", "ends_at", "kind", "title"]


async def test_a_venue_is_in_the_events_municipality_and_large_enough(db: None) -> None:
    salon, elsewhere = await venue(), await venue(name="Otro", municipality="0108")
    assert await wrong(venue=salon, capacity=40) == {}
    assert await wrong(venue=salon, capacity=41) == {"capacity": "En ese lugar caben 40 personas."}
    assert await wrong(venue=elsewhere) == {"venue": "Ese lugar está en otro municipio."}
    assert await wrong(venue=salon, modality="virtual", meeting_url="https://meet.example") == {
        "venue": "Una actividad virtual no ocupa un lugar."
    }


TITLES = [
    ({}, "Navegar con cuidado"),
    ({"public_title": " Una tarde "}, "Una tarde"),
    ({"topics": ("trafficking",)}, "Taller"),
    ({"topics": ("social-network-risks", "gender-violence"), "kind": "talk"}, "Charla"),
    ({"topics": ("investigation-mechanisms",)}, "Taller"),
    ({"topics": ("trafficking",), "public_title": "Una tarde"}, "Una tarde"),
    ({"title": "Navegar\ncon\t cuidado "}, "Navegar con cuidado"),
]


@pytest.mark.parametrize(("changes", "public"), TITLES)
async def test_a_discreet_topic_leaves_only_the_kind_in_the_public_title(
    db: None, changes: dict[str, Any], public: str
) -> None:
    grounded = await check(msgspec.structs.replace(WORKSHOP, **changes))
    assert grounded.public_title == public
