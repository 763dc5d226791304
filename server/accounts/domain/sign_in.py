"""Coming in: by a link sent to a known address, or with a password."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from server.accounts.domain import (
    accounts,
    audit,
    managing_password,
    passkeys,
    passwords,
    second_step,
    sessions,
    throttling,
    throttling_links,
)
from server.accounts.domain.passkeys_asking import Party
from server.accounts.domain.sign_in_counts import counted
from server.accounts.domain.throttling import Asker
from server.accounts.tables import SignInLink
from server.foundation.database import fetch, transaction
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import new_id
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

PURPOSE: Final = "sign-in"
LINK_LASTS: Final = timedelta(minutes=20)
SESSION_LASTS: Final = sessions.LASTS
LONGEST_ADDRESS: Final = 500


async def ask_for_link(
    email: str, *, origin: str, at: datetime, device: str = "", leads_to: str = "/"
) -> None:
    """Owe a sign-in link to the account of this address, if there is one; say nothing.

    `leads_to` is the page of ours that they wanted to see; `device` the browser, if it is known.
    """
    await throttling.ask(email, Asker(origin, device), at=at)
    wanted = leads_to if _fits(leads_to) else "/"
    await throttling_links.owe(email, at=at, lasts=LINK_LASTS, leads_to=wanted)


async def make_link(
    account: UUID,
    *,
    at: datetime,
    lasts: timedelta = LINK_LASTS,
    by_mail: bool = False,
    leads_to: str = "/",
    complete: bool = False,
) -> UUID:
    """A new one-time link; `link_token` turns its id into what stands in the address.

    One that goes `by_mail` is owed to the account; any other is shown by whoever made it. A
    `complete` one is all it takes to come in: whoever reaches the machine itself may make one.
    """
    link = SignInLink(
        id=new_id(),
        account=account,
        created_at=at,
        expires_at=at + lasts,
        by_mail=by_mail,
        leads_to=leads_to if _fits(leads_to) else "/",
        complete=complete and not by_mail,
    )
    await SignInLink.insert(link)
    return UUID(str(link.id))


def link_token(link: UUID, signer: Signer) -> str:
    """The secret part of a link's address, made again whenever it is needed and never stored."""
    return signer.sign(PURPOSE, link.bytes)


@counted("link")
async def with_link(token: str, *, signer: Signer, at: datetime, browser: str = "") -> str:
    """Use a link up and open a session; raises NotFound for one that is used, old or made up."""
    link = UUID(bytes=signer.unsign(PURPOSE, token))
    async with transaction():
        used = await fetch(
            "UPDATE sign_in_link SET used_at = $2"
            " WHERE id = $1 AND used_at IS NULL AND expires_at > $2"
            " RETURNING account, complete",
            link,
            at,
        )
        if not used:
            raise NotFound(_("Este enlace ya se usó o venció. Se puede pedir otro."))
        return await open_session(
            used[0]["account"], at=at, second=used[0]["complete"], browser=browser
        )


async def destination(token: str, *, signer: Signer) -> str:
    """The page of ours that somebody wanted when they asked for this link, or the start page."""
    link = UUID(bytes=signer.unsign(PURPOSE, token))
    rows = await fetch("SELECT leads_to FROM sign_in_link WHERE id = $1", link)
    return str(rows[0]["leads_to"]) if rows else "/"


@counted("password")
async def with_password(
    email: str, password: str, *, origin: str, at: datetime, device: str = "", browser: str = ""
) -> str:
    """Open a session; raises Invalid with one sentence for a wrong address and a wrong password."""
    await throttling.guess(email, Asker(origin, device), at=at)
    account, stored = await accounts.by_email(email) or (None, None)
    if not await passwords.matches(stored, password) or account is None:
        raise Invalid({"password": _("El correo o la contraseña no coinciden.")})
    await managing_password.keep_up(account, stored, password)
    return await open_session(account, at=at, browser=browser)


@counted("passkey")
async def with_passkey(answer: str, *, party: Party, at: datetime, browser: str = "") -> str:
    """Open a whole session with a passkey alone: it verified who holds it. Raises Invalid."""
    found = await passkeys.answered(answer, None, party=party, at=at)
    await second_step.refuse_cloned(found, at=at)
    return await open_session(found.account, at=at, second=True, browser=browser)


async def open_session(
    account: UUID, *, at: datetime, second: bool = False, browser: str = ""
) -> str:
    """Start a session and return the secret that its cookie holds.

    Without the `second` step, whoever needs one is only half-way in.
    """
    async with transaction():
        # Whoever disables it meanwhile is waited for, or finds this session and ends it.
        await fetch("SELECT FROM account WHERE id = $1 FOR SHARE", account)
        who = await accounts.actor(account)
        if who is None:
            raise NotFound(_("Esta cuenta ya no está activa."))
        token = await sessions.open_new(account, second=second, browser=browser, at=at)
        await audit.record(who, "session.opened", f"account:{account}", at=at)
    return token


def _fits(address: str) -> bool:
    return len(address) <= LONGEST_ADDRESS and address.isprintable()
