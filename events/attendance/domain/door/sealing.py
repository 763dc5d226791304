"""Opening what a phone at a door sealed so that whoever takes the phone cannot read it.

HPKE (RFC 9180) in base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, with nothing
authenticated besides. The key pair is an event's, made anew from the server's secret each time.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.foundation.errors import Invalid
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

PURPOSE: Final = "door"
CURVE: Final = ec.SECP256R1()
ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SUITE: Final = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
LABEL: Final = b"HPKE-v1" + b"KEM" + b"\x00\x10"
SCALAR_BYTES: Final = 32


def private_key(event: UUID, signer: Signer) -> ec.EllipticCurvePrivateKey:
    """The key that opens what was sealed for an event; it is never kept."""
    return derived(signer.derive(PURPOSE, event.bytes))


def public_key(event: UUID, signer: Signer) -> str:
    """What a phone seals with for an event: an uncompressed point in base64url."""
    public = private_key(event, signer).public_key()
    return written(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def opened(item: UUID, sealed: str, key: ec.EllipticCurvePrivateKey) -> bytes:
    """What was sealed as `item`; raises Invalid for what was not, or not for this event."""
    try:
        whole = urlsafe_b64decode(sealed.encode("ascii") + b"=" * (-len(sealed) % 4))
        return SUITE.decrypt(whole, key, info_of(item))
    except (ValueError, InvalidTag) as error:
        raise Invalid({"sealed": _("No se pudo abrir: no es de esta actividad.")}) from error


def info_of(item: UUID) -> bytes:
    """What binds a seal to the id that it was made for."""
    return f"convoca-door/{item}".encode("ascii")


def written(raw: bytes) -> str:
    """Bytes in base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def derived(material: bytes) -> ec.EllipticCurvePrivateKey:
    """DeriveKeyPair for P-256 (RFC 9180 §7.1.3)."""
    root = hmac.digest(b"", LABEL + b"dkp_prk" + material, hashlib.sha256)
    for counter in range(256):
        scalar = int.from_bytes(_candidate(root, counter))
        if 0 < scalar < ORDER:
            return ec.derive_private_key(scalar, CURVE)
    raise ValueError("no key can be derived from this")


def _candidate(root: bytes, counter: int) -> bytes:
    """LabeledExpand of one block; the first bitmask of P-256 is 0xff, so it changes nothing."""
    labelled = SCALAR_BYTES.to_bytes(2) + LABEL + b"candidate" + bytes([counter])
    return hmac.digest(root, labelled + b"\x01", hashlib.sha256)
