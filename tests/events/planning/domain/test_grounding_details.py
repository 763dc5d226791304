"""What is said of a draft's details, materials, cost, travel note and programme."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from events.planning.domain import agenda, planning
from events.planning.domain.draft import as_draft
from events.planning.domain.event import Material
from events.planning.domain.grounding import check
from notifications.domain import upstairs
from server.foundation.database import execute
from server.foundation.errors import Invalid
from server.foundation.identity import SYSTEM, new_id
from tests.support.events import TODAY, WORKSHOP, planned
from tests.support.programmes import programme, project

LINK = "Material 1: El enlace debe empezar con https:// o http://"


async def wrong(**changes: Any) -> dict[str, str]:
    """What is wrong with the usual workshop after these changes."""
    try:
        await check(msgspec.structs.replace(WORKSHOP, **changes))
    except Invalid as refusal:
        return refusal.fields
    return {}


FILM: dict[str, Any] = {"kind": "film-forum"}
FIELDS: list[tuple[dict[str, Any], dict[str, str]]] = [
    (
        {**FILM, "details": {"rating": "Para nadie"}},
        {"details": "Clasificación: elegir una de las opciones."},
    ),
    (
        {**FILM, "details": {"film": "x" * 201}},
        {"details": "Película: tiene más de 200 caracteres."},
    ),
    (
        {"materials": (Material(label=" "),)},
        {"materials": "Material 1: Falta el nombre del material."},
    ),
    (
        {"materials": (Material(label="a"), Material(label="x" * 121))},
        {"materials": "Material 2: Tiene más de 120 caracteres."},
    ),
    (
        {"materials": (Material(label="a", version="x" * 41),)},
        {"materials": "Material 1: Tiene más de 40 caracteres."},
    ),
    ({"materials": (Material(label="a", link="javascript:alert(1)"),)}, {"materials": LINK}),
    ({"materials": (Material(label="a", link="https://"),)}, {"materials": LINK}),
    ({"materials": (Material(label="a", link="https://[x"),)}, {"materials": LINK}),
    ({"materials": (Material(label="a", link="https://a.b/" + "x" * 500),)}, {"materials": LINK}),
    ({"materials": (Material(label="a"),) * 21}, {"materials": "Son 20 materiales como mucho."}),
    (
        {"cost": Decimal(-1)},
        {"cost": "El costo es un monto en quetzales con dos decimales como mucho, como 1,250.50."},
    ),
    ({"travel_note": "x" * 301}, {"travel_note": "Tiene más de 300 caracteres."}),
    ({"programme": new_id()}, {"programme": "Ese programa no existe."}),
    ({"programme_position": 1}, {"programme": "Falta elegir el programa de esa sesión."}),
]


@pytest.mark.parametrize(("changes", "said"), FIELDS)
async def test_what_cannot_stand_is_named_with_its_field(
    db: None, changes: dict[str, Any], said: dict[str, str]
) -> None:
    assert await wrong(**changes) == said


FINE: list[dict[str, Any]] = [
    {**FILM, "details": {"film": "Ixcanul", "rating": "A partir de 15 años"}},
    {**FILM, "details": {"film": "", "rating": ""}},
    {"materials": (Material(label="a", link="http://a.b", version="2"),) * 20},
    {"cost": Decimal("1250.50")},
    {"cost": Decimal(0)},
    {"travel_note": "x" * 300},
]


@pytest.mark.parametrize("changes", FINE)
async def test_what_can_stand_is_let_through(db: None, changes: dict[str, Any]) -> None:
    assert await wrong(**changes) == {}


async def test_work_on_a_case_is_refused_in_every_text(db: None) -> None:
    case = "Seguimiento del caso 12"
    told = await wrong(title=case, notes=case, travel_note=case, materials=(Material(label=case),))
    assert sorted(told) == ["materials", "notes", "title", "travel_note"]


@pytest.mark.parametrize(
    ("position", "said"),
    [
        (None, "Falta qué número de sesión es."),
        (0, "Las sesiones se numeran de 1 a 200."),
        (201, "Las sesiones se numeran de 1 a 200."),
    ],
)
async def test_a_session_has_a_number(db: None, position: int | None, said: str) -> None:
    school = await programme()
    assert await wrong(programme=school, programme_position=position) == {
        "programme_position": said
    }
    assert await wrong(programme=school, programme_position=200) == {}


async def test_a_programme_is_of_the_events_project(db: None) -> None:
    await project("paz")
    school = await programme(project="paz")
    session = {"programme": school, "programme_position": 1}
    assert await wrong(**session) == {"programme": "Ese programa es de otro proyecto."}
    assert await wrong(**session, project="paz") == {}
    assert await wrong(**session, project="moon") == {"project": "Ese proyecto no existe."}


async def test_answers_are_neat_and_only_those_asked_for_are_kept(db: None) -> None:
    given = {"film": " Ixcanul\n ", "rating": "", "cast": "nadie"}
    event = await agenda.event(await planned(**FILM, details=given))
    assert event.details == {"film": "Ixcanul"}
    other = msgspec.structs.replace(as_draft(event), kind="theatre")
    await planning.change(event.id, other, by=SYSTEM, at=TODAY, above=upstairs)
    assert (await agenda.event(event.id)).details == {}


async def test_an_answer_that_is_no_longer_offered_stays_until_it_is_changed(db: None) -> None:
    rated = {"film": "Ixcanul", "rating": "Para todo público"}
    event = await agenda.event(await planned(**FILM, details=rated))
    await execute('UPDATE event SET details = details || \'{"rating": "C"}\'')
    old = {**rated, "rating": "C"}
    draft = msgspec.structs.replace(as_draft(event), title="Otro", details=old)
    await planning.change(event.id, draft, by=SYSTEM, at=TODAY, above=upstairs)
    assert (await agenda.event(event.id)).details == old
    assert await wrong(**FILM, details=old) != {}


async def test_materials_are_kept_neat_and_in_order(db: None) -> None:
    given = (
        Material(label=" Guía\n", link=" https://a.b ", version="v3\0"),
        Material(label="Afiche"),
    )
    event = await agenda.event(await planned(materials=given))
    assert event.materials == [
        Material(label="Guía", link="https://a.b", version="v3"),
        Material(label="Afiche"),
    ]
