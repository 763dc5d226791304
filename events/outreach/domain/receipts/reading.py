"""Finding receipts."""

from typing import Any, Final
from uuid import UUID

import msgspec

from events.outreach.domain.receipts import sight
from events.outreach.domain.receipts.canonical import canonical
from events.outreach.domain.receipts.receipt import Receipt
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

LISTED: Final = 100
WRITTEN: Final = frozenset("0123456789abcdef-")
COLUMNS: Final = (
    "r.id, r.named, r.rule, r.project, r.release, r.asked, r.events, r.figures, r.digest,"
    " r.made_at, r.made_by"
)
OF_RELEASE: Final = (
    f"SELECT {COLUMNS} FROM figure_receipt r WHERE r.release = $1 ORDER BY r.id DESC LIMIT {LISTED}"
)
# A question without a municipality and without places is about everywhere.
LATEST: Final = f"""
    SELECT {COLUMNS} FROM figure_receipt r
    WHERE ($1 = '' OR r.id::text LIKE $1 || '%' OR encode(r.digest, 'hex') LIKE $1 || '%')
        AND ($2 OR r.asked ->> 'municipality' = ANY($3)
            OR r.asked ->> 'municipality' IS NULL AND r.asked -> 'places' <@ $4::jsonb)
    ORDER BY r.id DESC LIMIT {LISTED}
"""


async def receipt(id_: UUID) -> Receipt:
    """Raises NotFound when there is none."""
    found = await receipts_among(f"SELECT {COLUMNS} FROM figure_receipt r WHERE r.id = $1", id_)
    if not found:
        raise NotFound(_("Esa constancia no existe."))
    return found[0]


async def of_release(release: UUID) -> list[Receipt]:
    """Those that prove the figures of a release, the latest first."""
    return await receipts_among(OF_RELEASE, release)


async def receipts(by: Actor, *, sought: str = "") -> list[Receipt]:
    """Those that somebody may see all of, the latest first.

    `sought` is how the id or the digest begins, or the whole address of one.
    """
    by.need("report")
    named = sought.rsplit("/", 1)[-1].casefold()
    begins = "".join(letter for letter in named if letter in WRITTEN)
    if sought and not begins:
        return []
    own = sorted(by.municipalities)
    everywhere, listed = sight.everywhere(by), canonical(own).decode()
    return await receipts_among(LATEST, begins, everywhere, own, listed)


async def receipts_among(query: str, *arguments: Any) -> list[Receipt]:
    """The receipts that a query over `figure_receipt r` gives."""
    rows = await fetch(query, *arguments)
    return msgspec.convert([_decoded(dict(row)) for row in rows], list[Receipt])


def _decoded(row: dict[str, Any]) -> dict[str, Any]:
    read = msgspec.json.decode
    return {**row, "asked": read(row["asked"]), "figures": read(row["figures"])}
