"""Proposing people, inviting them, what they answer, and taking a place back."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from events.planning.domain.event import Event
from server.accounts.domain import accounts, audit
from server.foundation.database import execute, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.assignments.domain import accepting, fitness, held_places, searches
from volunteers.assignments.domain.deadlines import answer_by as usual_deadline
from volunteers.assignments.domain.deadlines import is_late
from volunteers.assignments.domain.declining import USUAL
from volunteers.assignments.domain.held_places import Held, NewPlace
from volunteers.assignments.domain.vacancies import vacancies

ROLES: Final = ("lead", "assistant")
ANSWERS: Final = ("accepted", "declined")
ANSWERABLE: Final = frozenset({"invited", "accepted", "declined", "expired"})
LEAVING: Final = frozenset({"invited", "accepted"})
LONGEST_REASON: Final = 500
ANSWER: Final = """
    INSERT INTO answer (id, assignment, at, answer, reason, usual) VALUES ($1, $2, $3, $4, $5, $6)
"""


async def invite(  # noqa: PLR0913 (three of them are seldom given)
    event_id: UUID,
    volunteer: UUID,
    role: str,
    *,
    by: Actor,
    at: datetime,
    rota: UUID | None = None,
    answer_by: datetime | None = None,
    why: str | None = None,
) -> UUID:
    """Ask somebody to take a role; who declined, expired or was withdrawn may be asked again.

    Without `answer_by` the usual time to answer holds (deadlines). `why` is what a coordinator says
    to what speaks against it; None where nobody is asked. Inviting several people in one
    transaction wants `held_places.hold_all` before. Raises Conflict with the reason that cannot be
    overridden or for a role that is full, Invalid, NotFound or NotAllowed.
    """
    async with transaction():
        event = await _held_for(event_id, volunteer, role, by=by, at=at)
        if not (await vacancies(event_id, role)).free:
            raise Conflict(_("Ya están las personas que hacen falta en ese papel."))
        deadline = answer_by or usual_deadline(event.starts_at, event.zone, at=at)
        if not at < deadline <= event.starts_at:
            raise Invalid({"answer_by": _("Debe ser antes del inicio y después de ahora.")})
        new = NewPlace(
            event=event, volunteer=volunteer, role=role, status="invited", answer_by=deadline,
            rota=rota,
        )  # fmt: skip
        return await _place(new, "assignment.invited", why, by=by, at=at)


async def propose(  # noqa: PLR0913 (two of them are seldom given)
    event_id: UUID,
    volunteer: UUID,
    role: str,
    *,
    by: Actor,
    at: datetime,
    rota: UUID | None = None,
    why: str | None = None,
) -> UUID:
    """Pencil somebody in, who is told nothing; they may be invited, proposed anew or withdrawn.

    Raises as `invite`, but for a role that is full.
    """
    async with transaction():
        event = await _held_for(event_id, volunteer, role, by=by, at=at)
        new = NewPlace(event=event, volunteer=volunteer, role=role, status="proposed", rota=rota)
        return await _place(new, "assignment.proposed", why, by=by, at=at)


async def answer(
    assignment: UUID,
    answer: str,
    reason: str = "",
    *,
    usual: str = "",
    by: Actor | None = None,
    at: datetime,
) -> str:
    """Accept or decline a place until the event starts, as often as one changes one's mind.

    Returns how the place stands then: accepted, declined, or expired for a yes to a place that
    others have taken. Without `by` it is the invited person who answers, known by the link in their
    message. Raises Conflict when it is too late or when something speaks against accepting.
    """
    _check_answer(answer, reason, usual)
    async with transaction():
        held = await held_places.hold(assignment, at=at)
        who = await answering(held, by)
        _need_answerable(held)
        if held.status == answer and not (reason.strip() or usual):
            return answer
        if answer == "accepted" and await accepting.accept(held, by=who, at=at) == "expired":
            return "expired"
        await execute(ANSWER, new_id(), assignment, at, answer, reason.strip(), usual or None)
        if answer == "declined":
            await held_places.settle(assignment, "declined", at=at)
        told = {"late": True} if calls_off_late(held, answer, at=at) else {}
        await audit.record(who, f"assignment.{answer}", f"assignment:{assignment}", at=at, **told)
        if answer == "declined" and held.status in LEAVING:
            await searches.leave(held, "declined", by=who, at=at)
    return answer


async def withdraw(assignment: UUID, *, by: Actor, at: datetime, cover: bool = False) -> None:
    """Take an invitation or a place back before the event starts; `cover` looks for another.

    One that was only pencilled in is forgotten: nobody was told, so nobody is called off.
    """
    async with transaction():
        held = await held_places.hold(assignment, at=at)
        by.need("staff", held.event.municipality)
        if held.status not in {"proposed", *LEAVING}:
            raise Conflict(_("Esta persona ya no está en el equipo."))
        if held.untold:
            await held_places.erase(assignment)
        else:
            await held_places.settle(assignment, "withdrawn", at=at)
        await audit.record(by, "assignment.withdrawn", f"assignment:{assignment}", at=at)
        await _after_withdrawal(held, cover=cover, by=by, at=at)


async def answering(held: Held, by: Actor | None) -> Actor:
    """Who speaks for a place: its person, or a coordinator to whom they said it."""
    if by is None:
        person = await accounts.actor(held.account)
        if person is None:
            raise NotFound(_("Esta cuenta ya no está activa."))
        return person
    if by.account != held.account:
        by.need("staff", held.event.municipality)
    return by


def calls_off_late(held: Held, answer: str, *, at: datetime) -> bool:
    """Whether an answer takes an acceptance back when little time is left."""
    return (held.status, answer) == ("accepted", "declined") and is_late(
        held.event.starts_at, at=at
    )


async def _held_for(
    event_id: UUID, volunteer: UUID, role: str, *, by: Actor, at: datetime
) -> Event:
    if role not in ROLES:
        raise Invalid({"role": _("Ese papel no existe.")})
    await held_places.hold_all([volunteer], [])
    event = await held_places.hold_event(event_id, at=at)
    by.need("staff", event.municipality)
    return event


async def _place(new: NewPlace, act: str, why: str | None, *, by: Actor, at: datetime) -> UUID:
    against = await fitness.reasons(new.volunteer, new.role, new.event, by=by)
    fitness.refuse_hard(against)
    told: dict[str, Any] = {"because": fitness.need_why(against, why)} if why is not None else {}
    assignment = await held_places.write(new, at=at)
    told |= {"event": new.event.id, "volunteer": new.volunteer, "role": new.role}
    despite = [reason.rule for reason in against]
    await audit.record(by, act, f"assignment:{assignment}", at=at, despite=despite, **told)
    return assignment


async def _after_withdrawal(held: Held, *, cover: bool, by: Actor, at: datetime) -> None:
    if cover:
        await searches.leave(held, "withdrawn", by=by, at=at)
        return
    asked = await searches.of_asker(held.id)
    if asked:
        await searches.end(asked.id, "called_off", by=by, at=at)


def _need_answerable(held: Held) -> None:
    if held.status == "substituted":
        raise Conflict(_("Alguien ya tomó este lugar."))
    if held.status not in ANSWERABLE:
        raise Conflict(_("Esta invitación se retiró: ya no hace falta responder."))


def _check_answer(answer: str, reason: str, usual: str) -> None:
    wrong = {}
    if answer not in ANSWERS:
        wrong["answer"] = _("Elegir una de las opciones.")
    if usual and usual not in USUAL:
        wrong["usual"] = _("Elegir una de las opciones.")
    if len(reason.strip()) > LONGEST_REASON or "\0" in reason:
        wrong["reason"] = _("Tiene más de %(n)s caracteres.", n=LONGEST_REASON)
    if wrong:
        raise Invalid(wrong)
