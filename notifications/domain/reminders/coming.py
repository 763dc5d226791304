"""Who will be told what in the next two weeks, when and by which way, if nothing changes."""

from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from notifications.domain.contacts.way import Reach, Way
from notifications.domain.contacts.ways import reaches_of, working
from notifications.domain.notices.kinds import KINDS
from notifications.domain.outbox.choice import Channels
from notifications.domain.reminders import later, scheduling
from notifications.domain.reminders.foretelling import REMINDERS, Due, Foretold, foretold
from server.foundation.database import fetch
from server.foundation.identity import EVERYWHERE, Actor
from server.foundation.settings import Settings

SPAN: Final = timedelta(days=14)
# What the night pulls before its moment may be wanted so much later.
AHEAD: Final = "16 days"
WRITTEN: Final = timedelta(hours=36)
# Whom and what each row is about, unless it was told already. $2: the municipalities of a
# coordinator, who also sees what is for their own account ($3); or NULL.
ABOUT: Final = """
    SELECT o.*, n.due_at, n.attempts, n.given_up, p.name AS who, e.public_title AS title,
        e.starts_at, e.zone, a.answer_by, m.ine AS municipality, m.name AS municipality_name
    FROM ({owed}) o
        LEFT JOIN notice n ON n.key = o.key AND n.state <> 'superseded'
        LEFT JOIN account p ON p.id = o.account
        LEFT JOIN event e ON e.id = o.event
        LEFT JOIN volunteer v ON v.account = o.account
        LEFT JOIN assignment a ON a.id = o.subject AND a.status = 'invited'
        LEFT JOIN municipality m ON m.ine = coalesce(e.municipality, v.home)
    WHERE (n.id IS NULL OR n.state IN ('queued', 'held', 'in_flight', 'unknown'))
        AND ($2::text[] IS NULL OR m.ine = ANY($2) OR o.account = $3)
"""
SEATS: Final = f"SELECT NULL::uuid AS account, s.* FROM ({scheduling.seats(AHEAD)}) s"
OUTBOX: Final = """
    SELECT key, kind, account, registration, event, subject,
        coalesce(wanted_at, $1::timestamptz) AS wanted_at, channel
    FROM notice
    WHERE state IN ('queued', 'held', 'unknown') AND webhook IS NULL AND kind = ANY($4)
"""
STOPPED: Final = "SELECT channel FROM channel_state WHERE stopped_at IS NOT NULL"
ZONES: Final = "SELECT DISTINCT zone FROM event UNION SELECT zone FROM preference"


async def coming(*, by: Actor, at: datetime, settings: Settings) -> list[Foretold]:
    """Everything from now on for two weeks that `by` may know of, the next first."""
    by.need("notices")
    dues = {due.key: due for due in await _dues(by, at)}
    accounts = {due.account for due in dues.values() if due.account}
    reaches = await reaches_of(accounts, settings)
    reaches |= {due.registration: _by_mail(settings) for due in dues.values() if due.registration}
    told = foretold(dues.values(), reaches, await _channels(settings), now=at)
    return [one for one in told if one.at <= at + SPAN]


async def _dues(by: Actor, at: datetime) -> list[Due]:
    """What is asked first yields to what stands in the outbox."""
    places = None if by.role in EVERYWHERE else sorted(by.municipalities)
    seen = places, by.account
    until = at + SPAN
    days, weeks = later.midnights(at, until), later.mondays(at, until, await _zones())
    asked = [
        ("reminder", scheduling.helpers(AHEAD), at),
        ("seat_reminder", SEATS, at),
        ("answer_due", later.answers_due(), at),
        *((kind.name, later.later(kind), days) for kind in later.BY_DAY),
        (
            later.places_lapsing.name,
            later.later(later.places_lapsing, later.BROKEN_SINCE),
            [at, until],
        ),
        (later.digest.name, later.later(later.digest), weeks),
    ]
    rows = [
        {"kind": name, **row}
        for name, owed, moments in asked
        for row in await fetch(ABOUT.format(owed=owed), moments, *seen)
    ]
    waiting = [name for name, kind in KINDS.items() if not kind.direct and name not in REMINDERS]
    rows += map(dict, await fetch(ABOUT.format(owed=OUTBOX), at, *seen, waiting))
    return [_due(row) for row in rows]


async def _zones() -> list[str]:
    return [row["zone"] for row in await fetch(ZONES)]


def _due(row: dict[str, Any]) -> Due:
    kind = KINDS[row["kind"]]
    tried = bool(row["attempts"])
    known = {name: row[name] for name in Due.__struct_fields__ if name in row}
    return msgspec.convert(
        {
            "registration": None, "account": None, "channel": None, **known,
            "given_up": row["given_up"] or (), "scheduled": kind.scheduled,
            "written_at": row["wanted_at"] - WRITTEN if kind.scheduled else row["wanted_at"],
            "before": row["starts_at"] if kind.until_start else None,
            "again_at": row["due_at"] if tried else None,
        },
        Due,
    )  # fmt: skip


async def _channels(settings: Settings) -> Channels:
    stopped = [row["channel"] for row in await fetch(STOPPED)]
    return Channels(on=working(settings), stopped=frozenset(stopped))


def _by_mail(settings: Settings) -> Reach:
    return Reach(ways=(Way(channel="mail", address=""),), zone=settings.timezone)
