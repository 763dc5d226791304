"""The events about which something waits, as the list of them shows it."""

from collections.abc import Sequence

from msgspec import Struct

from events.attendance.domain.review.inbox import Waiting
from events.attendance.web.review import inbox_said
from events.planning.domain import when


class Listed(Struct, frozen=True, kw_only=True):
    """One event of the list; `counts` are how much of what waits there."""

    href: str
    title: str
    span: str
    municipality: str
    municipality_ine: str
    status: str
    total: int
    counts: list[str]


def events(waiting: Sequence[Waiting]) -> list[Listed]:
    """The list, in its order."""
    names = inbox_said.kinds()
    return [
        Listed(
            href=f"/eventos/{event.id}/revision",
            title=event.title,
            span=when.span(event.starts_at, event.ends_at, event.zone),
            municipality=event.municipality_name,
            municipality_ine=event.municipality,
            status=event.status,
            total=sum(event.counts.values()),
            counts=[
                f"{names[kind]}: {event.counts[kind]}" for kind in names if kind in event.counts
            ],
        )
        for event in waiting
    ]
