"""How many people rules would remind in the coming month, as plans stand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec
from msgspec import Struct

from notifications.domain.contacts import ways
from notifications.domain.contacts.way import Reach
from notifications.domain.reminders.rule_checking import Remind
from notifications.domain.reminders.scheduling import FITS, WANTED
from server.foundation.database import fetch
from server.foundation.settings import Settings

# Who has not answered yet may still say yes.
REACHED: Final = f"""
    WITH rule AS (
        SELECT (ordinality - 1)::int AS number, x.*
        FROM ROWS FROM (jsonb_to_recordset($2::jsonb)
            AS (minutes_before int, role text, kind text, audience text)) WITH ORDINALITY
            AS x (minutes_before, role, kind, audience, ordinality)
    ), near AS (
        SELECT r.number, r.role, e.id AS event
        FROM rule r JOIN event e ON {FITS(rule="r", who="true")}
        WHERE e.status = 'published' AND e.starts_at > $1
            AND {WANTED} > $1 AND {WANTED} <= $1::timestamptz + interval '30 days'
    ), reminded AS (
        SELECT n.number, n.event, v.account AS person, v.account
        FROM near n
            JOIN assignment a ON a.event = n.event AND a.status IN ('invited', 'accepted')
                AND (n.role IS NULL OR n.role = a.role)
            JOIN volunteer v ON v.id = a.volunteer
            JOIN account p ON p.id = v.account AND p.disabled_at IS NULL
        UNION ALL
        SELECT n.number, n.event, s.id, NULL
        FROM near n JOIN registration s ON n.role = 'registered' AND s.event = n.event
            AND s.status = 'confirmed' AND s.contact IS NOT NULL
    )
    SELECT r.number, count(m.person) AS reminders, count(DISTINCT m.person) AS people,
        count(DISTINCT m.event) AS events,
        coalesce(array_agg(DISTINCT m.account) FILTER (WHERE m.account IS NOT NULL), '{{}}')
            AS accounts
    FROM rule r LEFT JOIN reminded m ON m.number = r.number
    GROUP BY r.number ORDER BY r.number
"""


class Reached(Struct, frozen=True):
    """So many reminders, to so many people, about so many events.

    `only_here` of the people would find theirs in Convoca alone: they have not the way that the
    rule asks for, or none at all.
    """

    reminders: int
    people: int
    events: int
    only_here: int


async def reached(rules: Sequence[Remind], settings: Settings, *, at: datetime) -> list[Reached]:
    """What each rule by itself would send in thirty days."""
    written = msgspec.json.encode(rules).decode()
    rows = await fetch(REACHED, at, written)
    everybody = {account for row in rows for account in row["accounts"]}
    reaches = await ways.reaches_of(everybody, settings)
    return [
        Reached(
            row["reminders"], row["people"], row["events"],
            sum(not _leads(rule, reaches[account]) for account in row["accounts"]),
        )
        for rule, row in zip(rules, rows, strict=True)
    ]  # fmt: skip


def _leads(rule: Remind, reach: Reach) -> bool:
    """Whether a reminder leaves Convoca."""
    return any(rule.channel in {None, way.channel} for way in reach.ways)
