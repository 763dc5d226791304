"""Taking a wrong line out of the count, and putting it back; the line itself stays.

Whoever changes what counts holds the event first and its lines after, like all who write there.
"""

from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import chains, standing
from events.attendance.domain.stated import stated
from events.planning.domain import closed_periods
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, NotAllowed, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

Kind = Literal["check_in", "headcount"]
HELD: Final[dict[Kind, str]] = {
    "check_in": "SELECT event, pseudonym, voided_at FROM check_in WHERE id = $1 FOR UPDATE",
    "headcount": (
        "SELECT event, NULL::bytea AS pseudonym, voided_at FROM headcount WHERE id = $1 FOR UPDATE"
    ),
}
VOID: Final[dict[Kind, str]] = {
    "check_in": (
        "UPDATE check_in SET voided_at = $2, void_reason = $3, standing = false WHERE id = $1"
    ),
    "headcount": "UPDATE headcount SET voided_at = $2, void_reason = $3 WHERE id = $1",
}
RESTORE: Final[dict[Kind, str]] = {
    "check_in": (
        "UPDATE check_in SET voided_at = NULL, void_reason = NULL, standing = pseudonym IS NULL"
        " WHERE id = $1"
    ),
    "headcount": "UPDATE headcount SET voided_at = NULL, void_reason = NULL WHERE id = $1",
}
HOME: Final = "SELECT municipality, status, period FROM event WHERE id = $1 FOR NO KEY UPDATE"


class Held(Struct, frozen=True, kw_only=True):
    """A line that nobody else can change until the transaction ends; a headcount has no pass."""

    event: UUID
    pseudonym: bytes | None
    voided_at: datetime | None


class Voided(Struct, frozen=True, kw_only=True):
    """A line that no longer counts; `still_counts` when another sighting of its pass now does."""

    id: UUID
    event: UUID
    voided_at: datetime
    reason: str
    still_counts: bool


async def void(kind: Kind, line: UUID, reason: str, *, by: Actor, at: datetime) -> Voided:
    """Void a line of the register: one sighting, not all that are known of its pass.

    Raises Invalid without a reason, NotFound, NotAllowed, and Conflict where it is voided already
    or the register is closed.
    """
    reason = stated(reason)
    async with transaction():
        found = await held(kind, line, by=by)
        need_counting(found)
        await fetch(VOID[kind], line, at, reason)
        still = await _settled(found)
        await audit.record(
            by, f"{kind}.voided", f"{kind}:{line}", at=at, event=str(found.event), reason=reason
        )
    return Voided(id=line, event=found.event, voided_at=at, reason=reason, still_counts=still)


async def restore(kind: Kind, line: UUID, reason: str, *, by: Actor, at: datetime) -> None:
    """Put a voided line back; raises as `void` does, and Conflict where one counts in its place."""
    reason = stated(reason)
    async with transaction():
        found = await held(kind, line, by=by)
        if found.voided_at is None:
            raise Conflict(_("Esta línea no está anulada."))
        await chains.need_alone(kind, line)
        await fetch(RESTORE[kind], line)
        await _settled(found)
        await audit.record(
            by, f"{kind}.restored", f"{kind}:{line}", at=at, event=str(found.event), reason=reason
        )


async def held(kind: Kind, line: UUID, *, by: Actor) -> Held:
    """A line that `by` may change now, and nobody else until the transaction ends.

    Raises NotFound, NotAllowed, Conflict where the register is closed, and PeriodClosed where it
    stays so.
    """
    rows = await fetch(f"SELECT event FROM {kind} WHERE id = $1", line)
    if not rows:
        raise NotFound(_("Esta línea no existe."))
    await _need_open(rows[0]["event"], by)
    (row,) = await fetch(HELD[kind], line)
    return Held(event=row["event"], pseudonym=row["pseudonym"], voided_at=row["voided_at"])


def need_counting(found: Held) -> None:
    """Raise Conflict for a line that is voided already."""
    if found.voided_at is not None:
        raise Conflict(_("Esta línea ya estaba anulada."))


async def _need_open(event: UUID, by: Actor) -> None:
    (row,) = await fetch(HOME, event)
    if not (by.may("register", row["municipality"]) or by.may("tally", row["municipality"])):
        raise NotAllowed(_("Esta cuenta no puede corregir este registro."))
    if row["status"] == "closed":
        await closed_periods.need_open(row["period"])
        raise Conflict(_("El registro está cerrado. Para corregirlo hay que abrirlo de nuevo."))


async def _settled(found: Held) -> bool:
    """Let the right sighting of the line's pass stand; whether there is one."""
    if found.pseudonym is None:
        return False
    await standing.settle([(found.event, found.pseudonym)])
    return await standing.stands(found.event, found.pseudonym)
