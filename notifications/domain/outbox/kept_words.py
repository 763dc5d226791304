"""What a notice said, as it can be read in the product itself."""

from uuid import UUID

import msgspec
from msgspec import Struct

from notifications.domain.letter import Fact
from server.foundation.database import fetch


class KeptWords(Struct, frozen=True, kw_only=True):
    """The words of a notice without its links; somebody `read` them or did not yet."""

    subject: str
    opening: str
    facts: tuple[Fact, ...]
    read: bool


async def kept_words(notice: UUID) -> KeptWords | None:
    """What its reader finds under «Mis avisos»; who may ask is for the asker to know."""
    rows = await fetch(
        "SELECT subject, opening, facts, read_at IS NOT NULL AS read FROM inbox_entry"
        " WHERE notice = $1",
        notice,
    )
    found = [{**dict(row), "facts": msgspec.json.decode(row["facts"])} for row in rows]
    return msgspec.convert(found[0], KeptWords) if found else None
