"""Taking a wrong line out of the count; the line itself stays."""

from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

LONGEST: Final = 200
Kind = Literal["check_in", "headcount"]
HELD: Final[dict[Kind, str]] = {
    "check_in": "SELECT * FROM check_in WHERE id = $1 FOR UPDATE",
    "headcount": "SELECT * FROM headcount WHERE id = $1 FOR UPDATE",
}
VOID: Final[dict[Kind, str]] = {
    "check_in": "UPDATE check_in SET voided_at = $2, void_reason = $3 WHERE id = $1",
    "headcount": "UPDATE headcount SET voided_at = $2, void_reason = $3 WHERE id = $1",
}


class Voided(Struct, frozen=True, kw_only=True):
    """A line that no longer counts."""

    id: UUID
    event: UUID
    voided_at: datetime
    reason: str


async def void(kind: Kind, line: UUID, reason: str, *, by: Actor, at: datetime) -> Voided:
    """Void a line of the register.

    Raises Invalid without a reason, NotFound, NotAllowed, and Conflict where it is voided already
    or the register is closed.
    """
    reason = _checked(reason)
    async with transaction():
        event, voided = await _held(kind, line)
        await _need_open(event, by)
        if voided:
            raise Conflict(_("Esta línea ya estaba anulada."))
        await fetch(VOID[kind], line, at, reason)
        await audit.record(
            by, f"{kind}.voided", f"{kind}:{line}", at=at, event=str(event), reason=reason
        )
    return Voided(id=line, event=event, voided_at=at, reason=reason)


def _checked(reason: str) -> str:
    reason = "".join(letter for letter in reason if letter.isprintable()).strip()
    if not reason:
        raise Invalid({"reason": _("Falta el motivo.")})
    if len(reason) > LONGEST:
        raise Invalid({"reason": _("Tiene más de %(n)s caracteres.", n=LONGEST)})
    return reason


async def _held(kind: Kind, line: UUID) -> tuple[UUID, bool]:
    rows = await fetch(HELD[kind], line)
    if not rows:
        raise NotFound(_("Esta línea no existe."))
    return rows[0]["event"], rows[0]["voided_at"] is not None


async def _need_open(event: UUID, by: Actor) -> None:
    (row,) = await fetch("SELECT municipality, status FROM event WHERE id = $1 FOR SHARE", event)
    if not (by.may("register", row["municipality"]) or by.may("tally", row["municipality"])):
        raise NotAllowed(_("Esta cuenta no puede corregir este registro."))
    if row["status"] == "closed":
        raise Conflict(_("El registro está cerrado. Para corregirlo hay que abrirlo de nuevo."))
