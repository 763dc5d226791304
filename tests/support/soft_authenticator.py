"""A passkey in software: it really makes keys and signs (ES256, attestation `none`)."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import encode_cbor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
AAGUID: Final = bytes(16)


class SoftAuthenticator:
    """One key for one account, which counts how often it signed unless it is told not to."""

    def __init__(self, origin: str = "http://convoca.test", *, verifies: bool = True) -> None:
        self.origin = origin
        self.verifies = verifies
        self.counts = True
        self.count = 0
        self.credential = secrets.token_bytes(32)
        self.owner = b""
        self._key = ec.generate_private_key(ec.SECP256R1())

    def made(self, options: dict[str, Any]) -> str:
        """The answer to a page that asks for a new passkey."""
        self.owner = unwritten(options["user"]["id"])
        known = self.credential, self._cose()
        attested = AAGUID + len(known[0]).to_bytes(2, "big") + known[0] + known[1]
        data = self._data(options["rp"]["id"], ATTESTED) + attested
        statement = encode_cbor({"fmt": "none", "attStmt": {}, "authData": data})
        return self._told(
            clientDataJSON=self._client_data("webauthn.create", options["challenge"]),
            attestationObject=statement,
        )

    def signed(self, options: dict[str, Any]) -> str:
        """The answer to a page that asks for a signature."""
        self.count += self.counts
        data = self._data(options["rpId"], 0)
        client = self._client_data("webauthn.get", options["challenge"])
        signature = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._told(
            clientDataJSON=client,
            authenticatorData=data,
            signature=signature,
            userHandle=self.owner,
        )

    def _data(self, party: str, more: int) -> bytes:
        flags = PRESENT | (VERIFIED if self.verifies else 0) | more
        return (
            hashlib.sha256(party.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")
        )

    def _client_data(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _cose(self) -> bytes:
        """The public key as RFC 9052 §7 writes it."""
        numbers = self._key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        return encode_cbor({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _told(self, **response: bytes) -> str:
        name = written(self.credential)
        parts = {key: written(value) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})


def written(raw: bytes) -> str:
    """Bytes as base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def unwritten(text: str) -> bytes:
    """The bytes of base64url."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
