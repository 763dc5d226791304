"""Writing projects down, changing and retiring them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from events.planning.domain import codelists, project_book, projects
from events.planning.domain.project_writing import ProjectDraft
from events.planning.domain.projects import Project
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import TODAY, planned

DRAFT = ProjectDraft(
    name="Creciendo  en Paz", donor="INL", implementer="La Alianza", partners="Municipalidades",
    starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31), budget=Decimal("125000.50"),
    currency="USD", goal="Que nadie\ncalle.", places=("0108", "0103", "0108"),
)  # fmt: skip


async def added(**changes: Any) -> Project:
    known = {name: getattr(DRAFT, name) for name in DRAFT.__struct_fields__}
    made = await project_book.add(ProjectDraft(**{**known, **changes}), by=SYSTEM, at=TODAY)
    return await projects.by_id(made)


async def test_a_project_is_kept_as_it_was_written(db: None) -> None:
    project = await added()
    assert (project.slug, project.name, project.places, project.budget, project.goal) == (
        "creciendo-en-paz",
        "Creciendo en Paz",
        ("0108", "0103"),
        Decimal("125000.50"),
        "Que nadie\ncalle.",
    )
    assert await projects.project("creciendo-en-paz") == project


async def test_a_name_that_must_stay_unsaid_is_in_no_address(db: None) -> None:
    named = ["Alto a la trata", "Sin violencia", "Nuevo"]
    slugs = [(await added(name=name)).slug for name in named]
    assert slugs == ["proyecto-1", "proyecto-2", "proyecto-3"]


async def test_the_short_name_stays_when_the_name_changes(db: None) -> None:
    project = await added()
    draft = ProjectDraft(name="Otra cosa", places=("0110",))
    await project_book.change(project.slug, draft, by=SYSTEM, at=TODAY)
    after = await projects.project("creciendo-en-paz")
    assert (after.name, after.places, after.budget) == ("Otra cosa", ("0110",), None)
    last = await fetch("SELECT detail FROM audit_entry WHERE act = 'project.changed'")
    assert [("budget" in row["detail"], "slug" in row["detail"]) for row in last] == [(True, False)]


@pytest.mark.parametrize("name", ["creciendo en paz", "Creciendo, en paz", "¡¡!!"])
async def test_two_projects_are_never_called_the_same(db: None, name: str) -> None:
    await added()
    with pytest.raises(Conflict):
        await added(name=name)


async def test_a_project_does_not_take_the_name_of_another(db: None) -> None:
    await added()
    other = await added(name="Otro")
    with pytest.raises(Conflict):
        await project_book.change(other.slug, DRAFT, by=SYSTEM, at=TODAY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"goal": "Seguimiento del caso de María"}, "goal"),
        ({"starts_on": date(1999, 1, 1)}, "starts_on"),
        ({"ends_on": date(2025, 12, 31)}, "ends_on"),
        ({"budget": Decimal("0.001")}, "budget"),
        ({"currency": "QQQ"}, "currency"),
        ({"places": ("9999",)}, "places"),
    ],
)
async def test_what_cannot_stand_is_refused_by_its_field(
    db: None, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await added(**changes)
    assert list(refusal.value.fields) == [field]


async def test_a_retired_project_is_no_longer_chosen_but_still_found(db: None) -> None:
    project = await added()
    await planned(project=project.slug)
    await project_book.retire(project.slug, by=SYSTEM, at=TODAY)
    assert [it.slug for it in await codelists.projects()] == ["general"]
    assert [it.slug for it in await codelists.projects(retired=True)][1:] == [project.slug]
    kept = (await projects.projects(retired=True))[-1]
    assert (kept.retired, kept.events) == (True, 1)
    await project_book.restore(project.slug, by=SYSTEM, at=TODAY)
    assert not (await projects.project(project.slug)).retired


async def test_the_general_project_is_always_offered(db: None) -> None:
    with pytest.raises(Conflict):
        await project_book.retire("general", by=SYSTEM, at=TODAY)


@pytest.mark.parametrize("slug", ["nadie", "a\0b"])
async def test_what_is_not_there_is_not_found(db: None, slug: str) -> None:
    with pytest.raises(NotFound):
        await projects.project(slug)


async def test_retiring_nothing_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        await project_book.retire("nadie", by=SYSTEM, at=TODAY)


async def test_only_administrators_write_projects_down(cast: Cast) -> None:
    for who in (cast.pinula, cast.evaluator):
        with pytest.raises(NotAllowed):
            await project_book.add(DRAFT, by=who, at=TODAY)
