"""The accounts as administrators see them: how they come in, how guarded, when they last did."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

A_PAGE: Final = 50
STEPS: Final = """
    (SELECT count(*) FROM authenticator WHERE account = a.id AND confirmed_at IS NOT NULL)
    + (SELECT count(*) FROM passkey WHERE account = a.id)
"""
LINE: Final = """
    SELECT a.id, a.name, a.email, a.role, a.language, a.created_at, a.disabled_at,
        a.password_hash IS NOT NULL AS password,
        array(SELECT municipality FROM scope WHERE account = a.id ORDER BY municipality)
            AS municipalities,
        (SELECT count(*)::int FROM authenticator
         WHERE account = a.id AND confirmed_at IS NOT NULL) AS apps,
        (SELECT count(*)::int FROM passkey WHERE account = a.id) AS passkeys,
        (SELECT max(x.at) FROM audit_entry x
         WHERE x.subject = 'account:' || a.id AND x.act = 'session.opened') AS last_in,
        (SELECT s.by FROM suspension s WHERE s.account = a.id AND s.ended_at IS NULL) AS disabled_by
    FROM account a
"""
SIFTED: Final = f"""
    a.erased_at IS NULL
    AND ($1 = '' OR strpos(lower(a.name), lower($1)) > 0 OR strpos(a.email, lower($1)) > 0)
    AND ($2 = '' OR a.role = $2)
    AND ($3 = '' OR EXISTS (SELECT FROM scope WHERE account = a.id AND municipality = $3))
    AND CASE $4
        WHEN 'enabled' THEN a.disabled_at IS NULL
        WHEN 'disabled' THEN a.disabled_at IS NOT NULL
        WHEN 'unguarded' THEN a.disabled_at IS NULL AND ({STEPS}) = 0
        ELSE true END
"""
STATES: Final = ("enabled", "disabled", "unguarded")


class Kept(Struct, frozen=True, kw_only=True):
    """An account; `apps` and `passkeys` are its second steps, `last_in` when it last came in."""

    id: UUID
    name: str
    email: str
    role: str
    language: str
    municipalities: tuple[str, ...]
    password: bool
    apps: int
    passkeys: int
    created_at: datetime
    disabled_at: datetime | None
    disabled_by: str | None
    last_in: datetime | None

    @property
    def steps(self) -> int:
        """How many second steps it has."""
        return self.apps + self.passkeys


class Sift(Struct, frozen=True, kw_only=True):
    """Which accounts are looked for; what is empty is not asked. `state` is one of `STATES`."""

    words: str = ""
    role: str = ""
    municipality: str = ""
    state: str = ""


async def some(sift: Sift, *, by: Actor, page: int = 1) -> tuple[Sequence[Kept], int]:
    """A page of them by name, and how many there are."""
    by.need("administer")
    asked = (sift.words, sift.role, sift.municipality, sift.state)
    counted = await fetch(f"SELECT count(*) AS n FROM account a WHERE {SIFTED}", *asked)
    rows = await fetch(
        f"{LINE} WHERE {SIFTED} ORDER BY lower(a.name), a.id LIMIT $5 OFFSET $6",
        *asked, A_PAGE, (page - 1) * A_PAGE,
    )  # fmt: skip
    return [msgspec.convert(dict(row), Kept) for row in rows], counted[0]["n"]


async def one(account: UUID, *, by: Actor) -> Kept:
    """One of them; raises NotFound or NotAllowed."""
    by.need("administer")
    rows = await fetch(f"{LINE} WHERE a.id = $1", account)
    if not rows:
        raise NotFound(_("Esta cuenta no existe."))
    return msgspec.convert(dict(rows[0]), Kept)
