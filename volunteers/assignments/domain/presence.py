"""Helpers say by their own scan that they came and went; a coordinator may put that right.

They are part of the team, and never a line of the register.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import codes, doors
from events.planning.domain import agenda
from events.planning.domain.event import Event
from server.accounts.domain import audit, limits
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.assignments.domain import fitness
from volunteers.assignments.domain.eligibility import Reason
from volunteers.assignments.domain.invitations import ROLES
from volunteers.assignments.domain.presence_hours import Window

TRIES: Final = 60
TRIES_WITHIN: Final = timedelta(minutes=10)
COMING: Final = frozenset({"accepted", "attended"})
RIGHTABLE: Final = frozenset({"invited", "accepted", "attended", "absent"})
OWN: Final = """
    SELECT a.id, a.volunteer, a.event, a.role, a.status, a.arrived_at, a.left_at
    FROM assignment a JOIN volunteer v ON v.id = a.volunteer
    WHERE v.account = $1 AND a.event = $2
"""
HELD: Final = """
    SELECT id, volunteer, event, role, status, arrived_at, left_at
    FROM assignment WHERE id = $1
"""
SETTLE: Final = """
    UPDATE assignment SET status = $2, arrived_at = $3, left_at = $4,
        changed_at = greatest($5, changed_at)
    WHERE id = $1
"""
ADD: Final = """
    INSERT INTO assignment
        (id, event, volunteer, role, status, invited_sequence, created_at, changed_at, arrived_at)
    VALUES ($1, $2, $3, $4, 'attended', $5, $6, $6, $7)
    ON CONFLICT (event, volunteer) DO UPDATE SET role = excluded.role, status = 'attended',
        invited_sequence = excluded.invited_sequence, arrived_at = excluded.arrived_at,
        left_at = NULL, changed_at = greatest(excluded.changed_at, assignment.changed_at)
    RETURNING id
"""


class Presence(Struct, frozen=True, kw_only=True):
    """Somebody's place in the team of an event, and when they came and went."""

    id: UUID
    volunteer: UUID
    event: Event
    role: str
    status: str
    arrived_at: datetime | None
    left_at: datetime | None

    @property
    def window(self) -> Window:
        """Within which they come and go."""
        return Window(self.event.starts_at, self.event.ends_at)


async def at_door(code: str, *, by: Actor, at: datetime) -> Presence:
    """One's own place at the event whose door has this code.

    Raises NotFound for a code that leads nowhere, TooMany, NotAllowed for who is not of the team.
    """
    await limits.at_most(TRIES, f"presence:{by.account}", within=TRIES_WITHIN, at=at)
    door = codes.normalise(code)
    if door is None:
        raise NotFound(_("Esta dirección no lleva a ninguna actividad."))
    event = (await doors.doorway(door)).event
    rows = await fetch(OWN, by.account, event)
    if not rows or rows[0]["status"] not in COMING:
        raise NotAllowed(_("Esta cuenta no está en el equipo de esta actividad."))
    return Presence(**{**rows[0], "event": await agenda.event(event)})


async def arrive(code: str, *, by: Actor, at: datetime) -> Presence:
    """Take down that one came; a second time changes nothing, so the first arrival stands.

    Raises as `at_door`, and Conflict outside the hours of the event.
    """
    place = await at_door(code, by=by, at=at)
    async with transaction():
        held = await _hold(place.id)
        _need_now(held, at)
        if held.arrived_at is None:
            await execute(SETTLE, held.id, "attended", at, None, at)
            await audit.record(by, "assignment.arrived", f"assignment:{held.id}", at=at)
    return await _read(place.id)


async def leave(code: str, *, by: Actor, at: datetime) -> Presence:
    """Take down that one left; later presses move it later.

    Raises as `arrive`, and Conflict for who never arrived.
    """
    place = await at_door(code, by=by, at=at)
    async with transaction():
        held = await _hold(place.id)
        _need_now(held, at)
        if held.arrived_at is None or at <= held.arrived_at:
            raise Conflict(_("Primero falta registrar la llegada."))
        last = max(at, held.left_at or at)
        await execute(SETTLE, held.id, "attended", held.arrived_at, last, at)
        await audit.record(by, "assignment.left", f"assignment:{held.id}", at=at)
    return await _read(place.id)


async def confirm(
    assignment: UUID, arrived_at: datetime, left_at: datetime | None, *, by: Actor, at: datetime
) -> None:
    """Say for somebody when they came and went; raises NotFound, NotAllowed, Conflict, Invalid."""
    async with transaction():
        held = await _righted(assignment, by=by, at=at)
        _check(held.window, arrived_at, left_at, at)
        if held.status not in COMING:
            found = await fitness.reasons(held.volunteer, held.role, held.event, by=by, own=True)
            _refuse(found)
        await execute(SETTLE, held.id, "attended", arrived_at, left_at, at)
        told = {"arrived_at": arrived_at, "left_at": left_at}
        await audit.record(by, "assignment.confirmed", f"assignment:{held.id}", at=at, **told)


