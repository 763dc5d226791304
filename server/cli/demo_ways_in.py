"""How to get into the demonstration, told to whoever started it."""

import shlex
from datetime import timedelta
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from server.accounts.domain import accounts, second_step_digits, sign_in
from server.cli import demo_keys
from server.cli.demo_cast import DOMAIN
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.settings import Settings
from server.foundation.signing import Signer

# The coordinator of this municipality gets a link that needs nothing else.
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

    @property
    def featured(self) -> bool:
        """Whether it comes with a link."""
        return (self.role, self.place) in {("administrator", ""), ("coordinator", FEATURED)}


async def told(configured: Settings) -> list[str]:
    """The demonstration accounts and how to sign in; nothing where there are none."""
    rows = await fetch(ENTRANCES, DOMAIN, list(accounts.ROLES))
    entrances = msgspec.convert([dict(row) for row in rows], list[Entrance])
    if not entrances:
        return []
    return [
        "",
        f"Sign in at {configured.base_url}/entrar as one of",
        *_table(entrances),
        *_password(configured),
        *_digits(configured),
        *await _links(configured, [it for it in entrances if it.featured]),
    ]


def _table(entrances: list[Entrance]) -> list[str]:
    widest = max(len(entrance.email) for entrance in entrances)
    return [
        f"  {entrance.email:{widest}}  {entrance.role:13}  {entrance.place}".rstrip()
        for entrance in entrances
    ]


def _password(configured: Settings) -> list[str]:
    password = demo_keys.kept(configured, demo_keys.PASSWORD)
    return [f"with the password {password}"] if password else []


def _digits(configured: Settings) -> list[str]:
    key = demo_keys.kept(configured, demo_keys.KEY)
    if not key:
        return []
    typed = second_step_digits.in_fours(key.encode("ascii"))
    return [
        "Administrators and coordinators are then asked for six digits, which this prints:",
        f"  {_here(configured)}.venv/bin/convoca account digits --email ADDRESS",
        f"  (or an authenticator app that is given the key {typed})",
    ]


def _here(configured: Settings) -> str:
    """What the command must be told where the data are not kept in the usual place."""
    usual = configured.data_dir.resolve() == Path("data").resolve()
    return "" if usual else f"CONVOCA_DATA_DIR={shlex.quote(str(configured.data_dir))} "


async def _links(configured: Settings, featured: list[Entrance]) -> list[str]:
    """A link each that lets them in once, all the way."""
    signer, lines = Signer(configured.secret_key), []
    for entrance in featured:
        link = await sign_in.make_link(
            await accounts.of_address(entrance.email), at=now(), lasts=LINK_LASTS, complete=True
        )
        token = sign_in.link_token(link, signer)
        lines += [f"  as {entrance.email}, {entrance.role}:"]
        lines += [f"    {configured.base_url}/entrar/{token}"]
    return ["Or come in once, with neither:", *lines] if lines else []
