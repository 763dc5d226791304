"""Keeping what somebody is told, so that they find it again whichever way it went."""

from datetime import datetime
from typing import Final

import msgspec

from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from server.foundation.database import execute
from server.foundation.identity import new_id

# What only opens a door, asks whether a contact works or tries out words is no news. That the ways
# in changed goes by mail alone: whoever came in reads the inbox too.
UNKEPT: Final = frozenset({"sign_in_link", "contact_check", "test_send", "account_changed"})
LONGEST_SUBJECT: Final = 200
KEEP: Final = """
    INSERT INTO inbox_entry (id, account, notice, written_at, subject, opening, facts, leads_to)
    VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)
    ON CONFLICT (notice) DO UPDATE
        SET written_at = EXCLUDED.written_at, subject = EXCLUDED.subject,
            opening = EXCLUDED.opening, facts = EXCLUDED.facts, leads_to = EXCLUDED.leads_to,
            read_at = NULL
        WHERE (inbox_entry.subject, inbox_entry.opening, inbox_entry.facts, inbox_entry.leads_to)
            <> (EXCLUDED.subject, EXCLUDED.opening, EXCLUDED.facts, EXCLUDED.leads_to)
"""
# What may have reached somebody stays where they look for it.
TAKE_BACK: Final = """
    DELETE FROM inbox_entry i USING notice n
    WHERE n.id = $1 AND n.state = 'superseded' AND i.notice = n.id AND NOT EXISTS (
        SELECT FROM delivery d WHERE d.notice = n.id AND d.outcome IN ('sent', 'unknown'))
"""


async def keep(notice: Notice, letter: Letter, *, at: datetime) -> None:
    """Put what a letter says into the inbox of its account, once however often it is sent.

    What it says otherwise than before is news. Its links stay out: they are personal and only
    travel.
    """
    if notice.account is None or notice.kind in UNKEPT:
        return
    await execute(
        KEEP, new_id(), notice.account, notice.id, at, letter.subject[:LONGEST_SUBJECT],
        letter.opening, msgspec.json.encode(letter.facts).decode(), letter.leads_to,
    )  # fmt: skip


async def take_back(notice: Notice) -> None:
    """Keep nothing of what was never told and does not hold any more."""
    await execute(TAKE_BACK, notice.id)
