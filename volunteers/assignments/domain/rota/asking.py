"""Asking for a rota, and doing away with one that nobody wants."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from events.planning.domain import agenda, codelists, when
from events.planning.domain.event import Event
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.rota import gathering_events, reading
from volunteers.assignments.domain.rota.window import Window
from volunteers.assignments.tables import Rota

MOST_SECONDS: Final = 600
MOST_DAYS: Final = 400
MOST_SEED: Final = 2**31 - 1
# A repair is awaited by somebody, and touches little.
REPAIR_SECONDS: Final = 10
# Whoever is to step in at an event may have to be freed from one of these days.
AROUND: Final = timedelta(days=7)
KEPT: Final = timedelta(days=90)
# A second press of the button asks for nothing new.
SAME: Final = """
    SELECT id FROM rota WHERE state IN ('waiting', 'working') AND municipalities = $1
        AND (first_day, last_day, zone, seconds, seed) = ($2, $3, $4, $5, $6)
        AND asked_by IS NOT DISTINCT FROM $7 AND event IS NOT DISTINCT FROM $8
"""
# A repair that somebody has yet to approve, whoever asked.
OPEN: Final = """
    SELECT id FROM rota WHERE state = 'draft' AND event = $1 AND municipalities = $2
    ORDER BY asked_at DESC, id DESC LIMIT 1
"""
DISCARD: Final = """
    UPDATE rota SET state = 'discarded', leased_until = NULL, funnels = '[]'
    WHERE id = $1 AND state IN ('waiting', 'working', 'draft', 'failed')
"""


async def ask(window: Window, *, seconds: int, seed: int, by: Actor, at: datetime) -> UUID:
    """Ask for a rota; some process works it out soon. Without municipalities, all that `by` may.

    Asked for again before it is worked out, it is the same one. Raises Invalid for days without
    events or numbers that make no sense, and NotAllowed.
    """
    by.need("staff")
    planned = msgspec.structs.replace(window, municipalities=await _places(window, by))
    await _check(planned, seconds, seed, at)
    return await _asked(planned, seconds, seed, by, at)


async def ask_repair(event_id: UUID, *, by: Actor, at: datetime) -> UUID:
    """Ask who should fill what came free at an event, with as little stir as can be.

    Asked for again while nothing that it follows from changed, it is the same one. Raises
    NotFound, NotAllowed, or Conflict when it is too late for the event.
    """
    event = await agenda.event(event_id)
    by.need("staff", event.municipality)
    if event.status not in {"draft", "published"} or event.starts_at <= at:
        raise Conflict(_("Esta actividad ya no se puede planificar."))
    window = _around(event, await _places(_of(event, ()), by))
    for row in await fetch(OPEN, event_id, list(window.municipalities)):
        if not await reading.is_stale(row["id"], at=at):
            return UUID(str(row["id"]))
    return await _asked(window, REPAIR_SECONDS, 0, by, at)


async def discard(rota_id: UUID, *, by: Actor, at: datetime) -> None:
    """Do away with a rota, also while it is worked out; raises Conflict once it is published."""
    await reading.rota(rota_id, by=by)
    async with transaction():
        if await execute(DISCARD, rota_id) != "UPDATE 1":
            raise Conflict(_("Esta planificación ya se publicó o se descartó."))
        await execute("DELETE FROM rota_place WHERE rota = $1", rota_id)
        await audit.record(by, "rota.discarded", f"rota:{rota_id}", at=at)


async def _places(window: Window, by: Actor) -> tuple[str, ...]:
    reached = {place.ine for place in await codelists.coordinated_by(by)}
    if not window.municipalities:
        return tuple(sorted(reached))
    unknown = set(window.municipalities) - {place.ine for place in await codelists.municipalities()}
    if unknown:
        raise Invalid({"municipalities": _("Ese municipio no existe.")})
    for municipality in window.municipalities:
        by.need("staff", municipality)
    return tuple(sorted(set(window.municipalities)))


async def _check(window: Window, seconds: int, seed: int, at: datetime) -> None:
    wrong = {}
    if window.last_day < window.first_day:
        wrong["to"] = _("El último día no puede ser anterior al primero.")
    elif (window.last_day - window.first_day).days >= MOST_DAYS:
        wrong["to"] = _("Se planifican %(most)s días como máximo.", most=MOST_DAYS)
    elif not await gathering_events.count(window, at=at):
        wrong["from"] = _("No hay actividades por planificar en estos días.")
    if not 1 <= seconds <= MOST_SECONDS:
        wrong["seconds"] = _("De 1 a %(most)s segundos.", most=MOST_SECONDS)
    if not 0 <= seed <= MOST_SEED:
        wrong["seed"] = _("Un número entero desde 0.")
    if wrong:
        raise Invalid(wrong)


async def _asked(window: Window, seconds: int, seed: int, by: Actor, at: datetime) -> UUID:
    async with transaction():
        await only_one_at_a_time("rota asked")
        same = await fetch(
            SAME, list(window.municipalities), window.first_day, window.last_day, window.zone,
            seconds, seed, by.account, window.event,
        )  # fmt: skip
        if same:
            return UUID(str(same[0]["id"]))
        row = _row(window, seconds, seed, by, at)
        await Rota.insert(row)
        days = {"from": window.first_day.isoformat(), "to": window.last_day.isoformat()}
        await audit.record(by, "rota.asked", f"rota:{row.id}", at=at, event=window.event, **days)
    return UUID(str(row.id))


def _row(window: Window, seconds: int, seed: int, by: Actor, at: datetime) -> Rota:
    return Rota(
        id=new_id(), purpose="repair" if window.event else "plan", event=window.event,
        municipalities=list(window.municipalities), first_day=window.first_day,
        last_day=window.last_day, zone=window.zone, seconds=seconds, seed=seed,
        asked_by=by.account, asked_at=at,
    )  # fmt: skip


def _around(event: Event, places: Collection[str]) -> Window:
    window = _of(event, places)
    return msgspec.structs.replace(
        window, first_day=window.first_day - AROUND, last_day=window.last_day + AROUND
    )


def _of(event: Event, places: Collection[str]) -> Window:
    day = when.local_day(event.starts_at, event.zone)
    return Window(
        first_day=day, last_day=day, municipalities=tuple(places), zone=event.zone, event=event.id
    )
