"""What holds of everything that reaches people, however it came about."""

from collections import Counter
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

import msgspec

from notifications.domain.inbox.keeping import UNKEPT
from notifications.domain.notices.kinds import KINDS
from notifications.domain.notices.told import FACTS
from server.foundation.database import fetch
from tests.support.preferring import Rights
from tests.support.witness import DOUBTFUL, NOTICES, OFF, Arrival, shown

# Each of these is news although nothing else changed.
FIRST = frozenset({"invitation", "seat_registered", "seat_offered"})
ON = FIRST | {"confirmation", "change", "seat_change"}
FAILED = "SELECT notice, channel FROM delivery WHERE receipt = 'failed' AND notice = ANY($1)"
DOUBTS = f"""
    SELECT d.began_at FROM notice n JOIN delivery d ON d.notice = n.id
    WHERE n.subject = $1 AND {DOUBTFUL}
"""
STANDS = f"""
    SELECT a.status, e.status AS event, e.starts_at, {FACTS} AS facts,
        a.status = 'invited' AND a.answer_by <= $2 AS late
    FROM assignment a JOIN event e ON e.id = a.event WHERE a.id = $1
"""
SEAT_STANDS = f"""
    SELECT r.status, e.status AS event, {FACTS} AS facts, r.contact IS NOT NULL AS reachable
    FROM registration r JOIN event e ON e.id = r.event WHERE r.id = $1
"""


def unwelcome(new: list[Arrival], said: Rights) -> list[Arrival]:
    """What came where, or when, it must not."""
    return [
        one
        for one in new
        if one.channel != "inbox"
        and not KINDS[one.kind].direct
        and one.kind != "contact_check"
        and not said.allow(one.channel, one.address, one.at)
    ]


def too_late(new: list[Arrival]) -> list[Arrival]:
    """What is about coming to an event that had begun."""
    return [
        one
        for one in new
        if KINDS[one.kind].until_start and one.starts_at is not None and one.at >= one.starts_at
    ]


async def doubled(seen: list[Arrival]) -> list[str]:
    """What arrived more often than there was doubt, or is in no inbox although it holds."""
    times = Counter(one.notice for one in seen)
    rows = await fetch(NOTICES, list(times))
    twice = [row["kind"] for row in rows if times[row["id"]] > 1 + row["doubts"]]
    unkept = [
        row["kind"]
        for row in rows
        if row["account"] is not None
        and row["kind"] not in UNKEPT
        and row["state"] != "superseded"
        and not row["kept"]
    ]
    return twice + unkept


async def repeated(seen: list[Arrival], subject: UUID) -> list[tuple[str, str]]:
    """Words that said what the words before them had said, with no doubt since then."""
    about = [one for one in seen if one.subject == subject and one.kind in OFF | ON]
    doubts = [row["began_at"] for row in await fetch(DOUBTS, subject)]
    return [
        (one.kind, other.kind)
        for one, other in pairwise(about)
        if one.meaning == other.meaning
        and other.kind not in FIRST
        and not any(one.at <= doubt <= other.at for doubt in doubts)
    ]


async def ignorance(seen: list[Arrival], place: UUID, at: datetime) -> str:
    """In what the last word about a place is not how it stands; empty where it is.

    What a provider said did not arrive is no word.
    """
    row = (await fetch(STANDS, place, at))[0]
    if row["status"] == "declined" or (row["late"] and not seen):
        return ""  # they said it themselves, or their hours never let them be asked in time
    lost = row["event"] == "cancelled" or row["status"] not in {"invited", "accepted"}
    return await _wrong(seen, place, None if lost else msgspec.json.decode(row["facts"]))


async def ignorance_of_seat(seen: list[Arrival], seat: UUID) -> str:
    """The same of seats that somebody asked for."""
    row = (await fetch(SEAT_STANDS, seat))[0]
    if not row["reachable"]:
        return ""
    lost = row["event"] == "cancelled" or row["status"] == "cancelled"
    return await _wrong(seen, seat, None if lost else shown(msgspec.json.decode(row["facts"])))


async def _wrong(seen: list[Arrival], subject: UUID, stands: Any) -> str:
    rows = await fetch(FAILED, [one.notice for one in seen])
    never = {(row["notice"], row["channel"]) for row in rows}
    about = [
        one
        for one in seen
        if one.subject == subject
        and one.kind in OFF | ON
        and (one.notice, one.channel) not in never
    ]
    knows = about[-1].meaning if about else None
    return "" if knows == stands else f"{knows} for {stands}"
