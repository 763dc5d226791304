"""The ways in that administrators give to others, and take from a telephone that was lost."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from server.accounts.domain import audit, sessions, sign_in
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

MAILED_LASTS: Final = timedelta(hours=24)
"""Longer than for whoever asks: the person does not know yet that it comes."""
STEPS: Final = ("authenticator", "passkey", "recovery_code")


async def mail_link(account: UUID, *, by: Actor, at: datetime) -> None:
    """Owe a link by mail; raises NotFound, NotAllowed, Conflict for a disabled account."""
    await _link(account, "account.link_sent", by_mail=True, by=by, at=at)


async def hand_over(account: UUID, *, by: Actor, at: datetime) -> UUID:
    """Make a link that is shown once, to be given to the person; raises the same."""
    return await _link(account, "account.link_made", by_mail=False, by=by, at=at)


async def remove_steps(account: UUID, *, by: Actor, at: datetime) -> None:
    """Forget the second steps of somebody else, and sign them out everywhere.

    Raises NotFound, NotAllowed, Conflict for one's own: those are on a page of their own.
    """
    by.need("administer")
    if account == by.account:
        raise Conflict(_("Los propios segundos pasos se cambian en Seguridad."))
    async with transaction():
        await _enabled(account)
        for table in STEPS:
            await execute(f"DELETE FROM {table} WHERE account = $1", account)
        await sessions.end_all(account)
        await audit.record(by, "account.second_steps_removed", f"account:{account}", at=at)


async def _link(account: UUID, act: str, *, by_mail: bool, by: Actor, at: datetime) -> UUID:
    by.need("administer")
    async with transaction():
        if not await _enabled(account):
            raise Conflict(_("La cuenta está deshabilitada."))
        link = await sign_in.make_link(account, at=at, lasts=MAILED_LASTS, by_mail=by_mail)
        await audit.record(by, act, f"account:{account}", at=at)
    return link


async def _enabled(account: UUID) -> bool:
    rows = await fetch("SELECT disabled_at FROM account WHERE id = $1 FOR UPDATE", account)
    if not rows:
        raise NotFound(_("Esta cuenta no existe."))
    return rows[0]["disabled_at"] is None
