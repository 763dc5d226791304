"""How a figure was counted, as its page shows it."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.amounts import exactly
from events.outreach.domain.answered import EventCount
from events.outreach.domain.explained.explanation import Explanation
from events.outreach.domain.explained.telling import Told
from events.outreach.web import event_lines, explained, explained_words, shown_days
from events.outreach.web.event_lines import EventLine
from events.outreach.web.pointed import Pointed
from events.outreach.web.shown_replicas import ReplicaLine, Tile
from events.planning.domain import when
from events.planning.domain.event import Event
from server.foundation.identity import Actor

MOST: Final = 200


class CountLine(Struct, frozen=True, kw_only=True):
    """The register of an event in numbers; without an event it is that of all of them."""

    event: EventLine | None
    passes: str
    without_pass: str
    headcount: str
    contacts: str


class Reach(Struct, frozen=True, kw_only=True):
    """What was passed on, by how well it is known, and the replicas; `cut` where there are more."""

    amount: str
    grades: tuple[Tile, ...]
    replicas: tuple[ReplicaLine, ...]
    cut: bool
    listed: str


class Shown(Struct, frozen=True, kw_only=True):
    """A figure and how it was counted; `unlisted` events are too many to show.

    `fields` is what a form sends to ask for a receipt; a figure without any gets none. `listed` is
    the page where what does not come from registers is listed, `reach` what is indirect of it.
    """

    amount: str
    sentences: list[str]
    caveats: tuple[str, ...] = ()
    lines: tuple[CountLine, ...] = ()
    total: CountLine | None = None
    adjusted: str = ""
    unlisted: int = 0
    fields: tuple[tuple[str, str], ...] = ()
    listed: str = ""
    reach: Reach | None = None


async def shown(figure: Pointed, told: Told, *, by: Actor, zone: str) -> Shown:
    """A figure that comes from registers."""
    listed = _listed(told)
    fullest = told.explanation.fullest.event
    events = await event_lines.events_of({*(count.event for count in listed), fullest})
    rows = {row.id: row for row in event_lines.lines(events, by=by)}
    return Shown(
        amount=explained_words.amount(figure.figure, told.explanation),
        sentences=explained_words.sentences(
            figure.figure, told.explanation, fullest=_called(fullest, events)
        ),
        caveats=tuple(explained_words.caveats(told, zone=zone)),
        lines=tuple(_line(count, rows.get(count.event)) for count in listed),
        total=_total(told.explanation, told.counts),
        adjusted=f"{told.explanation.adjusted:+,}" if told.explanation.adjusted else "",
        unlisted=len(told.counts) - len(listed),
        fields=_fields(figure),
    )


def _listed(told: Told) -> list[EventCount]:
    """All of them by time, or of too many the fullest."""
    if len(told.counts) <= MOST:
        return told.counts
    return sorted(told.counts, key=lambda count: count.contacts, reverse=True)[:MOST]


def _fields(figure: Pointed) -> tuple[tuple[str, str], ...]:
    named: list[tuple[str, str]] = [("cifra", explained.FIGURES[figure.figure])]
    if figure.dimension is not None and figure.code is not None:
        code = explained.coded(figure.dimension, figure.code)
        named += [("dimension", explained.PARTS[figure.dimension]), ("codigo", code)]
    if figure.indicator is not None:
        named.append(("indicador", str(figure.indicator)))
    return (*explained.query(figure.question), *named)


def _called(fullest: UUID, events: Sequence[Event]) -> str:
    for event in events:
        if event.id == fullest:
            return f"«{event.title}», {shown_days.day(when.local_day(event.starts_at, event.zone))}"
    return ""


def _line(count: EventCount, event: EventLine | None) -> CountLine:
    return CountLine(
        event=event,
        passes=exactly(count.passes).text,
        without_pass=exactly(count.without_pass).text,
        headcount=exactly(count.headcount).text,
        contacts=exactly(count.contacts).text,
    )


def _total(explained: Explanation, counts: Sequence[EventCount]) -> CountLine:
    return CountLine(
        event=None,
        passes=exactly(sum(count.passes for count in counts)).text,
        without_pass=exactly(explained.without_pass).text,
        headcount=exactly(explained.counted + explained.adjusted).text,
        contacts=exactly(explained.contacts).text,
    )
