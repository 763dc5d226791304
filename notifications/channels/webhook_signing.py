"""Signing what programs are told, as Standard Webhooks 1.0 wants it."""

import hmac
from base64 import b64decode, b64encode
from datetime import datetime
from hashlib import sha256
from typing import Final

PREFIX: Final = "whsec_"


def secret(key: bytes) -> str:
    """A key as it is handed to a program."""
    return PREFIX + b64encode(key).decode()


def headers(identity: str, body: bytes, *, key: str, at: datetime) -> dict[str, str]:
    """What goes with a body: who says it, and that it is said now.

    `identity` stays the same on every attempt. The moment is part of what is signed: whoever
    repeats an old message cannot make it young again.
    """
    moment = str(int(at.timestamp()))
    said = f"{identity}.{moment}.".encode() + body
    mark = hmac.digest(b64decode(key.removeprefix(PREFIX)), said, sha256)
    return {
        "webhook-id": identity,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{b64encode(mark).decode()}",
    }
