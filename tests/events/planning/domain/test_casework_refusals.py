"""Which field of a draft is refused as somebody's case, and in which words."""

from typing import Any

import msgspec
import pytest

from events.planning.domain import venues
from events.planning.domain.casework import refusals
from events.planning.domain.event import Material
from server.foundation.errors import Invalid
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY, WORKSHOP

FIELDS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"title": "Seguimiento de caso"}, ["title"]),
    ({"public_title": "Seguimiento de caso"}, ["public_title"]),
    ({"notes": "Llegar a las 8.\nDespués, entrevista a la víctima."}, ["notes"]),
    ({"travel_note": "Traslado de la menor al albergue"}, ["travel_note"]),
    ({"venue_overlap_reason": "Es una audiencia judicial"}, ["venue_overlap_reason"]),
    ({"details": {"film": "El caso de María"}}, []),
    ({"details": {"guest": "Expediente 123"}}, ["details"]),
    ({"materials": (Material(label="Caso no. 12"),)}, ["materials"]),
    ({"materials": (Material(label="Guía de entrevista a la víctima"),)}, []),
    ({"title": "Allanamiento", "notes": "Caso 45"}, ["title", "notes"]),
]


@pytest.mark.parametrize(("changes", "fields"), FIELDS)
def test_the_refusal_names_the_field(changes: dict[str, Any], fields: list[str]) -> None:
    assert list(refusals(msgspec.structs.replace(WORKSHOP, **changes))) == fields


def test_the_refusal_says_why() -> None:
    draft = msgspec.structs.replace(WORKSHOP, title="Mañana: Entrevista a la víctima")
    assert refusals(draft) == {
        "title": "Convoca no guarda casos: «Entrevista a la víctima» parece trabajo sobre el caso"
        " de una persona, y no debe quedar escrito aquí. Esta agenda es solo para actividades"
        " abiertas. Si es una formación, decirlo en general, por ejemplo «Taller sobre…»."
    }


@pytest.mark.parametrize("field", ["name", "address"])
async def test_a_venue_tells_of_no_case(db: None, field: str) -> None:
    told: dict[str, Any] = {
        "name": "Salón",
        "municipality": "0103",
        field: "Audiencia del caso 123-2026",
    }
    with pytest.raises(Invalid) as refusal:
        await venues.add(venues.NewVenue(**told), by=SYSTEM, at=TODAY)
    assert list(refusal.value.fields) == [field]
