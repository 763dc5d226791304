"""Tokens that only this installation can make, and keys that only it can rebuild."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

MAC_BYTES: Final = 16


class Signer:
    """Signs and derives with one secret; a `purpose` keeps one use from passing for another."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def derive(self, purpose: str, salt: bytes = b"") -> bytes:
        """A 32-byte key; without the secret *and* the salt nobody can make it again."""
        return hmac.digest(self._secret, purpose.encode() + b"\0" + salt, hashlib.sha256)

    def sign(self, purpose: str, payload: bytes) -> str:
        """The payload with its mark, safe in an address; readable, not secret."""
        return _written(payload + self._mark(purpose, payload))

    def unsign(self, purpose: str, token: str) -> bytes:
        """The payload of a token signed for this purpose; raises NotFound for any other text."""
        payload, mark = _parts(token)
        if not hmac.compare_digest(mark, self._mark(purpose, payload)):
            raise NotFound(_("Este enlace no es válido."))
        return payload

    def _mark(self, purpose: str, payload: bytes) -> bytes:
        return hmac.digest(self.derive(purpose), payload, hashlib.sha256)[:MAC_BYTES]


def _written(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _parts(token: str) -> tuple[bytes, bytes]:
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except ValueError:
        raw = b""
    # Base64 reads several spellings of the same bytes; only ours is a token.
    raw = raw if _written(raw) == token else b""
    return raw[:-MAC_BYTES], raw[-MAC_BYTES:]


def fingerprint(token: str) -> bytes:
    """What is stored of a random bearer token: its SHA-256."""
    return hashlib.sha256(token.encode()).digest()
