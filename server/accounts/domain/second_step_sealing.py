"""Locking a secret with the installation's own, so that a copy of the database opens nothing."""

import os
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server.foundation.signing import Signer

PURPOSE: Final = "second step"
NONCE_BYTES: Final = 12


def sealed(secret: bytes, *, of: UUID, signer: Signer) -> bytes:
    """The secret, to be opened for this account or session alone."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _lock(signer).encrypt(nonce, secret, of.bytes)


def opened(kept: bytes, *, of: UUID, signer: Signer) -> bytes | None:
    """What was sealed; None when it was for another, under another secret, or is made up."""
    try:
        return _lock(signer).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], of.bytes)
    except (InvalidTag, ValueError):
        return None


def _lock(signer: Signer) -> AESGCM:
    return AESGCM(signer.derive(PURPOSE))
