"""What administrators do with the accounts of others: roles, places, and who may come in at all."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from server.accounts.domain import accounts, audit, sessions
from server.accounts.domain.accounts import NewAccount
from server.accounts.tables import Scope, Suspension
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

GIVEN: tuple[str, ...] = ("administrator", "coordinator", "evaluator")
"""The roles that are given here. A facilitator comes from the people room, and stays one."""
ANOTHER = """
    SELECT FROM account WHERE role = 'administrator' AND disabled_at IS NULL AND id <> $1 LIMIT 1
"""

UNUSED_LINKS_END = """
    UPDATE sign_in_link SET expires_at = $2
    WHERE account = $1 AND used_at IS NULL AND expires_at > $2
"""


class Standing(Struct, frozen=True):
    """What an account is before something is done with it."""

    role: str
    enabled: bool


async def create(new: NewAccount, *, by: Actor, at: datetime) -> UUID:
    """Let somebody in; raises Invalid, NotAllowed, or Conflict where the address has an account."""
    by.need("administer")
    _check(new.role, new.municipalities)
    return await accounts.create(new, by=by, at=at)


async def entrust(
    account: UUID, role: str, municipalities: Collection[str], *, by: Actor, at: datetime
) -> None:
    """Give another role or other places; whoever is signed in comes in anew, with what they may.

    Raises Invalid, NotFound, NotAllowed, Conflict for the last administrator and for facilitators.
    """
    by.need("administer")
    _check(role, municipalities)
    async with transaction():
        before = await _held(account)
        if before.role == "facilitator":
            raise Conflict(_("Quien facilita se administra desde Personas."))
        if role != "administrator":
            await _one_remains(account, before)
        places = list(dict.fromkeys(municipalities)) if role == "coordinator" else []
        await execute("UPDATE account SET role = $2 WHERE id = $1", account, role)
        await execute("DELETE FROM scope WHERE account = $1", account)
        for ine in places:
            await Scope.insert(Scope(id=new_id(), account=account, municipality=ine))
        await sessions.end_all(account)
        detail = {"role": role, "before": before.role, "municipalities": places}
        await audit.record(by, "account.entrusted", f"account:{account}", at=at, **detail)


async def disable(account: UUID, *, by: Actor, at: datetime) -> None:
    """Let an account in no more, and out of wherever it is signed in; its history stays.

    Raises NotFound, NotAllowed, Conflict for the last administrator and for one's own.
    """
    by.need("administer")
    if account == by.account:
        raise Conflict(_("La propia cuenta no se puede deshabilitar."))
    async with transaction():
        # Held in the order of whoever comes in by link meanwhile: first the link.
        await execute(UNUSED_LINKS_END, account, at)
        before = await _held(account)
        if not before.enabled:
            return
        await _one_remains(account, before)
        row = Suspension(id=new_id(), account=account, at=at, by=by.name)
        await Suspension.insert(row)
        await execute("UPDATE account SET disabled_at = $2 WHERE id = $1", account, at)
        await sessions.end_all(account)
        await audit.record(by, "account.disabled", f"account:{account}", at=at)


async def enable(account: UUID, *, by: Actor, at: datetime) -> None:
    """Let an account in again; raises NotFound or NotAllowed."""
    by.need("administer")
    async with transaction():
        if (await _held(account)).enabled:
            return
        await execute("UPDATE account SET disabled_at = NULL WHERE id = $1", account)
        await execute(
            "UPDATE suspension SET ended_at = $2, ended_by = $3"
            " WHERE account = $1 AND ended_at IS NULL",
            account, at, by.name,
        )  # fmt: skip
        await audit.record(by, "account.enabled", f"account:{account}", at=at)


async def _held(account: UUID) -> Standing:
    """The account as it is, and as nobody changes it until the transaction ends."""
    # Two administrators who demote each other would each see the other remain.
    await only_one_at_a_time("administrators")
    rows = await fetch(
        "SELECT role, disabled_at IS NULL AS enabled FROM account"
        " WHERE id = $1 AND erased_at IS NULL FOR UPDATE",
        account,
    )
    if not rows:
        raise NotFound(_("Esta cuenta no existe."))
    return Standing(rows[0]["role"], rows[0]["enabled"])


async def _one_remains(account: UUID, before: Standing) -> None:
    last = before.role == "administrator" and before.enabled and not await fetch(ANOTHER, account)
    if last:
        raise Conflict(
            _("Es la única cuenta que administra. Antes hay que dar ese papel a otra persona.")
        )


def _check(role: str, municipalities: Collection[str]) -> None:
    if role not in GIVEN:
        raise Invalid({"role": _("Elegir uno de los papeles.")})
    if role == "coordinator" and not municipalities:
        raise Invalid({"municipalities": _("Quien coordina necesita al menos un municipio.")})
