"""Changing a draft by hand: taking somebody out, putting somebody in, swapping roles.

Nobody is told of any of it before the rota is published.
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.rota import checking, gathering, rule_words
from volunteers.assignments.domain.rota import draft as drafts
from volunteers.assignments.domain.rota.checking import Table
from volunteers.assignments.domain.rota.diff import LIVE
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.solver.instance import Role

PUT: Final = """
    INSERT INTO rota_place (id, rota, event, volunteer, role, was, by_hand)
    VALUES ($1, $2, $3, $4, $5, $6, true)
    ON CONFLICT (rota, event, volunteer) DO UPDATE SET role = excluded.role, by_hand = true
"""
TAKE_OUT: Final = "DELETE FROM rota_place WHERE rota = $1 AND event = $2 AND volunteer = $3"
TO_ROLE: Final = """
    UPDATE rota_place SET role = $4, by_hand = true
    WHERE rota = $1 AND event = $2 AND volunteer = $3
"""
CHANGED: Final = "UPDATE rota SET told = told || '{\"by_hand\": true}' WHERE id = $1"
OTHER: Final[dict[str, Role]] = {"lead": "assistant", "assistant": "lead"}


class Wish(Struct, frozen=True, kw_only=True):
    """Whom to give which place, perhaps that of another."""

    event: UUID
    volunteer: UUID
    role: Role
    instead_of: UUID | None = None


async def take_out(rota_id: UUID, event: UUID, volunteer: UUID, *, by: Actor, at: datetime) -> None:
    """Leave somebody's place empty; raises Conflict for one that was accepted, NotFound."""
    async with transaction():
        await drafts.held(rota_id, by=by)
        await _movable(rota_id, event, volunteer)
        await execute(TAKE_OUT, rota_id, event, volunteer)
        told = {"event": event, "volunteer": volunteer}
        await _changed(rota_id, "rota.taken_out", told, by=by, at=at)


async def put_in(rota_id: UUID, wish: Wish, *, by: Actor, at: datetime) -> None:
    """Give somebody a place, perhaps that of another; raises Conflict with what speaks against it.

    What a coordinator may overlook does not stop it, nor what it breaks for others: the draft is
    looked through as a whole.
    """
    async with transaction():
        rota = await drafts.held(rota_id, by=by)
        if wish.instead_of:
            await _movable(rota_id, wish.event, wish.instead_of)
        table = await laid_out(rota, at=at)
        _choose(table, wish)
        if wish.instead_of:
            await execute(TAKE_OUT, rota_id, wish.event, wish.instead_of)
        was = await _status(wish.event, wish.volunteer)
        await execute(PUT, new_id(), rota_id, wish.event, wish.volunteer, wish.role, was)
        told = msgspec.structs.asdict(wish)
        await _changed(rota_id, "rota.put_in", told, by=by, at=at)


async def change_role(
    rota_id: UUID,
    event: UUID,
    volunteer: UUID,
    *,
    with_: UUID | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Give somebody the other role at an event, and theirs to another one of the team if said."""
    async with transaction():
        rota = await drafts.held(rota_id, by=by)
        one = await _movable(rota_id, event, volunteer)
        other = await _movable(rota_id, event, with_) if with_ else ""
        if other == one:
            raise Conflict(_("Las dos personas tienen el mismo papel."))
        await execute(TO_ROLE, rota_id, event, volunteer, OTHER[one])
        if with_:
            await execute(TO_ROLE, rota_id, event, with_, one)
        table = await laid_out(rota, at=at)
        if not with_:
            _need_room(table, event, OTHER[one])
        _check_novices(table, event, {volunteer, with_})
        told = {"event": event, "volunteer": volunteer, "with": with_, "role": OTHER[one]}
        await _changed(rota_id, "rota.role_changed", told, by=by, at=at)


async def _changed(
    rota_id: UUID, act: str, told: dict[str, Any], *, by: Actor, at: datetime
) -> None:
    """Keep that it is no longer as it was worked out, and who changed it."""
    await execute(CHANGED, rota_id)
    await audit.record(by, act, f"rota:{rota_id}", at=at, **told)


async def laid_out(rota: Rota, *, at: datetime) -> Table:
    """The draft beside everything that is known now of its people and events."""
    lines = await drafts.lines_of(rota, await drafts.events_of(rota))
    return Table(await gathering.gather(rota.window, at=at), lines)


def _choose(table: Table, wish: Wish) -> None:
    """Raise Conflict unless the person may be chosen for the place."""
    if wish.event not in table.task or wish.volunteer not in table.person:
        raise NotFound(_("Esta persona o esta actividad ya no se puede elegir."))
    found = checking.candidates(table, wish.event, wish.role, instead_of=wish.instead_of)
    chosen = next((one for one in found if one.volunteer == wish.volunteer), None)
    if chosen is None or not chosen.possible:
        raise Conflict(_("Esta persona no puede tomar ese lugar. Abajo está por qué."))
    _need_room(table, wish.event, wish.role, 1)


def _need_room(table: Table, event: UUID, role: Role, more: int = 0) -> None:
    """Raise Conflict if there are too many in a role, or would be with so many more."""
    if event not in table.task:
        raise NotFound(_("Esta persona o esta actividad ya no se puede elegir."))
    needed = table.instance.tasks[table.task[event]].needs(role)
    if checking.held(table, event, role) + more > needed:
        raise Conflict(_("Ya no hace falta nadie más en ese papel."))


def _check_novices(table: Table, event: UUID, changed: set[UUID | None]) -> None:
    for line in table.lines:
        if line.event == event and line.volunteer in changed and "novice" in table.against(line):
            raise Conflict(rule_words.sentence("novice"))


async def _movable(rota_id: UUID, event: UUID, volunteer: UUID) -> str:
    """The role of a place that may be changed; raises NotFound, or Conflict once accepted."""
    rows = await fetch(
        "SELECT role FROM rota_place WHERE rota = $1 AND event = $2 AND volunteer = $3",
        rota_id, event, volunteer,
    )  # fmt: skip
    if not rows:
        raise NotFound(_("Esta persona ya no está en el plan de esta actividad."))
    accepted = await fetch(
        "SELECT FROM assignment WHERE event = $1 AND volunteer = $2"
        " AND status IN ('accepted', 'attended')",
        event, volunteer,
    )  # fmt: skip
    if accepted:
        raise Conflict(_("Ya aceptó: su lugar no se mueve desde el plan."))
    return str(rows[0]["role"])


async def _status(event: UUID, volunteer: UUID) -> str:
    """How a place stands beside the draft, if it does."""
    rows = await fetch(
        "SELECT status FROM assignment WHERE event = $1 AND volunteer = $2", event, volunteer
    )
    return rows[0]["status"] if rows and rows[0]["status"] in LIVE else ""
