"""Writing projects down, changing them, and no longer offering them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from events.planning.domain import projects
from events.planning.domain.project_writing import ProjectDraft, slug_of, tidy
from events.planning.domain.projects import GENERAL, Project
from events.planning.tables import Project as Row
from events.planning.tables import ProjectPlace
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

NAMESAKE: Final = "SELECT FROM project WHERE lower(name) = lower($1) AND id IS DISTINCT FROM $2"
PLACES: Final = "SELECT count(*) FROM municipality WHERE ine = ANY($1)"
RETIRE: Final = """
    UPDATE project SET retired_at = CASE WHEN $2 THEN coalesce(retired_at, $3) END
    WHERE slug = $1 RETURNING id
"""


def as_draft(project: Project) -> ProjectDraft:
    """The draft that a project could have been written down from."""
    return ProjectDraft(**{name: getattr(project, name) for name in ProjectDraft.__struct_fields__})


async def add(draft: ProjectDraft, *, by: Actor, at: datetime) -> UUID:
    """Write a project down; its short name comes of its name and stays.

    Raises Invalid, and Conflict for a name that is taken.
    """
    need(by)
    neat = await _checked(draft)
    project = new_id()
    async with transaction():
        slug = await _claim(neat.name)
        await Row.insert(Row(id=project, slug=slug, **_columns(neat)))
        await _settle(project, neat.places)
        await audit.record(by, "project.added", f"project:{slug}", at=at, name=neat.name)
    return project


async def change(slug: str, draft: ProjectDraft, *, by: Actor, at: datetime) -> None:
    """Write a project down anew; raises as `add` does, and NotFound."""
    need(by)
    neat = await _checked(draft)
    async with transaction():
        await only_one_at_a_time("names of projects")
        before = await projects.project(slug)
        if await fetch(NAMESAKE, neat.name, before.id):
            raise _twice()
        await Row.update(**_columns(neat)).where(Row.id == before.id)
        await _settle(before.id, neat.places)
        changed = [it for it in _said(neat) if _said(neat)[it] != _said(as_draft(before))[it]]
        await audit.record(by, "project.changed", f"project:{slug}", at=at, changed=changed)


async def amend(before: Project, changes: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Change only what `changes` names: fields of a draft, and whether it is `retired`."""
    words = {name: value for name, value in changes.items() if name != "retired"}
    retired = changes.get("retired", before.retired)
    async with transaction():
        if words:
            draft = msgspec.structs.replace(as_draft(before), **words)
            await change(before.slug, draft, by=by, at=at)
        if retired != before.retired:
            await (retire if retired else restore)(before.slug, by=by, at=at)


async def retire(slug: str, *, by: Actor, at: datetime) -> None:
    """Offer a project for new events no longer; what belongs to it stays."""
    if slug == GENERAL:
        raise Conflict(_("El proyecto general siempre se ofrece."))
    await _offer(slug, by=by, at=at, retired=True)


async def restore(slug: str, *, by: Actor, at: datetime) -> None:
    """Offer a project again."""
    await _offer(slug, by=by, at=at, retired=False)


def need(by: Actor) -> None:
    """Raise NotAllowed unless the actor may write projects down."""
    # A token to plan was given out by an administrator, and nobody else carries one.
    if by.role != "token:plan":
        by.need("administer")


async def _offer(slug: str, *, by: Actor, at: datetime, retired: bool) -> None:
    need(by)
    async with transaction():
        if not await fetch(RETIRE, slug, retired, at):
            raise NotFound(_("Ese proyecto no existe."))
        act = "project.retired" if retired else "project.restored"
        await audit.record(by, act, f"project:{slug}", at=at)


async def _checked(draft: ProjectDraft) -> ProjectDraft:
    neat = tidy(draft)
    places = tuple(dict.fromkeys(neat.places))
    if (await fetch(PLACES, list(places)))[0]["count"] < len(places):
        raise Invalid({"places": _("Ese municipio no existe.")})
    return msgspec.structs.replace(neat, places=places)


async def _claim(name: str) -> str:
    """The short name of a new project; nobody else takes it until the transaction ends."""
    await only_one_at_a_time("names of projects")
    taken = {row["slug"] for row in await fetch("SELECT slug FROM project")}
    slug = slug_of(name, taken)
    if not slug or await fetch(NAMESAKE, name, None):
        raise _twice()
    return slug


async def _settle(project: UUID, places: tuple[str, ...]) -> None:
    await execute("DELETE FROM project_place WHERE project = $1", project)
    for place in places:
        await ProjectPlace.insert(ProjectPlace(id=new_id(), project=project, municipality=place))


def _columns(draft: ProjectDraft) -> dict[str, Any]:
    return {name: said for name, said in _said(draft).items() if name != "places"}


def _said(draft: ProjectDraft) -> dict[str, Any]:
    return {**msgspec.structs.asdict(draft), "places": tuple(sorted(draft.places))}


def _twice() -> Conflict:
    return Conflict(_("Ya hay un proyecto con ese nombre."))
