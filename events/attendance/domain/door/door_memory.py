"""What became of things that phones at a door sent before."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.noticed import Told
from server.foundation.database import fetch
from server.foundation.translation import gettext as _

# What was set aside and then kept or moved is there twice: what was decided comes last, and holds.
KNOWN: Final = """
    SELECT known.id, known.event = $2 AS ours, known.fate,
        EXISTS (SELECT FROM withdrawal w WHERE w.line = known.id AND w.event = $2) AS undone
    FROM (
        SELECT id, event, 'line' AS fate, 1 AS place FROM check_in WHERE id = ANY($1)
        UNION ALL
        SELECT id, event, 'line', 1 FROM headcount WHERE id = ANY($1)
        UNION ALL
        SELECT id, event, coalesce(fate, 'waits'), 2 FROM set_aside WHERE id = ANY($1)
    ) known
    ORDER BY place
"""


class Known(Struct, frozen=True, kw_only=True):
    """Something that is in the database: a line, or set aside and waiting, kept, moved, dropped."""

    id: UUID
    ours: bool
    fate: str
    undone: bool


async def remembered(things: Collection[UUID], event: UUID) -> dict[UUID, Told]:
    """What to tell at this event's door of those that arrived before, by id."""
    rows = await fetch(KNOWN, list(things), event)
    known = msgspec.convert([dict(row) for row in rows], list[Known])
    return {one.id: told(one) for one in known}


def told(known: Known) -> Told:
    """What to tell of one that is sent again."""
    if not known.ours:
        return Told(known.id, "refused", _("Ese identificador ya se usó en otra actividad."))
    if known.undone:
        return Told(known.id, "undone")
    match known.fate:
        case "waits":
            return Told(known.id, "aside")
        case "dropped":
            return Told(known.id, "refused", _("Se descartó al revisar el registro."))
        case "kept" | "moved":
            return Told(known.id, "recorded")
    return Told(known.id, "already")
