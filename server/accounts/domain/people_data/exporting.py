"""Handing a person all that is held about them: for programs as JSON, and as a page to read."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import audit
from server.accounts.domain.people_data import readable
from server.accounts.domain.people_data.finding import person as found
from server.accounts.domain.people_data.holding import Person, RoomData, ask
from server.accounts.domain.people_data.readable import Reader
from server.foundation.identity import Actor


class Part(Struct, frozen=True):
    """What one room holds of one sort; `what` is how it is called in Spanish."""

    room: str
    what: str
    rows: list[dict[str, Any]]


async def export(
    account: UUID, rooms: Sequence[RoomData], reader: Reader, *, by: Actor, at: datetime
) -> bytes:
    """A ZIP of everything; one's own, or anybody's for an administrator.

    Raises NotFound or NotAllowed. It is written down who took whose.
    """
    if account != by.account:
        by.need("administer")
    person = await found(account, rooms)
    held = await parts(person, rooms)
    await audit.record(by, "person.exported", f"account:{account}", at=at)
    return packed(person, held, reader, at=at)


async def parts(person: Person, rooms: Sequence[RoomData]) -> list[Part]:
    """Everything that is held, room by room; what there is nothing of is told too."""
    return [
        Part(room.name, holding.what, await ask(holding.query, person))
        for room in rooms
        for holding in room.holdings
    ]


def packed(person: Person, held: Sequence[Part], reader: Reader, *, at: datetime) -> bytes:
    """The ZIP file; the same at the same moment, byte for byte."""
    told = {"account": person.account, "at": at, "held": held}
    shown = [(it.what, it.rows) for it in held]
    files = {
        "datos.json": msgspec.json.format(msgspec.json.encode(told, enc_hook=str), indent=2),
        "datos.html": readable.page(person.name, shown, at, reader).encode(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), content)
    return packed.getvalue()
