"""Passwords, kept as Argon2id (RFC 9106) with the library's recommended cost."""

import asyncio
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

SHORTEST: Final = 10
LONGEST: Final = 200
_hasher: Final = PasswordHasher()
# Verifying against this takes as long as against a real one, so time tells nothing about accounts.
# Of what it was made nobody knows; at the cost of `_hasher`, which is not paid at each start.
_nobody: Final = (
    "$argon2id$v=19$m=65536,t=3,p=4"
    "$nWfqdsnAW/F9lqFHAKv8Hw$aYaSt8+lEJTXYX5UgqvUGcqajk8zrQQBH7T13BjzdqM"
)


async def hashed(password: str) -> str:
    """What is stored of a password; raises Invalid when it is too short or too long to be one.

    Whether it is hard to guess is asked by `password_strength`.
    """
    if len(password) < SHORTEST:
        raise Invalid(
            {"password": _("La contraseña necesita al menos %(n)s caracteres.", n=SHORTEST)}
        )
    if len(password) > LONGEST:
        raise Invalid({"password": _("Tiene más de %(n)s caracteres.", n=LONGEST)})
    return await asyncio.to_thread(_hasher.hash, password)


async def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one; as slow for an account without one."""
    right = await asyncio.to_thread(_verify, stored or _nobody, password[: LONGEST + 1])
    return right and bool(stored)


def aged(stored: str) -> bool:
    """Whether it was kept at another cost than passwords are kept at now."""
    return _hasher.check_needs_rehash(stored)


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
