"""Keeping the services that people can turn to: who is named, and in which order."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from asyncpg import Record
from msgspec import Struct

from events.attendance.domain.directory import support_writing
from events.attendance.domain.directory.support_writing import ServiceWritten
from events.attendance.tables import SupportService
from events.planning.domain import codelists
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

ALL: Final = """
    SELECT s.*, m.name AS municipality_name, s.retired_at IS NOT NULL AS retired
    FROM support_service s LEFT JOIN municipality m ON m.ine = s.municipality
    WHERE $1::uuid IS NULL OR s.id = $1
    ORDER BY s.retired_at IS NOT NULL, m.name NULLS FIRST, s.position, s.id
"""
BESIDE: Final = """
    SELECT id FROM support_service
    WHERE municipality IS NOT DISTINCT FROM $1 AND retired_at IS NULL ORDER BY position, id
"""
LAST: Final = """
    SELECT coalesce(max(position), 0) AS last FROM support_service
    WHERE municipality IS NOT DISTINCT FROM $1
"""
RETIRE: Final = "UPDATE support_service SET retired_at = $2 WHERE id = $1"


class Kept(Struct, frozen=True, kw_only=True):
    """A service as administrators see it."""

    id: UUID
    kind: str
    name_es: str
    name_en: str
    telephone: str
    hours_es: str
    hours_en: str
    always_open: bool
    languages: tuple[str, ...]
    municipality: str | None
    municipality_name: str | None
    address: str
    retired: bool


async def kept(*, by: Actor) -> list[Kept]:
    """Every service, in the order in which they are named; those no longer named come last."""
    by.need("administer")
    return [msgspec.convert(dict(row), Kept) for row in await fetch(ALL, None)]


async def one(service_id: UUID, *, by: Actor) -> Kept:
    """One service; raises NotFound."""
    by.need("administer")
    rows = await fetch(ALL, service_id)
    if not rows:
        raise NotFound(_("Ese servicio no existe."))
    return msgspec.convert(dict(rows[0]), Kept)


async def add(service: ServiceWritten, *, by: Actor, at: datetime) -> UUID:
    """Name one more service, after the others of its place; raises Invalid."""
    by.need("administer")
    service, service_id = await _checked(service), new_id()
    async with _ordering():
        last = (await fetch(LAST, service.municipality))[0]["last"]
        row = SupportService(id=service_id, position=last + 1, **_columns(service))
        await SupportService.insert(row)
        await _note("support.added", service_id, service.name_es, by=by, at=at)
    return service_id


async def change(service_id: UUID, service: ServiceWritten, *, by: Actor, at: datetime) -> None:
    """Describe a service anew; one that moves to another place becomes its last. Raises Invalid."""
    by.need("administer")
    service = await _checked(service)
    async with _ordering():
        before = await _held(service_id)
        columns = _columns(service)
        if before["municipality"] != service.municipality:
            columns["position"] = (await fetch(LAST, service.municipality))[0]["last"] + 1
        await SupportService.update(**columns).where(SupportService.id == service_id)
        await _note("support.changed", service_id, service.name_es, by=by, at=at)


async def retire(service_id: UUID, *, by: Actor, at: datetime) -> None:
    """Name a service no longer."""
    await _name(service_id, "support.retired", retired_at=at, by=by, at=at)


async def restore(service_id: UUID, *, by: Actor, at: datetime) -> None:
    """Name a service again."""
    await _name(service_id, "support.restored", retired_at=None, by=by, at=at)


async def move(service_id: UUID, *, down: bool, by: Actor, at: datetime) -> None:
    """Name a service one place earlier or later among those of its municipality."""
    by.need("administer")
    async with _ordering():
        held = await _held(service_id)
        order = [row["id"] for row in await fetch(BESIDE, held["municipality"])]
        if held["id"] not in order:
            return
        here = order.index(held["id"])
        there = min(max(here + (1 if down else -1), 0), len(order) - 1)
        order.insert(there, order.pop(here))
        for position, each in enumerate(order, 1):
            await execute("UPDATE support_service SET position = $2 WHERE id = $1", each, position)
        await _note("support.moved", service_id, held["name_es"], by=by, at=at)


async def _name(
    service_id: UUID, act: str, *, retired_at: datetime | None, by: Actor, at: datetime
) -> None:
    by.need("administer")
    async with _ordering():
        held = await _held(service_id)
        await execute(RETIRE, service_id, retired_at)
        await _note(act, service_id, held["name_es"], by=by, at=at)


@asynccontextmanager
async def _ordering() -> AsyncIterator[None]:
    """A transaction in which nobody else changes the order."""
    async with transaction():
        await only_one_at_a_time("order of services")
        yield


async def _checked(service: ServiceWritten) -> ServiceWritten:
    tidied = support_writing.tidy(service)
    known = {place.ine for place in await codelists.municipalities()}
    if tidied.municipality is not None and tidied.municipality not in known:
        raise Invalid({"municipality": _("Elegir una de las opciones.")})
    return tidied


async def _held(service_id: UUID) -> Record:
    rows = await fetch("SELECT * FROM support_service WHERE id = $1 FOR UPDATE", service_id)
    if not rows:
        raise NotFound(_("Ese servicio no existe."))
    return rows[0]


def _columns(service: ServiceWritten) -> dict[str, Any]:
    return {**msgspec.structs.asdict(service), "languages": list(service.languages)}


async def _note(act: str, service_id: UUID, name: str, *, by: Actor, at: datetime) -> None:
    await audit.record(by, act, f"support:{service_id}", at=at, name=name)
