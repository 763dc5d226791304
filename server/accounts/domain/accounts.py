"""Accounts: making them, finding them, and who they are when they act."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from asyncpg import Record, UniqueViolationError
from msgspec import Struct

from server.accounts.domain import audit
from server.accounts.tables import Account, Scope
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.mailbox import is_mailbox
from server.foundation.translation import LANGUAGES
from server.foundation.translation import gettext as _

LONGEST_NAME: Final = 120
BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters that cannot be seen."""
ROLES = ("administrator", "coordinator", "facilitator", "evaluator")
ACTOR = """
    SELECT a.id, a.name, a.role, a.email,
           array(SELECT municipality FROM scope WHERE account = a.id) AS municipalities
    FROM account a WHERE a.disabled_at IS NULL AND
"""


class NewAccount(Struct, frozen=True, kw_only=True):
    """What is needed to let somebody in."""

    email: str
    name: str
    role: str
    municipalities: Collection[str] = ()
    language: str = "es"
    password_hash: str | None = None


async def create(account: NewAccount, *, by: Actor, at: datetime) -> UUID:
    """Make an account; raises Invalid, or Conflict when the address has one already."""
    _check(account)
    row = Account(
        id=new_id(),
        email=account.email.strip().lower(),
        name=as_name(account.name),
        role=account.role,
        language=account.language,
        password_hash=account.password_hash,
        created_at=at,
    )
    try:
        async with transaction():
            await Account.insert(row)
            for ine in dict.fromkeys(account.municipalities):
                await Scope.insert(Scope(id=new_id(), account=row.id, municipality=ine))
            await audit.record(by, "account.created", f"account:{row.id}", at=at, role=account.role)
    except UniqueViolationError as error:
        raise Conflict(_("Ya hay una cuenta con esa dirección de correo.")) from error
    return UUID(str(row.id))


async def rename(account: UUID, name: str, *, by: Actor, at: datetime) -> None:
    """Correct somebody's name; raises Invalid, NotFound or NotAllowed.

    The audit knows people by name: only administrators rename others who do more than help.
    """
    if not as_name(name):
        raise Invalid({"name": _("Falta el nombre.")})
    async with transaction():
        found = await fetch("SELECT role FROM account WHERE id = $1 FOR UPDATE", account)
        if not found:
            raise NotFound(_("Esta cuenta no existe."))
        if found[0]["role"] != "facilitator" and account != by.account:
            by.need("administer")
        await execute("UPDATE account SET name = $2 WHERE id = $1", account, as_name(name))
        await audit.record(by, "account.renamed", f"account:{account}", at=at)


async def actor(account: UUID) -> Actor | None:
    """Who acts under this account, unless it is gone or disabled."""
    return _actor(await fetch(ACTOR + "a.id = $1", account))


async def by_email(email: str) -> tuple[UUID, str | None] | None:
    """The account of an address and its password hash, unless it is disabled."""
    rows = await fetch(
        "SELECT id, password_hash FROM account WHERE email = $1 AND disabled_at IS NULL",
        email.strip().lower(),
    )
    return (rows[0]["id"], rows[0]["password_hash"]) if rows else None


async def of_address(email: str) -> UUID:
    """The account of an address, disabled or not; raises NotFound."""
    rows = await fetch("SELECT id FROM account WHERE email = $1", email.strip().lower())
    if not rows:
        raise NotFound(_("Esta cuenta no existe."))
    return UUID(str(rows[0]["id"]))


async def language_of(account: UUID) -> str:
    """The language an account is spoken to in."""
    rows = await fetch("SELECT language FROM account WHERE id = $1", account)
    return str(rows[0]["language"]) if rows else "es"


async def speak(account: UUID, language: str) -> None:
    """Remember the language an account chose."""
    await execute("UPDATE account SET language = $2 WHERE id = $1", account, language)


def _actor(rows: list[Record]) -> Actor | None:
    if not rows:
        return None
    row = rows[0]
    return Actor(
        account=row["id"], name=row["name"], role=row["role"], email=row["email"],
        municipalities=frozenset(row["municipalities"]),
    )  # fmt: skip


def _check(account: NewAccount) -> None:
    wrong = {}
    if account.role not in ROLES:
        wrong["role"] = _("Ese papel no existe.")
    if not is_mailbox(account.email.strip()):
        wrong["email"] = _("Falta una dirección de correo válida.")
    if not as_name(account.name):
        wrong["name"] = _("Falta el nombre.")
    if account.language not in LANGUAGES:
        wrong["language"] = _("Ese idioma no existe.")
    if wrong:
        raise Invalid(wrong)


def as_name(typed: str) -> str:
    """How somebody is called: one space between words; '' for what nobody can read as it stands."""
    name = " ".join(typed.split())
    seen = any(each.isalnum() and each not in BLANK for each in name)
    return name if seen and name.isprintable() and len(name) <= LONGEST_NAME else ""
