"""A sheet of counts is kept once, as it was first sent; other numbers under its id are not lost."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from msgspec import Struct

from events.attendance.domain import answers, headcounts, room_counts
from events.attendance.domain.headcounts import Tally, Way
from events.attendance.domain.register import Receipt
from events.attendance.domain.room_counts import RoomCount
from events.attendance.domain.staff import KnowsWhoHelps
from events.planning.domain.age_atoms import ATOMS
from server.foundation.database import fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

ROOM: Final = "room"
TALLIES: Final = "SELECT id, audience, count FROM headcount WHERE id = ANY($1) AND event = $2"
SEEN: Final = "SELECT id, people FROM room_count WHERE id = $1 AND event = $2"

Numbers = dict[UUID, tuple[str | None, int]]
"""What a sheet says, by line: the audience and how many."""


class CountedSheet(Struct, frozen=True, kw_only=True):
    """People by answers, and everybody in the room where somebody looked."""

    id: UUID
    tallies: Sequence[Tally]
    room: RoomCount | None


class SavedOtherwise(Conflict):
    """The sheet is kept with other numbers than these."""


def cell(sheet: UUID, sex: str, band: str) -> UUID:
    """The id of a line of the sheet; the same however often the sheet is sent."""
    return uuid5(sheet, f"{sex}/{band}")


def seen(sheet: UUID, people: int, *, at: datetime) -> RoomCount:
    """What somebody saw in the room, as a line of the sheet."""
    return RoomCount(id=uuid5(sheet, ROOM), at=at, people=people)


async def enter(
    event: UUID,
    sheet: CountedSheet,
    *,
    by: Actor,
    at: datetime,
    who_helps: KnowsWhoHelps,
    way: Way = "screen",
) -> int:
    """Keep a sheet; how many people that adds, 0 where this very sheet is kept already.

    Raises NotFound, NotAllowed, Invalid, SavedOtherwise, and Conflict where the register is closed.
    """
    receipts: Sequence[Receipt] = ()
    async with transaction():
        await only_one_at_a_time(f"counted sheet {sheet.id}")
        await _need_same(event, sheet)
        if sheet.tallies:
            receipts = await headcounts.count(
                event, sheet.tallies, by=by, at=at, who_helps=who_helps, way=way
            )
            headcounts.need_all(receipts)
        if sheet.room is not None:
            await room_counts.note(event, sheet.room, by=by, at=at, who_helps=who_helps)
    outcomes = zip(sheet.tallies, receipts, strict=True)
    return sum(tally.count for tally, told in outcomes if told.result == "recorded")


async def _need_same(event: UUID, sheet: CountedSheet) -> None:
    """Whatever became of its lines since: what counts is what they said."""
    lines = {cell(sheet.id, sex, band) for sex in answers.SEXES for band in ATOMS}
    lines |= {tally.id for tally in sheet.tallies}
    counted = await fetch(TALLIES, list(lines), event)
    room = await fetch(SEEN, uuid5(sheet.id, ROOM), event)
    kept: Numbers = {row["id"]: (row["audience"], row["count"]) for row in counted}
    kept |= {row["id"]: (None, row["people"]) for row in room}
    if kept and kept != _said(sheet):
        people = sum(row["count"] for row in counted)
        first = ngettext(
            "Esta hoja ya se guardó con %(n)s persona.",
            "Esta hoja ya se guardó con %(n)s personas.",
            people,
        )
        then = _("Abrir una hoja nueva, o corregir la línea en el registro.")
        raise SavedOtherwise(f"{first} {then}")


def _said(sheet: CountedSheet) -> Numbers:
    said: Numbers = {tally.id: (tally.audience, tally.count) for tally in sheet.tallies}
    if sheet.room is not None:
        said[sheet.room.id] = (None, sheet.room.people)
    return said
