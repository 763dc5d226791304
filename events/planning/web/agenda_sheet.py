"""The public agenda as its page shows it: weeks, choices and where else to look."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct, structs

from events.planning.domain.codelists import Code
from events.planning.domain.event import Event
from events.planning.web.agenda_filter import Filter
from events.planning.web.weeks import Week, weeks


class Sheet(Struct, frozen=True, kw_only=True):
    """What was found; `kinds` are (slug, name, how many), only those that there is something of."""

    asked: Filter
    weeks: list[Week]
    count: int
    kinds: list[tuple[str, str, int]]
    kind_name: str
    earlier: str | None
    later: str | None
    whole: str
    upcoming: str


def sheet(asked: Filter, events: Sequence[Event], kinds: Iterable[Code], *, today: date) -> Sheet:
    """The events of the place and time that were asked for, and of the kind."""
    counts = Counter(event.kind for event in events)
    names = {kind.slug: kind.name for kind in kinds}
    found = [event for event in events if asked.kind in {"", event.kind}]
    return Sheet(
        asked=asked,
        weeks=weeks(found, today=today, first=asked.week),
        count=len(found),
        kinds=[
            (slug, name, counts[slug])
            for slug, name in names.items()
            if counts[slug] or slug == asked.kind
        ],
        kind_name=names.get(asked.kind, ""),
        earlier=asked.near(-1, today=today),
        later=asked.near(1, today=today),
        whole=structs.replace(asked, kind="", municipality="").address,
        upcoming=structs.replace(asked, week=None).address,
    )
