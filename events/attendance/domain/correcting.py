"""Writing a line anew whose answers or number were wrong; the wrong one stays, voided."""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import answers, chains, register, standing, voiding
from events.attendance.domain.plausible import implausible
from events.attendance.domain.stated import stated
from events.attendance.domain.voiding import Kind
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

# When, where and by whom it was noticed stays as it was.
WRITE: Final[dict[Kind, str]] = {
    "check_in": """
        INSERT INTO check_in (id, event, source, at, received_at, pseudonym, phone, clock_skew,
            entered_by, corrects, sex, age_band, audience, standing)
        SELECT $1, event, source, at, received_at, pseudonym, phone, clock_skew,
            $3, id, $4, $5, $6, pseudonym IS NULL
        FROM check_in WHERE id = $2
    """,
    "headcount": """
        INSERT INTO headcount (id, event, way, at, received_at, phone, clock_skew,
            entered_by, corrects, sex, age_band, audience, count)
        SELECT $1, event, way, at, received_at, phone, clock_skew,
            $3, id, $4, $5, $6, coalesce($7, count)
        FROM headcount WHERE id = $2
    """,
}


class Correction(Struct, frozen=True, kw_only=True):
    """What a line should have said; `id` is made with the form, so sending it twice corrects once.

    `people` is for a headcount alone; None leaves the number as it is.
    """

    id: UUID
    sex: str
    age_band: str
    audience: str | None
    people: int | None = None


async def correct(
    kind: Kind, line: UUID, said: Correction, reason: str, *, by: Actor, at: datetime
) -> None:
    """Void a line with the reason, and write another in its place.

    Raises Invalid, NotFound, NotAllowed, and Conflict where it is voided already, the register is
    closed, or the id of the correction belongs to something else.
    """
    reason = stated(reason)
    await _check(said)
    async with transaction():
        found = await voiding.held(kind, line, by=by)
        if await _corrected_already(kind, line, said.id):
            return
        voiding.need_counting(found)
        await chains.need_alone(kind, line)
        await fetch(voiding.VOID[kind], line, at, reason)
        await _write(kind, line, said, by)
        if found.pseudonym is not None:
            await standing.settle([(found.event, found.pseudonym)])
        await audit.record(
            by, f"{kind}.corrected", f"{kind}:{line}", at=at,
            event=str(found.event), line=str(said.id), reason=reason,
        )  # fmt: skip


async def _check(said: Correction) -> None:
    audiences = await register.known_audiences()
    wrong = answers.wrong(said.sex, said.age_band, said.audience, audiences=audiences)
    if wrong:
        raise Invalid({"form": wrong})
    wrong_number = implausible(said.people) if said.people is not None else None
    if wrong_number:
        raise Invalid({"count": wrong_number})


async def _corrected_already(kind: Kind, line: UUID, correction: UUID) -> bool:
    rows = await fetch(f"SELECT corrects FROM {kind} WHERE id = $1", correction)
    if rows and rows[0]["corrects"] != line:
        raise Conflict(_("Esta corrección ya se usó en otra línea."))
    return bool(rows)


async def _write(kind: Kind, line: UUID, said: Correction, by: Actor) -> None:
    told = [said.id, line, by.account, said.sex, said.age_band, said.audience]
    await fetch(WRITE[kind], *told, *([said.people] if kind == "headcount" else []))
