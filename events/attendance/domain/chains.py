"""Lines that correct one another: of such a chain, with all its branches, at most one counts."""

from typing import Final, Literal
from uuid import UUID

from server.foundation.database import fetch
from server.foundation.errors import Conflict
from server.foundation.translation import gettext as _

# A trigger in the migrations asks the same of whatever is written or put back.
OTHERS: Final = """
    WITH RECURSIVE earlier AS (
        SELECT id, corrects FROM {table} WHERE id = $1
        UNION
        SELECT line.id, line.corrects FROM {table} line JOIN earlier ON line.id = earlier.corrects
    ), chain AS (
        SELECT id FROM earlier
        UNION
        SELECT line.id FROM {table} line JOIN chain ON line.corrects = chain.id
    )
    SELECT FROM {table} JOIN chain USING (id) WHERE voided_at IS NULL AND id <> $1
"""


async def need_alone(kind: Literal["check_in", "headcount"], line: UUID) -> None:
    """Raise Conflict where another line of its chain counts; whoever calls holds the event."""
    if await fetch(OTHERS.format(table=kind), line):
        raise Conflict(_("En lugar de esta línea ya vale otra."))
