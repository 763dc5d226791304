"""What people of the demonstration were told these weeks, and what did not work out."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from server.cli.demo_calendar import ZONE, local_day
from server.foundation.database import execute

WEEKS: Final = timedelta(weeks=4)
QUIET_UNTIL: Final = time(6)
# Reminders of what is over, a day before it; whoever was there had read them. `turn` goes round
# the ways that $2 names.
TELL: Final = """
    WITH how AS (
        SELECT * FROM jsonb_to_recordset($2::jsonb) AS how (turn int, way text, state text,
            outcome text, receipt text, detail text, segments int)),
    place AS (
        SELECT a.id, v.account, a.event, e.starts_at - interval '24 hours' AS at,
            row_number() OVER (ORDER BY e.starts_at DESC, a.id) AS number
        FROM assignment a JOIN event e ON e.id = a.event JOIN volunteer v ON v.id = a.volunteer
        WHERE e.starts_at BETWEEN $1::timestamptz - $3::interval AND $1),
    told AS (
        INSERT INTO notice (id, key, kind, account, event, subject, owed_at, due_at, state,
            attempts, settled_at, way, given_up, wanted_at)
        SELECT gen_random_uuid(), 'demonstration:' || place.id, 'reminder', account, event,
            place.id, at - interval '2 days', at, how.state, 1, at + interval '9 seconds', how.way,
            CASE WHEN how.state = 'failed' THEN ARRAY[how.way::varchar] ELSE '{}' END, at
        FROM place JOIN how ON how.turn = place.number % $4
        RETURNING id, subject, wanted_at AS at)
    INSERT INTO delivery (id, notice, attempt, channel, began_at, ended_at, outcome, detail,
        receipt, segments)
    SELECT gen_random_uuid(), told.id, 1, how.way, told.at, told.at + interval '9 seconds',
        how.outcome, how.detail, how.receipt, how.segments
    FROM told JOIN place ON place.id = told.subject JOIN how ON how.turn = place.number % $4
"""
# What waits for the morning, and what a provider has not said the last word about.
WAIT: Final = """
    WITH place AS (
        SELECT a.id, v.account, a.event,
            row_number() OVER (ORDER BY e.starts_at DESC, a.id) AS number
        FROM assignment a JOIN event e ON e.id = a.event JOIN volunteer v ON v.id = a.volunteer
        WHERE e.starts_at < $1 AND a.status <> 'proposed'
        ORDER BY number LIMIT 3),
    waiting AS (
        INSERT INTO notice (id, key, kind, account, event, subject, owed_at, due_at, state,
            attempts, way, in_doubt)
        SELECT gen_random_uuid(), 'demonstration:waits:' || id, 'change', account, event, id, $1,
            CASE WHEN number = 1 THEN $1::timestamptz + interval '10 minutes'
                ELSE $2::timestamptz END,
            CASE WHEN number = 1 THEN 'unknown' ELSE 'held' END,
            CASE WHEN number = 1 THEN 1 ELSE 0 END, 'whatsapp', number = 1
        FROM place RETURNING id, in_doubt)
    INSERT INTO delivery (id, notice, attempt, channel, began_at, ended_at, outcome, detail)
    SELECT gen_random_uuid(), id, 1, 'whatsapp', $1, $1, 'unknown', 'no answer: ReadTimeout'
    FROM waiting WHERE in_doubt
"""


class How(Struct, frozen=True, kw_only=True):
    """By which way somebody was told, and how it ended."""

    turn: int = 0
    way: str
    state: str
    outcome: str = "sent"
    receipt: str | None = None
    detail: str = ""
    segments: int | None = None


READ: Final = How(way="whatsapp", state="read", receipt="read")
ARRIVED: Final = How(way="sms", state="delivered", receipt="delivered", segments=1)
LEFT: Final = How(way="mail", state="sent")
NOBODY: Final = How(
    way="mail", state="failed", outcome="refused", detail="550 5.1.1 no such mailbox"
)
LANDLINE: Final = How(way="sms", state="failed", outcome="refused", detail="21614 · not a mobile")
TURNS: Final = (
    READ, LEFT, ARRIVED, READ, READ, LEFT, NOBODY, READ, ARRIVED, LEFT, READ, LANDLINE, READ, LEFT,
    READ, ARRIVED, NOBODY, READ,
)  # fmt: skip


async def told(*, at: datetime) -> None:
    """Reminders of four weeks, and a few that wait for tomorrow morning.

    Nothing of it is owed any more: whatever is sent again of it turns out to be without reason.
    """
    tomorrow = local_day(at) + timedelta(days=1)
    morning = datetime.combine(tomorrow, QUIET_UNTIL, ZoneInfo(ZONE))
    turns = [msgspec.structs.replace(how, turn=number) for number, how in enumerate(TURNS)]
    said = msgspec.json.encode(turns).decode()
    await execute(TELL, at, said, WEEKS, len(TURNS))
    await execute(WAIT, at, morning)
