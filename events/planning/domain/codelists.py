"""The words events are described with, in the reader's language."""

from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch
from server.foundation.identity import Actor
from server.foundation.translation import current_language

NAME = "CASE WHEN $1 = 'en' THEN name_en ELSE name_es END AS name"


class Code(Struct, frozen=True):
    """An entry of a codelist."""

    slug: str
    name: str


class Topic(Struct, frozen=True):
    """A topic, how discreetly it must be spoken of, and its list: rac, professional or other."""

    slug: str
    name: str
    sensitivity: str
    parent: str | None
    list: str


class Audience(Struct, frozen=True):
    """An audience, whether it is of minors, and its sector."""

    slug: str
    name: str
    minors: bool
    sector: str


class Place(Struct, frozen=True):
    """A municipality; `ine` is its code, `population` that of the census of 2018."""

    ine: str
    name: str
    department: str
    population: int | None


class Funded(Struct, frozen=True):
    """A project by its short name."""

    id: UUID
    slug: str
    name: str
    donor: str


async def kinds() -> list[Code]:
    """Kinds of activity."""
    rows = await fetch(f"SELECT slug, {NAME} FROM kind ORDER BY position, slug", current_language())
    return msgspec.convert([dict(row) for row in rows], list[Code])


async def topics() -> list[Topic]:
    """Topics, those of the RAC first."""
    rows = await fetch(
        f"SELECT slug, {NAME}, sensitivity, parent, list FROM topic ORDER BY position, slug",
        current_language(),
    )
    return msgspec.convert([dict(row) for row in rows], list[Topic])


async def audiences() -> list[Audience]:
    """Audiences."""
    rows = await fetch(
        f"SELECT slug, {NAME}, minors, sector FROM audience ORDER BY position, slug",
        current_language(),
    )
    return msgspec.convert([dict(row) for row in rows], list[Audience])


async def municipalities() -> list[Place]:
    """Municipalities by name."""
    rows = await fetch("SELECT ine, name, department, population FROM municipality ORDER BY name")
    return msgspec.convert([dict(row) for row in rows], list[Place])


async def coordinated_by(actor: Actor) -> list[Place]:
    """The municipalities in which somebody may plan."""
    return [place for place in await municipalities() if actor.reaches(place.ine)]


async def projects() -> list[Funded]:
    """Projects, the general one first."""
    rows = await fetch("SELECT id, slug, name, donor FROM project ORDER BY slug <> 'general', name")
    return msgspec.convert([dict(row) for row in rows], list[Funded])