async def add(
    event_id: UUID, volunteer: UUID, role: str, arrived_at: datetime, *, by: Actor, at: datetime
) -> UUID:
    """Take somebody into the team who came without being asked, once the event has begun.

    Raises Conflict with the reason that cannot be overridden, Invalid, NotFound, NotAllowed.
    """
    if role not in ROLES:
        raise Invalid({"role": _("Ese papel no existe.")})
    async with transaction():
        event = await _held_event(event_id, volunteer)
        by.need("staff", event.municipality)
        _need_begun(event, at)
        if not _could_come(Window(event.starts_at, event.ends_at), arrived_at, at):
            raise Invalid({"came": _("Esa hora no es de la actividad.")})
        against = await fitness.reasons(volunteer, role, event, by=by)
        _refuse(against)
        told = new_id(), event_id, volunteer, role, event.sequence, at, arrived_at
        place = UUID(str((await fetch(ADD, *told))[0]["id"]))
        await audit.record(
            by, "assignment.added", f"assignment:{place}", at=at, event=event_id,
            volunteer=volunteer, role=role, arrived_at=arrived_at,
            despite=[reason.rule for reason in against],
        )  # fmt: skip
    return place


async def miss(assignment: UUID, *, by: Actor, at: datetime) -> None:
    """Say that somebody did not come; raises NotFound, NotAllowed, Conflict."""
    async with transaction():
        held = await _righted(assignment, by=by, at=at)
        if at < held.event.starts_at:
            raise Conflict(_("La actividad todavía no empieza."))
        await execute(SETTLE, held.id, "absent", None, None, at)
        await audit.record(by, "assignment.missed", f"assignment:{held.id}", at=at)


def _refuse(against: tuple[Reason, ...]) -> None:
    # Whoever is there is not away, whatever they said before.
    fitness.refuse_hard(tuple(reason for reason in against if reason.rule != "away"))


async def _righted(assignment: UUID, *, by: Actor, at: datetime) -> Presence:
    held = await _hold(assignment)
    by.need("staff", held.event.municipality)
    if held.status not in RIGHTABLE:
        raise Conflict(_("Esta persona ya no está en el equipo."))
    _need_on(held.event)
    if at < held.window.opens_at:
        raise Conflict(_("Todavía no es la hora."))
    return held


async def _hold(assignment: UUID) -> Presence:
    """A place that nobody changes until the transaction ends; locked as invitations lock it."""
    rows = await fetch("SELECT volunteer, event FROM assignment WHERE id = $1", assignment)
    if not rows:
        raise NotFound(_("Esta persona no está en el equipo."))
    await _held_event(rows[0]["event"], rows[0]["volunteer"])
    return await _read(assignment)


async def _held_event(event: UUID, volunteer: UUID) -> Event:
    """The person first and the event second, for nobody else until the transaction ends."""
    await only_one_at_a_time(f"volunteer:{volunteer}")
    await fetch("SELECT FROM event WHERE id = $1 FOR SHARE", event)
    return await agenda.event(event)


async def _read(assignment: UUID) -> Presence:
    row = dict((await fetch(HELD, assignment))[0])
    return Presence(**{**row, "event": await agenda.event(row["event"])})


def _need_now(held: Presence, at: datetime) -> None:
    if held.status not in COMING:
        raise Conflict(_("Esta cuenta no está en el equipo de esta actividad."))
    _need_on(held.event)
    if not held.window.holds(at):
        raise Conflict(
            _("La llegada y la salida se registran desde dos horas antes hasta seis después.")
        )


def _need_begun(event: Event, at: datetime) -> None:
    _need_on(event)
    if at < event.starts_at:
        raise Conflict(_("La actividad todavía no empieza: falta invitar a esa persona."))
    if at > Window(event.starts_at, event.ends_at).closes_at:
        raise Conflict(_("Al equipo se agrega a quien llegó hasta seis horas después del final."))


def _need_on(event: Event) -> None:
    if event.status not in {"published", "closed"}:
        raise Conflict(_("La actividad no está en pie."))


def _could_come(window: Window, arrived_at: datetime, at: datetime) -> bool:
    return window.holds(arrived_at) and arrived_at <= at


def _check(window: Window, arrived_at: datetime, left_at: datetime | None, at: datetime) -> None:
    wrong = {}
    if not _could_come(window, arrived_at, at):
        wrong["arrived"] = _("Esa hora no es de la actividad.")
    if left_at is not None and not (arrived_at < left_at <= min(at, window.closes_at)):
        wrong["left"] = _("Esa hora no es de la actividad, o es antes de la llegada.")
    if wrong:
        raise Invalid(wrong)
