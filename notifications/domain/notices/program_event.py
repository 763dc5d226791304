"""An event was published, moved or called off, and programs want to hear of it."""

from datetime import datetime
from typing import Final

from events.planning.domain import agenda
from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices.programs import fact_of, hears
from notifications.domain.office import Office
from notifications.domain.webhooks import facts

# Whatever happened to an event changed it: by that the few are found that are news.
RECENT: Final = "e.changed_at > $1::timestamptz - interval '7 days'"
PUBLISHED: Final = hears(
    "event.published", at="e.published_at", again="e.id",
    of=f"JOIN event e ON {RECENT} AND e.status IN ('published', 'closed')",
)  # fmt: skip
# The last move of what was published is how it stands; also what is on again has changed.
CHANGED: Final = hears(
    "event.changed", at="a.at", again="e.id, e.sequence",
    of=f"""JOIN event e ON {RECENT} AND e.status IN ('published', 'closed')
        JOIN event_change c ON c.event = e.id JOIN planning_act a ON a.id = c.act
        WHERE c.before ->> 'status' IN ('published', 'cancelled')
            AND c.after ->> 'status' = 'published'
            AND c.before ->> 'sequence' <> c.after ->> 'sequence'
            AND c.after ->> 'sequence' = e.sequence::text""",
)  # fmt: skip
CANCELLED: Final = hears(
    "event.cancelled", at="e.changed_at", again="e.id, e.sequence",
    of=f"JOIN event e ON {RECENT} AND e.status = 'cancelled' AND e.published_at IS NOT NULL",
)  # fmt: skip


async def write(notice: Notice, _office: Office, _at: datetime) -> Letter:
    """How the event stands now, which is what counts."""
    assert notice.event is not None, "every such fact is about an event"
    event = await agenda.event(notice.event)
    fact = fact_of(notice.key)
    happened = event.published_at if fact == "event.published" else event.changed_at
    return Letter(
        subject=fact, opening="",
        data=facts.about_event(fact, event, at=happened or event.changed_at),
    )  # fmt: skip


program_event: Final = Kind(
    name="program_event",
    owed=f"{PUBLISHED} UNION ALL {CHANGED} UNION ALL {CANCELLED}",
    write=write,
    to="webhook",
    until_start=False,
)
