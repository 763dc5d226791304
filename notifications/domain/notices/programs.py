"""Programs that hear of a fact: what such queries share."""

from typing import Final

# Nothing about what is internal leaves the house.
OPEN: Final = """
    NOT EXISTS (SELECT FROM kind k WHERE k.slug = e.kind AND k.internal)
    AND NOT EXISTS (SELECT FROM event_topic t JOIN topic c ON c.slug = t.topic
        WHERE t.event = e.id AND c.sensitivity = 'internal')
"""


def hears(fact: str, *, at: str, again: str, of: str) -> str:
    """What programs `w` are owed to hear that `fact` happened to event `e`, as a query.

    `of` is the rest of FROM and its conditions, `at` when it happened, `again` what differs when
    it happens once more. Facts older than the program, or than a week, are no news. Each message
    stands for itself: none waits for another.
    """
    key = f"concat_ws(':', 'webhook', w.id, '{fact}', {again})"
    return f"""
        SELECT {key} AS key, w.id AS webhook, e.id AS event, md5({key})::uuid AS subject
        FROM webhook w {of}
            AND w.paused_at IS NULL AND '{fact}' = ANY(w.facts) AND {at} > w.made_at
            AND {at} > $1::timestamptz - interval '7 days' AND {OPEN}
    """


def fact_of(key: str) -> str:
    """The fact that a notice to a program is about."""
    return key.split(":")[2]
