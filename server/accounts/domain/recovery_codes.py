"""Codes on paper that stand for the second step, each of them once."""

import re
import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from server.accounts.tables import RecoveryCode
from server.foundation.database import execute, fetch, transaction
from server.foundation.signing import Signer

HOW_MANY: Final = 10
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
"""59 bits each: beyond guessing."""
PURPOSE: Final = "recovery code"

_SEPARATORS: Final = re.compile(r"[\s\u2010-\u2014-]")


async def renew(account: UUID, *, signer: Signer, at: datetime) -> list[str]:
    """Make a new set in place of any other, and return it, the only time it can be read."""
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(HOW_MANY)]
    rows = [
        RecoveryCode(fingerprint=_mark(account, code, signer), account=account, created_at=at)
        for code in codes
    ]
    async with transaction():
        await execute("SELECT FROM account WHERE id = $1 FOR UPDATE", account)
        await execute("DELETE FROM recovery_code WHERE account = $1", account)
        await RecoveryCode.insert(*rows)
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


async def used_up(account: UUID, typed: str, *, signer: Signer, at: datetime) -> bool:
    """Use up what was typed, if it is a code of this account that nobody used."""
    code = _SEPARATORS.sub("", typed).upper()
    return bool(
        await fetch(
            "UPDATE recovery_code SET used_at = $3"
            " WHERE fingerprint = $1 AND account = $2 AND used_at IS NULL RETURNING account",
            _mark(account, code, signer),
            account,
            at,
        )
    )


async def left(account: UUID) -> int:
    """How many codes of an account are still good."""
    rows = await fetch(
        "SELECT count(*) AS n FROM recovery_code WHERE account = $1 AND used_at IS NULL", account
    )
    return int(rows[0]["n"])


def _mark(account: UUID, code: str, signer: Signer) -> bytes:
    """What is kept of a code: it cannot be found by trying, unless one has our secret."""
    return signer.derive(PURPOSE, account.bytes + code.encode("utf-8", "replace"))
