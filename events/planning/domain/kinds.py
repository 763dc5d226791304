"""Keeping the kinds of activity: adding them, changing them, and no longer offering them."""

import re
from datetime import datetime
from typing import Any, Final

import msgspec
from asyncpg import Record
from msgspec import Struct

from events.planning.domain import kind_writing
from events.planning.domain.codelists import Field
from events.planning.domain.kind_writing import KindWritten
from events.planning.domain.plain_words import plain
from events.planning.tables import Kind
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")
# Events that people may have seen: one that was never published stays unseen.
SEEN: Final = "SELECT count(*) FROM event WHERE kind = $1 AND published_at IS NOT NULL"
NAMESAKES: Final = """
    SELECT FROM kind WHERE slug = $3 AND $4
        OR slug <> $3 AND (lower(name_es) = lower($1) OR lower(name_en) = lower($2))
"""
ALL: Final = """
    SELECT k.*, (SELECT count(*) FROM event e WHERE e.kind = k.slug) AS events
    FROM kind k WHERE $1::text IS NULL OR k.slug = $1 ORDER BY k.retired, k.position, k.slug
"""


class Kept(Struct, frozen=True, kw_only=True):
    """A kind as administrators see it, and how many events are of it."""

    slug: str
    name_es: str
    name_en: str
    icon: str
    colour: str
    internal: bool
    retired: bool
    fields: list[Field]
    events: int


async def kept(*, by: Actor) -> list[Kept]:
    """Every kind; those that are no longer offered come last."""
    by.need("administer")
    return [_kept(row) for row in await fetch(ALL, None)]


async def one(slug: str, *, by: Actor) -> Kept:
    """One kind; raises NotFound."""
    by.need("administer")
    rows = await fetch(ALL, slug) if "\0" not in slug else []
    if not rows:
        raise NotFound(_("Ese tipo de actividad no existe."))
    return _kept(rows[0])


async def add(kind: KindWritten, *, by: Actor, at: datetime) -> str:
    """Add a kind; its slug comes of its Spanish name. Raises Invalid, Conflict for a name taken."""
    _need(by)
    kind = kind_writing.tidy(kind)
    slug = NOT_LETTERS.sub("-", plain(kind.name_es)).strip("-")[:40].strip("-")
    async with transaction():
        await _claim(kind, slug, new=True)
        last = (await fetch("SELECT coalesce(max(position), 0) AS last FROM kind"))[0]["last"]
        await Kind.insert(Kind(slug=slug, position=last + 1, **_columns(kind)))
        await audit.record(by, "kind.added", f"kind:{slug}", at=at, name=kind.name_es)
    return slug


async def change(slug: str, kind: KindWritten, *, by: Actor, at: datetime) -> None:
    """Describe a kind anew.

    Raises Invalid when it would show to everybody what was published as internal.
    """
    _need(by)
    kind = kind_writing.tidy(kind)
    async with transaction():
        before = await _held(slug)
        await _claim(kind, slug)
        if before["internal"] and not kind.internal and (await fetch(SEEN, slug))[0]["count"]:
            said = _("Ya hay actividades internas de este tipo: al abrirlo, quedarían a la vista.")
            raise Invalid({"internal": said})
        await Kind.update(**_columns(kind)).where(Kind.slug == slug)
        await audit.record(by, "kind.changed", f"kind:{slug}", at=at, name=kind.name_es)


async def retire(slug: str, *, by: Actor, at: datetime) -> None:
    """Offer a kind no longer; the events that are of it stay what they are."""
    await _offer(slug, by=by, at=at, retired=True)


async def restore(slug: str, *, by: Actor, at: datetime) -> None:
    """Offer a kind again."""
    await _offer(slug, by=by, at=at, retired=False)


async def _offer(slug: str, *, by: Actor, at: datetime, retired: bool) -> None:
    _need(by)
    async with transaction():
        await _held(slug)
        await execute("UPDATE kind SET retired = $2 WHERE slug = $1", slug, retired)
        act = "kind.retired" if retired else "kind.restored"
        await audit.record(by, act, f"kind:{slug}", at=at)


async def _claim(kind: KindWritten, slug: str, *, new: bool = False) -> None:
    """Raise Conflict when another kind is called so; hold the names until the transaction ends."""
    await only_one_at_a_time("names of kinds")
    if await fetch(NAMESAKES, kind.name_es, kind.name_en, slug, new):
        raise Conflict(_("Ya hay un tipo de actividad con ese nombre."))


def _need(by: Actor) -> None:
    # A token to plan was given out by an administrator, and nobody else carries one.
    if by.role != "token:plan":
        by.need("administer")


async def _held(slug: str) -> Record:
    rows = await fetch("SELECT * FROM kind WHERE slug = $1 FOR UPDATE", slug)
    if not rows:
        raise NotFound(_("Ese tipo de actividad no existe."))
    return rows[0]


def _columns(kind: KindWritten) -> dict[str, Any]:
    fields = msgspec.json.encode(kind.fields).decode()
    return {**msgspec.structs.asdict(kind), "fields": fields}


def _kept(row: Record) -> Kept:
    return msgspec.convert({**row, "fields": msgspec.json.decode(row["fields"])}, Kept)
