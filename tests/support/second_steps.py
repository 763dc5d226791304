"""People who have a second step, and how they take it on the pages."""

import html
import re
from datetime import datetime
from uuid import UUID

import httpx
import pyotp

from server.accounts.domain import authenticators, passwords, second_step_digits, sign_in
from server.accounts.domain.sessions import Standing, read
from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.identity import Actor
from server.foundation.signing import Signer
from tests.support.cast import show_session, submit
from tests.support.soft_authenticator import SoftAuthenticator

PASSWORD = "una clave larga y rara"


def account_id(who: Actor) -> UUID:
    """The account of somebody who has one."""
    assert who.account is not None
    return who.account


async def with_app(who: Actor, signer: Signer, *, at: datetime | None = None) -> bytes:
    """Give somebody an app; returns its key."""
    key = second_step_digits.new_key()
    await authenticators.keep(account_id(who), key, signer=signer, at=at or now())
    return key


async def with_password(who: Actor) -> None:
    """Give somebody the password of the tests."""
    kept = await passwords.hashed(PASSWORD)
    await execute("UPDATE account SET password_hash = $2 WHERE id = $1", who.account, kept)


async def standing_of(token: str, *, at: datetime | None = None) -> Standing:
    """How far a session has come."""
    found = await read(token, at=at or now())
    assert found is not None
    return found.standing


async def half_way(client: httpx.AsyncClient, who: Actor) -> Standing:
    """Let the browser have taken the first step, and no other."""
    token = await sign_in.open_session(account_id(who), at=now())
    show_session(client, token)
    return await standing_of(token)


def digits(key: bytes, steps: int = 0) -> str:
    """What an app with this key shows now, or so many half minutes later."""
    return pyotp.TOTP(key.decode()).at(now(), counter_offset=steps)


def offered(page: str) -> tuple[bytes, str]:
    """The key that a page offers to an app, and what goes back with its digits."""
    key = re.search(r'protect-key">([A-Z2-7 ]+)<', page)
    draft = re.search(r'name="draft" value="([^"]+)"', page)
    assert key is not None
    assert draft is not None
    return key[1].replace(" ", "").encode(), html.unescape(draft[1])


async def add_passkey(
    client: httpx.AsyncClient, address: str, phone: SoftAuthenticator, **more: str
) -> httpx.Response:
    """Have a page keep a new passkey."""
    options = (await submit(client, f"{address}/reto")).json()
    return await submit(client, address, {"passkey": phone.made(options), **more})


async def use_passkey(
    client: httpx.AsyncClient, address: str, phone: SoftAuthenticator, **more: str
) -> httpx.Response:
    """Have a page check a signature."""
    options = (await submit(client, f"{address}/reto")).json()
    return await submit(client, address, {"passkey": phone.signed(options), **more})
