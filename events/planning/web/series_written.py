"""A series as programs write it down."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, field, structs

from events.planning.domain.draft import EventDraft
from events.planning.domain.recurrence_reading import read
from events.planning.domain.series.pattern import DayTime, Pattern
from events.planning.domain.series.wish import Wish
from events.planning.domain.zones import HOME
from events.planning.web.series_form import LATER
from server.foundation.errors import Invalid
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

LeftOut = Annotated[
    str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}(\.[a-z])?$", description="a date, or one of its times")
]


class TimeWritten(Struct, frozen=True, kw_only=True):
    """A labelled time of the day; with its `key` it is one that the series has already."""

    start: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="HH:MM")]
    minutes: Annotated[int, Meta(ge=5, le=1440)]
    label: Annotated[str, Meta(max_length=40)] = ""
    key: Annotated[str, Meta(pattern="^[a-z]?$")] = ""


class Description(Struct, frozen=True, kw_only=True):
    """What the events of a series have in common; title, kind and municipality are needed."""

    title: Annotated[str, Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    municipality: Annotated[str, Meta(description="INE code")] | UnsetType = UNSET
    public_title: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET
    topics: list[str] | UnsetType = UNSET
    audiences: list[str] | UnsetType = UNSET
    venue: UUID | None | UnsetType = UNSET
    modality: str | UnsetType = UNSET
    meeting_url: Annotated[str, Meta(max_length=500)] | UnsetType = UNSET
    capacity: Annotated[int, Meta(ge=1, le=100_000)] | None | UnsetType = UNSET
    project: str | UnsetType = UNSET
    notes: Annotated[str, Meta(max_length=2000)] | UnsetType = UNSET


class Decisions(Struct, frozen=True, kw_only=True):
    """What was decided about a preview: `taken` says what to do where the venue is taken."""

    fingerprint: str | None = None
    taken: str = "ask"
    sharing: Annotated[str, Meta(max_length=200)] = ""
    cancellation_reason: str = ""


class SeriesWritten(Decisions, frozen=True, kw_only=True):
    """A new series."""

    rule: Annotated[str, Meta(max_length=500, description="RRULE, RFC 5545 §3.3.10")]
    starts_on: date
    times: list[TimeWritten]
    template: Description
    excluded: list[LeftOut] = []
    additional: list[date] = []
    zone: Annotated[str, Meta(max_length=64)] = HOME

    def wish(self) -> Wish:
        """What it asks for; raises Invalid."""
        asked = ("title", "kind", "municipality")
        missing = [name for name in asked if getattr(self.template, name) is UNSET]
        if missing:
            raise Invalid({f"template.{name}": _("Falta este dato.") for name in missing})
        pattern = Pattern(
            rule=read(self.rule),
            starts_on=self.starts_on,
            zone=self.zone,
            times=_times(self.times),
            excluded=tuple(self.excluded),
            additional=tuple(self.additional),
        )
        draft = EventDraft(starts_at=LATER, ends_at=LATER, **_told(self.template))
        return _decided(Wish(pattern=pattern, draft=draft), self)


class SeriesChanged(Decisions, frozen=True, kw_only=True):
    """What is to change of a series: `scope` is all, following (with `from`) or this."""

    scope: str = "all"
    since: UUID | None = field(default=None, name="from")
    rule: Annotated[str, Meta(max_length=500)] | UnsetType = UNSET
    starts_on: date | UnsetType = UNSET
    times: list[TimeWritten] | UnsetType = UNSET
    template: Description | UnsetType = UNSET
    excluded: list[LeftOut] | UnsetType = UNSET
    additional: list[date] | UnsetType = UNSET
    zone: Annotated[str, Meta(max_length=64)] | UnsetType = UNSET

    def wish(self, pattern: Pattern, draft: EventDraft) -> Wish:
        """What it asks for, given what there is; raises Invalid."""
        told = {name: getattr(self, name) for name in ("starts_on", "zone")}
        told |= {
            "rule": self.rule if self.rule is UNSET else read(self.rule),
            "times": self.times if self.times is UNSET else _times(self.times),
            "excluded": self.excluded if self.excluded is UNSET else tuple(self.excluded),
            "additional": self.additional if self.additional is UNSET else tuple(self.additional),
        }
        changed = {} if self.template is UNSET else _told(self.template)
        wish = Wish(
            pattern=structs.replace(pattern, **_given(told)),
            draft=structs.replace(draft, **changed),
        )
        return _decided(wish, self)


def _times(times: list[TimeWritten]) -> tuple[DayTime, ...]:
    return tuple(
        DayTime(key=one.key, start=one.start, minutes=one.minutes, label=one_line(one.label))
        for one in times
    )


def _told(template: Description) -> dict[str, Any]:
    told = _given(structs.asdict(template))
    return {name: tuple(it) if isinstance(it, list) else it for name, it in told.items()}


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not UNSET}


def _decided(wish: Wish, decisions: Decisions) -> Wish:
    return structs.replace(
        wish,
        taken=decisions.taken,
        sharing=decisions.sharing,
        reason=decisions.cancellation_reason,
    )
