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


class Field(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question that a kind asks of its events; with `choices` it has no other answers.

    Only answers to `public` ones may be read by everybody: a cast can be children.
    """

    label_es: str
    name: str = ""
    label_en: str = ""
    choices: tuple[str, ...] = ()
    public: bool = False


class Kind(Code, frozen=True, kw_only=True):
    """A kind of activity; `icon` and `colour` are of the design language.

    An internal one never reaches a public surface; a retired one is no longer chosen.
    """

    icon: str
    colour: str
    internal: bool
    retired: bool
    fields: list[Field]


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
    retired: bool = False


async def kinds(*, retired: bool = False) -> list[Kind]:
    """Kinds of activity to choose from; with `retired` also those that events may still have."""
    rows = await fetch(
        f"SELECT slug, {NAME}, icon, colour, internal, retired, fields FROM kind"
        " WHERE $2 OR NOT retired ORDER BY position, slug",
        current_language(),
        retired,
    )
    decoded = [{**row, "fields": msgspec.json.decode(row["fields"])} for row in rows]
    return msgspec.convert(decoded, list[Kind])


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


async def projects(*, retired: bool = False) -> list[Funded]:
    """Projects to choose from, the general one first; with `retired` also those, last."""
    rows = await fetch(
        "SELECT id, slug, name, donor, retired_at IS NOT NULL AS retired FROM project"
        " WHERE $1 OR retired_at IS NULL ORDER BY retired, slug <> 'general', name",
        retired,
    )
    return msgspec.convert([dict(row) for row in rows], list[Funded])
