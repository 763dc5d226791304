"""What must always hold of accounts, the ways in, and the chain of what was done."""

from typing import Final

from server.foundation.invariants import Law

LAWS: Final = (
    Law(
        name="audit-numbers-have-no-gap",
        says="From the oldest entry that is kept on, every entry of the audit has the next number.",
        query="""
            SELECT id FROM (SELECT id, lag(id) OVER (ORDER BY id) AS before FROM audit_entry) entry
            WHERE id <> before + 1
        """,
    ),
    Law(
        name="audit-entries-are-linked",
        says="Every entry of the audit holds the seal of the one before it.",
        query="""
            SELECT id FROM (
                SELECT id, previous, lag(hash) OVER (ORDER BY id) AS before FROM audit_entry
            ) entry WHERE previous <> before
        """,
    ),
    Law(
        name="disabled-accounts-are-signed-out",
        says="An account that was disabled has no session that began before.",
        query="""
            SELECT s.handle, s.account FROM session s JOIN account a ON a.id = s.account
            WHERE a.disabled_at IS NOT NULL
        """,
    ),
    Law(
        name="links-are-used-in-time",
        says="No sign-in link was used after it had run out.",
        query="SELECT id FROM sign_in_link WHERE used_at > expires_at",
    ),
    Law(
        name="sessions-end-after-they-begin",
        says="Every session ends after it began.",
        query="SELECT handle, account FROM session WHERE expires_at <= created_at",
    ),
)
