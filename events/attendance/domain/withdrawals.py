"""Taking back what a phone at a door had noticed, whichever of the two arrives first."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from events.attendance.domain import standing
from events.attendance.domain.noticed import Noticed, Sender, Told
from events.attendance.domain.review import late_undos
from server.foundation.database import fetch
from server.foundation.translation import gettext as _

REASON: Final = "Deshecho en la puerta"
REMEMBER: Final = """
    INSERT INTO withdrawal (line, at, event, phone, received_at)
    SELECT line, at, $3, $4, $5 FROM unnest($1::uuid[], $2::timestamptz[]) AS undo (line, at)
    ORDER BY line
    ON CONFLICT DO NOTHING RETURNING line
"""
WITHDRAWN: Final = "SELECT line FROM withdrawal WHERE line = ANY($1) AND event = $2"
FOREIGN: Final = """
    SELECT id FROM check_in WHERE id = ANY($1) AND (event <> $2 OR phone IS NULL)
    UNION ALL
    SELECT id FROM headcount WHERE id = ANY($1) AND (event <> $2 OR phone IS NULL)
    UNION ALL
    SELECT id FROM set_aside WHERE id = ANY($1) AND event <> $2
"""
# What a coordinator corrected meanwhile was the same mistake.
GONE: Final = """
    WITH RECURSIVE gone AS (
        SELECT id FROM {table} WHERE id = ANY($1) AND event = $2
        UNION
        SELECT later.id FROM {table} later JOIN gone ON later.corrects = gone.id
        WHERE later.event = $2
    )
"""
VOID_CHECK_INS: Final = f"""
    {GONE.format(table="check_in")}
    UPDATE check_in SET voided_at = $3, void_reason = $4, standing = false
    WHERE id IN (SELECT id FROM gone) AND voided_at IS NULL RETURNING pseudonym
"""
VOID_HEADCOUNTS: Final = f"""
    {GONE.format(table="headcount")}
    UPDATE headcount SET voided_at = $3, void_reason = $4
    WHERE id IN (SELECT id FROM gone) AND voided_at IS NULL
"""
DROP_ASIDES: Final = """
    UPDATE set_aside SET fate = 'dropped', decided_at = $3, reason = $4
    WHERE id = ANY($1) AND event = $2 AND fate IS NULL
"""


async def take_back(
    undos: Sequence[Noticed],
    written: Collection[UUID],
    *,
    sender: Sender,
    received_at: datetime,
    closed: bool,
) -> dict[UUID, Told]:
    """What to tell of undos, and of the things that they undid; whoever calls holds the event.

    `written` are the things that have just been: any of them may have been taken back before. In a
    closed register nothing changes by itself, so what counts there waits for a coordinator.
    """
    strange = await _foreign([undo.of for undo in undos], sender.event)
    ours = [undo for undo in undos if undo.of not in strange]
    new = await _remember(ours, sender, received_at)
    undone = new | await _withdrawn(written, sender.event)
    await _carry_out(undone, sender.event, at=received_at, closed=closed)
    if closed:
        await late_undos.put_off(new)
    left = await late_undos.waiting([undo.of for undo in ours])
    return (
        {thing: Told(thing, "undone") for thing in undone - left}
        | {undo.id: Told(undo.id, "aside" if undo.of in left else "undone") for undo in ours}
        | {undo.id: _refused(undo) for undo in undos if undo.of in strange}
    )


def _refused(undo: Noticed) -> Told:
    return Told(undo.id, "refused", _("Eso no se anotó en esta puerta."))


async def _foreign(lines: Sequence[UUID | None], event: UUID) -> set[UUID]:
    """Which of these are not this event's, or never came through its door."""
    return {row["id"] for row in await fetch(FOREIGN, lines, event)} if lines else set()


async def _remember(
    undos: Sequence[Noticed], sender: Sender, received_at: datetime
) -> set[UUID]:  # fmt: skip
    """Write down what is taken back, also what has yet to arrive; which of it was not known."""
    if not undos:
        return set()
    taken = [undo.of for undo in undos], [undo.at for undo in undos]
    rows = await fetch(REMEMBER, *taken, sender.event, sender.phone, received_at)
    return {row["line"] for row in rows}


async def _withdrawn(lines: Collection[UUID], event: UUID) -> set[UUID]:
    """Which of these were taken back at this event's door."""
    return {row["line"] for row in await fetch(WITHDRAWN, list(lines), event)} if lines else set()


async def _carry_out(lines: Collection[UUID], event: UUID, *, at: datetime, closed: bool) -> None:
    """Let these count no more, and what waits of them wait no more.

    Another sighting of the same pass then counts in their stead.
    """
    if not lines:
        return
    what = list(lines), event, at, REASON
    await fetch(DROP_ASIDES, *what)
    if closed:
        return
    rows = await fetch(VOID_CHECK_INS, *what)
    await standing.settle({(event, row["pseudonym"]) for row in rows if row["pseudonym"]})
    await fetch(VOID_HEADCOUNTS, *what)
