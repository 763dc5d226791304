"""What the pages of series show."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from litestar.response import Template
from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.event import Event
from events.planning.domain.series.reading import Series
from events.planning.domain.series.saving import Part
from events.planning.domain.series.scope import Scope
from events.planning.domain.series.wish import Preview
from events.planning.domain.upstairs import Hold
from events.planning.web import series_form, series_time_rows, series_words, shown
from events.planning.web.event_options import Options
from events.planning.web.series_choices import choices
from server.foundation.errors import Conflict, Invalid
from server.web.forms import Form
from server.web.pages import here, page
from server.web.requests import Visit


class SeriesLine(Struct, frozen=True, kw_only=True):
    """A series in the list."""

    href: str
    title: str
    rhythm: str
    municipality_ine: str
    municipality: str
    next: str
    ahead: int
    detached: int


class DateLine(Struct, frozen=True, kw_only=True):
    """One date of a series."""

    id: UUID
    href: str
    day: str
    time: str
    label: str
    status: str
    exception: str
    people: int


def lines(found: Sequence[Series]) -> list[SeriesLine]:
    """The series as the list shows them."""
    return [
        SeriesLine(
            href=f"/series/{one.id}",
            title=one.draft.title,
            rhythm=series_words.rhythm(one.pattern),
            municipality_ine=one.municipality,
            municipality=one.municipality_name,
            next=when.short_day(one.next_at, one.pattern.zone) if one.next_at else "",
            ahead=one.ahead,
            detached=one.detached,
        )
        for one in found
    ]


def form_page(
    request: Visit,
    form: Form,
    offered: Options,
    *,
    event: Event | None = None,
    scope: Scope | None = None,
    part: Part | None = None,
) -> Template:
    """The form of a series; `event` is what is repeated, `scope` what is changed."""
    return page(
        request,
        "planning/series_form.html",
        form=form,
        options=offered,
        choices=choices(),
        rows=series_time_rows.shown_rows(form),
        event=event,
        scope=scope,
        following=part is not None and part.since is not None,
    )


def preview_page(
    request: Visit,
    form: Form,
    preview: Preview,
    *,
    scope: Scope | None = None,
    ending: bool = False,
    refusal: Invalid | Conflict | None = None,
) -> Template:
    """What saving would do; with a refusal, why it was not done."""
    if isinstance(refusal, Invalid):
        form = form.refused(refusal)
    elif refusal is not None:
        form.wrong("form", refusal.sentence)
    return page(
        request,
        "planning/series_preview.html",
        form=form,
        carried=series_form.carried(form),
        preview=preview,
        groups=series_words.groups(preview),
        summary=series_words.summary(preview),
        rhythm=series_words.rhythm(preview.wish.pattern),
        reasons=shown.cancellation_reasons(),
        scope=scope,
        ending=ending,
        address=here(request),
    )


def series_page(
    request: Visit,
    series: Series,
    events: Sequence[Event],
    holds: Mapping[UUID, Hold],
    *,
    at: datetime,
) -> Template:
    """A series with its dates, those to come first."""
    names = series_words.labels(events, series.pattern)
    apart = series_words.exceptions(events, series.pattern)
    dates = {
        event.id: DateLine(
            id=event.id,
            href=f"/eventos/{event.id}",
            day=when.day(event.starts_at, event.zone),
            time=f"{when.hour(event.starts_at, event.zone)}–{when.hour(event.ends_at, event.zone)}",
            label=names[event.id],
            status=event.status,
            exception=apart.get(event.id, ""),
            people=holds.get(event.id, Hold()).helpers,
        )
        for event in events
    }
    return page(
        request,
        "planning/series.html",
        series=series,
        rhythm=series_words.rhythm(series.pattern),
        ahead=[dates[event.id] for event in events if event.starts_at > at],
        behind=[dates[event.id] for event in events if event.starts_at <= at][::-1],
        exceptions=len(apart),
    )
