"""Revoking passes: by what is printed on them, or by their code."""

from datetime import datetime
from typing import Final

from msgspec import Struct

from events.attendance.domain.cards import pass_sheets, passes
from events.attendance.domain.cards.pass_serials import serial
from events.attendance.domain.cards.pass_sheets import Sheet
from events.attendance.domain.stated import stated
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

UNPRINTED: Final = "pass:unprinted"
"""What a pass that some phone made is called in the audit: nothing tells it from the others."""
RANGE: Final = """
    UPDATE pass SET revoked_at = $4, reason = $5
    WHERE sheet = $1 AND number BETWEEN $2 AND $3 AND revoked_at IS NULL RETURNING number
"""
HELD: Final = """
    SELECT s.letters, p.number, p.revoked_at IS NOT NULL AS revoked, p.successor
    FROM pass p LEFT JOIN pass_sheet s ON s.id = p.sheet WHERE p.mark = $1 FOR UPDATE OF p
"""
ONE: Final = """
    INSERT INTO pass (mark, revoked_at, reason, successor) VALUES ($1, $2, $3, $4)
    ON CONFLICT (mark) DO UPDATE SET successor = $4,
        revoked_at = coalesce(pass.revoked_at, $2), reason = coalesce(pass.reason, $3)
"""


class Held(Struct, frozen=True, kw_only=True):
    """A pass that is locked: what it is called, and whether it is revoked or replaced already."""

    name: str
    revoked: bool
    replaced: bool


async def revoke_cards(
    letters: str, first: int, last: int, reason: str, *, by: Actor, at: datetime
) -> int:
    """Revoke a run of cards of a sheet; how many were not revoked before.

    Raises NotFound, NotAllowed, Invalid without a reason or for numbers that the sheet has not.
    """
    reason = stated(reason)
    async with transaction():
        found = await pass_sheets.sheet(letters, by=by)
        _need_numbers(found, first, last)
        rows = await fetch(RANGE, found.id, first, last, at, reason)
        if rows:
            await audit.record(
                by, "passes.revoked", f"sheet:{letters}", at=at, first=first, last=last,
                cards=len(rows), reason=reason,
            )  # fmt: skip
    return len(rows)


async def revoke_code(code: str, reason: str, *, by: Actor, at: datetime, signer: Signer) -> None:
    """Revoke the pass with this code, printed or made by a phone, of whatever municipality.

    Who has the code has the pass in hand. Raises NotAllowed, Invalid without a reason, and Conflict
    when it is revoked already.
    """
    by.need("register")
    reason, mark = stated(reason), passes.mark(code, signer)
    async with transaction():
        pass_ = await held(mark)
        if pass_.revoked:
            raise Conflict(_("Esta tarjeta ya estaba anulada."))
        await write(mark, reason, at=at)
        await audit.record(by, "pass.revoked", pass_.name, at=at, reason=reason)


async def held(mark: bytes) -> Held:
    """Lock a pass until the transaction ends; one that nobody printed is there for nobody yet."""
    rows = await fetch(HELD, mark)
    if not rows:
        return Held(name=UNPRINTED, revoked=False, replaced=False)
    letters, number, revoked, successor = rows[0]
    name = f"pass:{serial(letters, number)}" if letters else UNPRINTED
    return Held(name=name, revoked=revoked, replaced=successor is not None)


async def write(
    mark: bytes, reason: str, *, at: datetime, successor: bytes | None = None
) -> None:  # fmt: skip
    """Revoke a pass; what was written about an earlier revocation stays."""
    await execute(ONE, mark, at, reason, successor)


def _need_numbers(found: Sheet, first: int, last: int) -> None:
    if not 1 <= first <= last <= found.cards:
        raise Invalid({"first": _("La hoja tiene las tarjetas 1 a %(n)s.", n=found.cards)})
