"""Writing programmes down."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from events.planning.domain import programme_book, programmes
from events.planning.domain.programme_book import ProgrammeDraft
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast
from tests.support.events import TODAY, planned
from tests.support.programmes import programme, project

SCHOOL = ProgrammeDraft(name="Escuela de liderazgo", municipality="0103")
LATER = TODAY + timedelta(hours=1)


async def wrong(**changes: Any) -> dict[str, str]:
    """What is wrong with the usual programme after these changes."""
    with pytest.raises(Invalid) as refusal:
        await programme_book.add(msgspec.structs.replace(SCHOOL, **changes), by=SYSTEM, at=TODAY)
    return refusal.value.fields


async def test_a_programme_is_written_down_neatly_and_on_record(db: None) -> None:
    school = await programme(
        name=" Escuela\nde liderazgo", cohort="Jóvenes 2027 ", needed=4, assessment="Proyecto",
        pass_mark=70, notes=" Con refacción ",
    )  # fmt: skip
    found = await programmes.programme(school)
    assert (found.name, found.cohort, found.notes) == (
        "Escuela de liderazgo",
        "Jóvenes 2027",
        "Con refacción",
    )
    assert (found.needed, found.assessment, found.pass_mark) == (4, "Proyecto", 70)
    assert (found.planned, found.last_position, found.starts_at) == (0, 0, None)
    assert found.title == "Escuela de liderazgo · Jóvenes 2027"
    acts = await fetch("SELECT act FROM audit_entry WHERE subject = $1", f"programme:{school}")
    assert [row["act"] for row in acts] == ["programme.added"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, {"name": "Falta el nombre."}),
        ({"name": "x" * 121}, {"name": "Tiene más de 120 caracteres."}),
        ({"cohort": "x" * 121}, {"cohort": "Tiene más de 120 caracteres."}),
        (
            {"assessment": "x" * 201},
            {"assessment": "Tiene más de 200 caracteres."},
        ),
        ({"municipality": "9999"}, {"municipality": "Ese municipio no existe."}),
        ({"project": "moon"}, {"project": "Ese proyecto no existe."}),
        ({"needed": 0}, {"needed": "Se piden de 1 a 200 sesiones."}),
        ({"needed": 201}, {"needed": "Se piden de 1 a 200 sesiones."}),
        ({"pass_mark": 70}, {"pass_mark": "Falta decir con qué se evalúa."}),
        ({"assessment": "a", "pass_mark": 101}, {"pass_mark": "La nota va de 0 a 100."}),
    ],
)
async def test_what_cannot_stand_is_named_with_its_field(
    db: None, changes: dict[str, Any], said: dict[str, str]
) -> None:
    assert await wrong(**changes) == said


async def test_a_programme_is_about_nobodys_case(db: None) -> None:
    assert list(await wrong(cohort="Seguimiento del caso 12")) == ["cohort"]


async def test_a_cohort_is_named_once(db: None) -> None:
    await programme(cohort="Jóvenes 2027")
    other = await programme(cohort="Jóvenes 2028")
    with pytest.raises(Conflict, match=r"Ya existe ese programa para ese grupo."):
        await programme(cohort="Jóvenes 2027")
    again = msgspec.structs.replace(SCHOOL, cohort="Jóvenes 2027")
    with pytest.raises(Conflict, match=r"Ya existe ese programa para ese grupo."):
        await programme_book.change(other, again, by=SYSTEM, at=LATER)


async def test_coordinators_write_programmes_of_their_own_places(cast: Cast) -> None:
    school = await programme()
    with pytest.raises(NotAllowed):
        await programme_book.add(SCHOOL, by=cast.mixco, at=TODAY)
    with pytest.raises(NotAllowed):
        await programme_book.change(school, SCHOOL, by=cast.mixco, at=TODAY)
    mine = msgspec.structs.replace(SCHOOL, municipality="0108")
    with pytest.raises(NotAllowed):
        await programme_book.change(school, mine, by=cast.mixco, at=TODAY)
    await programme_book.change(school, SCHOOL, by=cast.pinula, at=TODAY)


async def test_a_stale_edit_is_refused(db: None) -> None:
    school = await programme()
    renamed = msgspec.structs.replace(SCHOOL, name="Otra")
    await programme_book.change(school, renamed, by=SYSTEM, at=LATER, seen=TODAY)
    with pytest.raises(Conflict, match=r"Otra persona cambió este programa"):
        await programme_book.change(school, SCHOOL, by=SYSTEM, at=LATER, seen=TODAY)
    found = await programmes.programme(school)
    assert (found.name, found.changed_at) == ("Otra", LATER)


async def test_what_has_sessions_stays_in_its_project(db: None) -> None:
    await project("paz")
    school = await programme()
    moved = msgspec.structs.replace(SCHOOL, project="paz")
    await programme_book.change(school, moved, by=SYSTEM, at=LATER)
    await planned(programme=school, programme_position=1, project="paz")
    with pytest.raises(Invalid) as refusal:
        await programme_book.change(school, SCHOOL, by=SYSTEM, at=LATER)
    assert list(refusal.value.fields) == ["project"]


async def test_a_draft_read_from_a_programme_writes_the_same_one(db: None) -> None:
    school = await programme(needed=3, assessment="Proyecto", notes="Nota")
    found = await programmes.programme(school)
    await programme_book.change(school, programme_book.as_draft(found), by=SYSTEM, at=TODAY)
    assert await programmes.programme(school) == found


async def test_an_unknown_programme_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        await programmes.programme(new_id())
    with pytest.raises(NotFound):
        await programme_book.change(new_id(), SCHOOL, by=SYSTEM, at=TODAY)
