"""Why notices failed for good: what was said of the last try, many of a sort as one."""

from typing import Final

from msgspec import Struct, convert

from notifications.domain.outbox.sought import STANDINGS, Question, Sought, narrowed, visible
from server.foundation.database import fetch
from server.foundation.identity import Actor

MOST: Final = 60
# What a provider says begins with its number or has one in it; the words around it differ. Servers
# of mail say it twice, and the second number is the one that tells (RFC 3463).
CAUSE: Final = """
    LATERAL (SELECT coalesce((SELECT d.channel || ':'
            || coalesce(CASE WHEN d.channel = 'mail' THEN substring(d.detail FROM
                    '^[0-9]{3}[ -]([245][.][0-9]{1,3}[.][0-9]{1,3})(?![.0-9])') END,
                substring(d.detail FROM '\\m[0-9]{3,6}\\M'), left(d.detail, 80))
        FROM delivery d WHERE d.notice = n.id AND d.outcome <> 'sent'
        ORDER BY d.attempt DESC LIMIT 1), '') AS said) cause
"""
CAUSES: Final = """
    SELECT cause.said, count(*) AS number FROM notice n, {cause} WHERE {condition}
    GROUP BY cause.said ORDER BY number DESC, cause.said LIMIT {most}
"""


class Cause(Struct, frozen=True):
    """`said` is the channel and the number or words that it was refused with; empty if nothing."""

    said: str
    number: int


def failed(by: Actor, sought: Sought) -> Question:
    """What failed of what is sought and `by` may know of."""
    return narrowed(visible(by), sought).more(STANDINGS["failed"])


async def causes(by: Actor, sought: Sought) -> list[Cause]:
    """The reasons, those of most notices first."""
    question = failed(by, sought)
    query = CAUSES.format(cause=CAUSE, condition=question.condition, most=MOST)
    rows = await fetch(query, *question.arguments)
    return convert([dict(row) for row in rows], list[Cause])
