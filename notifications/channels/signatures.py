"""Whether a report really comes from the provider that it seems to come from."""

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qs, urlsplit, urlunsplit

PREFIX: Final = "sha256="
PORTS: Final = {"https": 443, "http": 80}


def same(ours: str, said: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing of them."""
    return hmac.compare_digest(ours.encode(), said.encode("utf-8", "replace"))


def by_meta(body: bytes, said: str, *, secret: str) -> bool:
    """Whether X-Hub-Signature-256 was made over these very bytes."""
    ours = PREFIX + hmac.digest(secret.encode(), body, hashlib.sha256).hex()
    return same(ours, said)


def by_twilio(
    address: str, fields: Iterable[tuple[str, str]], said: str, *, token: str
) -> bool:  # fmt: skip
    """Whether X-Twilio-Signature was made for this public address and form.

    A name that comes twice counts once for each different value.
    """
    form = "".join(name + value for name, value in sorted(set(fields)))
    # Their own libraries check with and without the usual port: senders differ.
    return any(same(_twilio(spelt + form, token), said) for spelt in _spellings(address))


def by_twilio_as_json(address: str, body: bytes, said: str, *, token: str) -> bool:
    """The same for a body that is no form: its hash stands in the signed address."""
    told = parse_qs(urlsplit(address).query).get("bodySHA256", [""])[0]
    whole = same(hashlib.sha256(body).hexdigest(), told.lower())
    return by_twilio(address, (), said, token=token) and whole


def _twilio(text: str, token: str) -> str:
    return b64encode(hmac.digest(token.encode(), text.encode(), hashlib.sha1)).decode()


def _spellings(address: str) -> list[str]:
    url = urlsplit(address)
    host, colon, _port = url.netloc.rpartition(":")
    other = host if colon else f"{url.netloc}:{PORTS.get(url.scheme, 80)}"
    return [address, urlunsplit(url._replace(netloc=other))]
