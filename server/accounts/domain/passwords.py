"""Passwords, kept as Argon2id (RFC 9106) with the library's recommended cost."""

import asyncio
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

SHORTEST: Final = 10
_hasher: Final = PasswordHasher()
# Verifying against this takes as long as against a real one, so time tells nothing about accounts.
_nobody: Final = _hasher.hash("nobody's password")


async def hashed(password: str) -> str:
    """What is stored of a password; raises Invalid when it is too short to be one."""
    if len(password) < SHORTEST:
        raise Invalid(
            {"password": _("La contraseña necesita al menos %(n)s caracteres.", n=SHORTEST)}
        )
    return await asyncio.to_thread(_hasher.hash, password)


async def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one; as slow for an account without one."""
    right = await asyncio.to_thread(_verify, stored or _nobody, password)
    return right and bool(stored)


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
