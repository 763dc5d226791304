"""A series as programs read it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.days_off import holiday
from events.planning.domain.event import Event
from events.planning.domain.series.pattern import DayTime, Pattern
from events.planning.domain.series.reading import Series
from events.planning.domain.series.regeneration import Step
from events.planning.domain.series.wish import Preview
from events.planning.domain.upstairs import Clash


class TemplateRead(Struct, frozen=True, kw_only=True):
    """What the events of a series have in common.

    Only programs that plan read `meeting_url`, `notes` and a confidential `venue`.
    """

    title: str
    public_title: str
    kind: str
    municipality: str
    venue: UUID | None
    modality: str
    meeting_url: str
    topics: list[str]
    audiences: list[str]
    capacity: int | None
    project: str
    notes: str


class OccurrenceRead(Struct, frozen=True, kw_only=True):
    """An event of a series; one that was changed by itself is an exception."""

    event: UUID
    occurrence: str
    starts_at: datetime
    ends_at: datetime
    status: str
    exception: bool


class SeriesRead(Struct, frozen=True, kw_only=True):
    """A series; the rule is counted from `starts_on`. A list of series leaves their events out."""

    id: UUID
    rule: str
    starts_on: date
    zone: str
    times: tuple[DayTime, ...]
    excluded: tuple[str, ...]
    additional: tuple[date, ...]
    template: TemplateRead
    follows: UUID | None
    changed_at: datetime
    occurrences: list[OccurrenceRead]


class SeriesPage(Struct, frozen=True):
    """Some series in the order in which they were begun; `next` is the cursor of the rest."""

    items: list[SeriesRead]
    next: UUID | None


class StepRead(Struct, frozen=True, kw_only=True):
    """What becomes of an occurrence: made, moved, changed, dropped, kept, left_out or same.

    `why` says for what it is kept; `before` is where an event that moves was.
    """

    what: str
    occurrence: str
    event: UUID | None
    starts_at: datetime
    ends_at: datetime
    before: datetime | None
    why: str
    helpers: int
    holiday: str | None
    clashes: tuple[Clash, ...]


class PreviewRead(Struct, frozen=True, kw_only=True):
    """What saving would do; sent along, the fingerprint makes sure that it is just this."""

    fingerprint: str
    steps: list[StepRead]


def series_read(series: Series, events: Sequence[Event] = (), *, whole: bool = True) -> SeriesRead:
    """A series, with its events where they are given; `whole` with what is for the team."""
    pattern = series.pattern
    return SeriesRead(
        id=series.id,
        rule=str(pattern.rule),
        starts_on=pattern.starts_on,
        zone=pattern.zone,
        times=pattern.times,
        excluded=pattern.excluded,
        additional=pattern.additional,
        template=_template(series, whole=whole),
        follows=series.follows,
        changed_at=series.changed_at,
        occurrences=[_occurrence(event) for event in events],
    )


def preview_read(preview: Preview) -> PreviewRead:
    """What saving would do."""
    steps = [_step(step, preview.wish.pattern) for step in preview.steps]
    return PreviewRead(fingerprint=preview.fingerprint, steps=steps)


def _template(series: Series, *, whole: bool) -> TemplateRead:
    draft = series.draft
    known = {name: getattr(draft, name) for name in TemplateRead.__struct_fields__}
    lists = {"topics": list(draft.topics), "audiences": list(draft.audiences)}
    venue = None if series.venue_confidential else draft.venue
    kept = {} if whole else {"meeting_url": "", "notes": "", "venue": venue}
    return TemplateRead(**{**known, **lists, **kept})


def _occurrence(event: Event) -> OccurrenceRead:
    key = event.occurrence or ""
    return OccurrenceRead(
        event=event.id,
        occurrence=key,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        status=event.status,
        exception=event.detached_at is not None or key.startswith("~"),
    )


def _step(step: Step, pattern: Pattern) -> StepRead:
    stays = step.what in {"kept", "dropped"}
    shown = step.was if step.was and (stays or not step.wish) else step.wish
    assert shown is not None
    return StepRead(
        what=step.what,
        occurrence=step.key,
        event=step.was.event if step.was else None,
        starts_at=shown.starts_at,
        ends_at=shown.ends_at,
        before=step.was.starts_at if step.was and step.what == "moved" else None,
        why=step.why,
        helpers=step.helpers,
        holiday=holiday(when.local_day(shown.starts_at, pattern.zone)),
        clashes=step.clashes,
    )
