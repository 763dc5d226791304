"""What the page of an event shows, in words."""

from msgspec import Struct

from events.planning.domain import codelists, kind_questions, programmes, quetzales, when, zones
from events.planning.domain.event import Event
from events.planning.domain.month import Month, month_of
from events.planning.web import shown


class Sheet(Struct, frozen=True, kw_only=True):
    """An event for those who plan it; `home` is its time on our own clocks where they differ."""

    month: Month
    span: str
    place_of_clock: str
    home: str
    place_of_home: str
    topics: list[str]
    audiences: list[str]
    project: str
    answers: list[tuple[str, str]]
    cost: str
    programme: str
    sessions: int
    called_off: str | None


async def sheet(event: Event, *, home: str) -> Sheet:
    """The event in words, for somebody whose clocks are those of the zone `home`."""
    asked = await kind_questions.questions([event.kind])
    abroad = event.zone != home
    programme = await programmes.programme(event.programme) if event.programme else None
    known = await codelists.projects(retired=True)
    return Sheet(
        month=month_of(when.local_day(event.starts_at, event.zone)),
        span=when.span(event.starts_at, event.ends_at, event.zone),
        place_of_clock=zones.name(event.zone) if abroad else "",
        home=when.span(event.starts_at, event.ends_at, home) if abroad else "",
        place_of_home=zones.name(home),
        topics=[it.name for it in await codelists.topics() if it.slug in event.topics],
        audiences=[it.name for it in await codelists.audiences() if it.slug in event.audiences],
        project=next(it.name for it in known if it.slug == event.project_slug),
        answers=kind_questions.answers(event, asked.get(event.kind, [])),
        cost=quetzales.said(event.cost) if event.cost is not None else "",
        programme=programme.title if programme else "",
        sessions=programme.planned if programme else 0,
        called_off=dict(shown.cancellation_reasons()).get(event.cancellation_reason or ""),
    )
