"""Somebody has no place any more at an event ahead, and does not know it yet."""

from typing import Final

from notifications.domain.notices.told import LAST_TOLD

# Whose last word about place {place} was yes.
SAID_YES: Final = """
    EXISTS (SELECT FROM answer n WHERE n.assignment = {place} AND n.answer = 'accepted'
        AND NOT EXISTS (SELECT FROM answer later
            WHERE later.assignment = {place} AND later.at > n.at))
"""


def lost(fact: str, *, how: str, untold: str) -> str:
    """Who is owed to hear that they lost place `a` at event `e`: `how`, as a condition.

    It is owed anew each time it happens, and not to who heard that they need not come; what may
    have been lost does not count as heard. `untold` says of who never heard of place `c.subject`
    whether they are owed it.
    """
    return f"""
        SELECT c.key, c.account, c.event, c.subject
        FROM (
            SELECT concat_ws(':', '{fact}', a.id,
                    (extract(epoch FROM a.changed_at) * 1000000)::bigint) AS key,
                v.account, a.event, a.id AS subject
            FROM assignment a
                JOIN event e ON e.id = a.event
                JOIN volunteer v ON v.id = a.volunteer
                JOIN account p ON p.id = v.account
            WHERE e.status IN ('draft', 'published') AND e.starts_at > $1
                AND p.disabled_at IS NULL AND {how}
        ) c LEFT JOIN LATERAL ({LAST_TOLD}) last ON true
        WHERE CASE WHEN last.kind IS NULL THEN {untold}
                ELSE NOT last.off OR last.outcome = 'unknown' END
    """
