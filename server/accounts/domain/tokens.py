"""API tokens: a script's way in, shown once and revocable."""

import secrets
from datetime import datetime
from typing import Final

from server.accounts.domain import audit
from server.accounts.tables import ApiToken
from server.foundation.database import fetch, transaction
from server.foundation.errors import Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.signing import fingerprint
from server.foundation.translation import gettext as _

SCOPES: Final = ("read", "plan", "attend", "report", "administer")


async def create(name: str, scope: str, *, by: Actor, at: datetime) -> str:
    """Make a token and return it, the only time it can be read; raises Invalid."""
    _check(name, scope)
    token = f"convoca_{secrets.token_urlsafe(32)}"
    row = ApiToken(
        id=new_id(), fingerprint=fingerprint(token), name=name, scope=scope, created_at=at
    )  # fmt: skip
    async with transaction():
        await ApiToken.insert(row)
        await audit.record(by, "token.created", f"token:{row.id}", at=at, scope=scope, name=name)
    return token


def _check(name: str, scope: str) -> None:
    wrong = {}
    if scope not in SCOPES:
        wrong["scope"] = _("Ese alcance no existe.")
    if not name.strip() or len(name) > 120:
        wrong["name"] = _("Falta el nombre.")
    if wrong:
        raise Invalid(wrong)


async def actor(token: str) -> Actor | None:
    """The script that holds this token, unless it is unknown or revoked."""
    if not token:
        return None
    rows = await fetch(
        "SELECT name, scope FROM api_token WHERE fingerprint = $1 AND revoked_at IS NULL",
        fingerprint(token),
    )
    return (
        Actor(account=None, name=rows[0]["name"], role=f"token:{rows[0]['scope']}")
        if rows
        else None
    )
