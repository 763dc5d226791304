"""Coming in: by a link sent to a known address, or with a password."""

import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from server.accounts.domain import accounts, audit, limits, passwords
from server.accounts.tables import Session, SignInLink
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import new_id
from server.foundation.signing import Signer, fingerprint
from server.foundation.translation import gettext as _

PURPOSE: Final = "sign-in"
LINK_LASTS: Final = timedelta(minutes=20)
SESSION_LASTS: Final = timedelta(days=14)
LONGEST_ADDRESS: Final = 500


async def ask_for_link(email: str, *, origin: str, at: datetime, leads_to: str = "/") -> None:
    """Owe a sign-in link to the account of this address, if there is one; say nothing.

    `leads_to` is the page of ours that they wanted to see.
    """
    await limits.at_most(20, f"link:{origin}", within=timedelta(hours=1), at=at)
    # Counted for every address alike, or the refusal would tell which of them have an account.
    await limits.at_most(5, f"link:{email.strip().lower()}", within=timedelta(hours=1), at=at)
    found = await accounts.by_email(email)
    if found is not None:
        await make_link(found[0], at=at, by_mail=True, leads_to=leads_to)


async def make_link(
    account: UUID,
    *,
    at: datetime,
    lasts: timedelta = LINK_LASTS,
    by_mail: bool = False,
    leads_to: str = "/",
) -> UUID:
    """A new one-time link; `link_token` turns its id into what stands in the address.

    One that goes `by_mail` is owed to the account; any other is shown by whoever made it.
    """
    link = SignInLink(
        id=new_id(),
        account=account,
        created_at=at,
        expires_at=at + lasts,
        by_mail=by_mail,
        leads_to=leads_to if _fits(leads_to) else "/",
    )
    await SignInLink.insert(link)
    return UUID(str(link.id))


def link_token(link: UUID, signer: Signer) -> str:
    """The secret part of a link's address, made again whenever it is needed and never stored."""
    return signer.sign(PURPOSE, link.bytes)


async def with_link(token: str, *, signer: Signer, at: datetime) -> str:
    """Use a link up and open a session; raises NotFound for one that is used, old or made up."""
    link = UUID(bytes=signer.unsign(PURPOSE, token))
    async with transaction():
        used = await fetch(
            "UPDATE sign_in_link SET used_at = $2"
            " WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING account",
            link,
            at,
        )
        if not used:
            raise NotFound(_("Este enlace ya se usó o venció. Se puede pedir otro."))
        return await open_session(used[0]["account"], at=at)


async def destination(token: str, *, signer: Signer) -> str:
    """The page of ours that somebody wanted when they asked for this link, or the start page."""
    link = UUID(bytes=signer.unsign(PURPOSE, token))
    rows = await fetch("SELECT leads_to FROM sign_in_link WHERE id = $1", link)
    return str(rows[0]["leads_to"]) if rows else "/"


async def with_password(email: str, password: str, *, origin: str, at: datetime) -> str:
    """Open a session; raises Invalid with one sentence for a wrong address and a wrong password."""
    await limits.at_most(30, f"password:{origin}", within=timedelta(minutes=15), at=at)
    await limits.at_most(
        10, f"password:{email.strip().lower()}", within=timedelta(minutes=15), at=at
    )
    account, stored = await accounts.by_email(email) or (None, None)
    if not await passwords.matches(stored, password) or account is None:
        raise Invalid({"password": _("El correo o la contraseña no coinciden.")})
    return await open_session(account, at=at)


async def open_session(account: UUID, *, at: datetime) -> str:
    """Start a session and return the secret that its cookie holds."""
    who = await accounts.actor(account)
    if who is None:
        raise NotFound(_("Esta cuenta ya no está activa."))
    token = secrets.token_urlsafe(32)
    session = Session(
        fingerprint=fingerprint(token),
        account=account,
        created_at=at,
        expires_at=at + SESSION_LASTS,
    )
    async with transaction():
        await Session.insert(session)
        await audit.record(who, "session.opened", f"account:{account}", at=at)
    return token


async def forget_expired(*, before: datetime) -> None:
    """Drop the sessions and links that ran out before then."""
    await execute("DELETE FROM session WHERE expires_at < $1", before)
    await execute("DELETE FROM sign_in_link WHERE expires_at < $1", before)


async def sign_out(token: str) -> None:
    """End the session of this cookie."""
    await execute("DELETE FROM session WHERE fingerprint = $1", fingerprint(token))


def _fits(address: str) -> bool:
    return len(address) <= LONGEST_ADDRESS and address.isprintable()
