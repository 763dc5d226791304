"""Inviting people to help, and what they answer.

Whoever changes a place holds the person's lock first and the event's row second, so that two
processes can neither promise one person twice nor promise anything at an event being called off.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import agenda
from events.planning.domain.event import Event
from server.accounts.domain import accounts, audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.assignments.domain import fitness

ROLES: Final = ("lead", "assistant")
ANSWERS: Final = ("accepted", "declined")
ANSWERABLE: Final = frozenset({"invited", "accepted", "declined"})
LONGEST_REASON: Final = 500

INVITE: Final = """
    INSERT INTO assignment
        (id, event, volunteer, role, status, invited_sequence, created_at, changed_at)
    VALUES ($1, $2, $3, $4, 'invited', $5, $6, $6)
    ON CONFLICT (event, volunteer) DO UPDATE SET role = excluded.role, status = 'invited',
        invited_sequence = excluded.invited_sequence,
        changed_at = greatest(excluded.changed_at, assignment.changed_at)
    RETURNING id
"""
HELD: Final = """
    SELECT a.id, a.event, a.volunteer, v.account, a.role, a.status
    FROM assignment a JOIN volunteer v ON v.id = a.volunteer WHERE a.id = $1
"""
SETTLE: Final = """
    UPDATE assignment SET status = $2, changed_at = greatest($3, changed_at) WHERE id = $1
"""
ANSWER: Final = (
    "INSERT INTO answer (id, assignment, at, answer, reason) VALUES ($1, $2, $3, $4, $5)"
)


class Held(Struct, frozen=True, kw_only=True):
    """An assignment, locked until the transaction ends."""

    id: UUID
    volunteer: UUID
    account: UUID
    role: str
    status: str
    event: Event


async def invite(event_id: UUID, volunteer: UUID, role: str, *, by: Actor, at: datetime) -> UUID:
    """Ask somebody to take a role; who declined or was withdrawn may be asked again.

    Raises Conflict with the reason that cannot be overridden, Invalid, NotFound or NotAllowed.
    """
    if role not in ROLES:
        raise Invalid({"role": _("Ese papel no existe.")})
    async with transaction():
        await _take(volunteer)
        event = await _open_event(event_id, at)
        by.need("staff", event.municipality)
        against = await fitness.reasons(volunteer, role, event)
        fitness.refuse_hard(against)
        rows = await fetch(INVITE, new_id(), event_id, volunteer, role, event.sequence, at)
        assignment = UUID(str(rows[0]["id"]))
        told = {"event": event_id, "volunteer": volunteer, "role": role}
        despite = [reason.rule for reason in against]
        subject = f"assignment:{assignment}"
        await audit.record(by, "assignment.invited", subject, at=at, despite=despite, **told)
    return assignment


async def answer(
    assignment: UUID, answer: str, reason: str = "", *, by: Actor | None = None, at: datetime
) -> None:
    """Accept or decline a place until the event starts, as often as one changes one's mind.

    Without `by` it is the invited person who answers, known by the link in their message.
    Raises Conflict when it is too late or when something speaks against accepting, or Invalid.
    """
    _check_answer(answer, reason)
    async with transaction():
        held = await _hold(assignment, at)
        who = await _answering(held, by)
        if held.status not in ANSWERABLE:
            raise Conflict(_("Esta invitación se retiró: ya no hace falta responder."))
        if held.status == answer and not reason.strip():
            return
        if answer == "accepted":
            fitness.refuse_hard(
                await fitness.reasons(held.volunteer, held.role, held.event, own=True)
            )
        await execute(SETTLE, assignment, answer, at)
        await execute(ANSWER, new_id(), assignment, at, answer, reason.strip())
        await audit.record(who, f"assignment.{answer}", f"assignment:{assignment}", at=at)


async def withdraw(assignment: UUID, *, by: Actor, at: datetime) -> None:
    """Take an invitation or a place back before the event starts."""
    async with transaction():
        held = await _hold(assignment, at)
        by.need("staff", held.event.municipality)
        if held.status not in {"proposed", "invited", "accepted"}:
            raise Conflict(_("Esta persona ya no está en el equipo."))
        await execute(SETTLE, assignment, "withdrawn", at)
        await audit.record(by, "assignment.withdrawn", f"assignment:{assignment}", at=at)


async def _take(volunteer: UUID) -> None:
    """Hold a person until the transaction ends, whatever event they are wanted at."""
    await only_one_at_a_time(f"volunteer:{volunteer}")


async def _hold(assignment: UUID, at: datetime) -> Held:
    volunteers = await fetch("SELECT volunteer FROM assignment WHERE id = $1", assignment)
    if not volunteers:
        raise NotFound(_("Esta invitación no existe."))
    await _take(volunteers[0]["volunteer"])
    row = dict((await fetch(HELD, assignment))[0])
    row["event"] = await _open_event(row["event"], at)
    return Held(**row)


async def _open_event(event_id: UUID, at: datetime) -> Event:
    """The event, which nobody can move or call off until the transaction ends."""
    await fetch("SELECT FROM event WHERE id = $1 FOR SHARE", event_id)
    event = await agenda.event(event_id)
    if event.status == "cancelled":
        raise Conflict(_("La actividad está cancelada."))
    if event.status == "closed" or event.starts_at <= at:
        raise Conflict(_("La actividad ya empezó: el equipo no puede cambiar."))
    return event


async def _answering(held: Held, by: Actor | None) -> Actor:
    """Who answers: the person themself, or a coordinator to whom they said it."""
    if by is None:
        person = await accounts.actor(held.account)
        if person is None:
            raise NotFound(_("Esta cuenta ya no está activa."))
        return person
    if by.account != held.account:
        by.need("staff", held.event.municipality)
    return by


def _check_answer(answer: str, reason: str) -> None:
    wrong = {}
    if answer not in ANSWERS:
        wrong["answer"] = _("Elegir una de las opciones.")
    if len(reason.strip()) > LONGEST_REASON or "\0" in reason:
        wrong["reason"] = _("Tiene más de %(n)s caracteres.", n=LONGEST_REASON)
    if wrong:
        raise Invalid(wrong)
