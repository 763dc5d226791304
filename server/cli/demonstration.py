"""The demonstration organisation, and how to get into it."""

import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

import msgspec
from msgspec import Struct

from events.attendance.domain import codes
from server.accounts.domain import accounts, passwords, sign_in
from server.cli import demo_beyond, demo_goals, demo_notices, demo_reported
from server.cli.demo_cast import DOMAIN
from server.cli.demo_cohort import finished
from server.cli.demo_opinions import thought
from server.cli.demo_organisation import found, how_much
from server.cli.demo_rhythm import repeated
from server.cli.demo_today import going_on
from server.foundation.clock import now
from server.foundation.database import fetch, transaction
from server.foundation.settings import Settings
from server.foundation.signing import Signer

SEED: Final = 2026
# The coordinator of this municipality gets a link that needs no password.
FEATURED: Final = "San José Pinula"
LINK_LASTS: Final = timedelta(hours=24)
ENTRANCES: Final = """
    SELECT a.email, a.role, coalesce(m.name, '') AS place
    FROM account a
        LEFT JOIN scope s ON s.account = a.id
        LEFT JOIN volunteer v ON v.account = a.id
        LEFT JOIN municipality m ON m.ine = coalesce(s.municipality, v.home)
    WHERE split_part(a.email, '@', 2) = $1 AND a.password_hash IS NOT NULL
        AND a.disabled_at IS NULL
    ORDER BY array_position($2::text[], a.role::text), place, a.email
"""


class Entrance(Struct, frozen=True):
    """An account of the demonstration that somebody can sign in with."""

    email: str
    role: str
    place: str


async def prepare(configured: Settings, *, seed: int) -> list[str]:
    """Fill an empty database; returns what to tell the person, nothing if there is data."""
    if await fetch("SELECT FROM account LIMIT 1"):
        return []
    hashed = await passwords.hashed(_password(configured))
    at = now()
    async with transaction():
        made = await found(hashed, signer=Signer(configured.secret_key), seed=seed, at=at)
        if made is None:
            return []
        await _plan_on(Signer(configured.secret_key), at)
    amounts = "{event} events at {venue} venues, {volunteer} facilitators, {check_in} check-ins"
    told = amounts.format(**await how_much())
    return [
        f"A demonstration organisation was made: {told} (seed {seed}).",
        f"The password of its accounts is kept in {_kept(configured)}.",
    ]


async def _plan_on(signer: Signer, at: datetime) -> None:
    """What the featured coordinator has planned since, and what is going on there now."""
    rows = await fetch(
        "SELECT s.account, s.municipality FROM scope s"
        " JOIN municipality m ON m.ine = s.municipality WHERE m.name = $1",
        FEATURED,
    )
    who = await accounts.actor(rows[0]["account"])
    if who is not None:
        await repeated(rows[0]["municipality"], by=who, at=at)
        await thought(rows[0]["municipality"], seed=SEED, at=at)
        await finished(rows[0]["municipality"], by=who, signer=signer, seed=SEED, at=at)
        await going_on(rows[0]["municipality"], by=who, signer=signer, at=at)
    await demo_notices.told(at=at)
    await demo_goals.promised(at)
    await demo_beyond.reached(seed=SEED, at=at)
    await demo_reported.reported(at)


async def ways_in(configured: Settings) -> list[str]:
    """The demonstration accounts and how to sign in; nothing where there are none."""
    rows = await fetch(ENTRANCES, DOMAIN, list(accounts.ROLES))
    entrances = msgspec.convert([dict(row) for row in rows], list[Entrance])
    if not entrances:
        return []
    return [
        "",
        f"Sign in at {configured.base_url}/entrar as one of",
        *_table(entrances),
        *_said_password(configured),
        *await _links(configured, entrances),
    ]


def _table(entrances: list[Entrance]) -> list[str]:
    widest = max(len(entrance.email) for entrance in entrances)
    return [
        f"  {entrance.email:{widest}}  {entrance.role:13}  {entrance.place}".rstrip()
        for entrance in entrances
    ]


def _said_password(configured: Settings) -> list[str]:
    kept = _kept(configured)
    return [f"with the password {kept.read_text()}"] if kept.exists() else []


async def _links(configured: Settings, entrances: list[Entrance]) -> list[str]:
    """A link that lets the featured coordinator in once."""
    featured = [it.email for it in entrances if (it.role, it.place) == ("coordinator", FEATURED)]
    account = await accounts.by_email(featured[0]) if featured else None
    if account is None:
        return []
    link = await sign_in.make_link(account[0], at=now(), lasts=LINK_LASTS)
    token = sign_in.link_token(link, Signer(configured.secret_key))
    return [
        f"or once, as {featured[0]}, without a password:",
        f"  {configured.base_url}/entrar/{token}",
    ]


def _kept(configured: Settings) -> Path:
    return configured.data_dir / "demo-password"


def _password(configured: Settings) -> str:
    """One for this installation; only its owner can read it."""
    path = _kept(configured)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Linked into place whole, so that nobody ever finds half a password; made readable by us alone.
    with NamedTemporaryFile("w", dir=path.parent) as draft, suppress(FileExistsError):
        code = codes.new_pass_code()
        draft.write("-".join((code[:4], code[4:8], code[8:])))
        draft.flush()
        os.link(draft.name, path)
    return path.read_text()
