"""The form that a series is written down in."""

from datetime import date, datetime
from typing import Any, Final

import msgspec

from events.planning.domain import when, zones
from events.planning.domain.draft import MODALITIES, EventDraft
from events.planning.domain.event import Event
from events.planning.domain.series.pattern import Pattern
from events.planning.domain.series.wish import Wish
from events.planning.web.event_options import Options, values
from events.planning.web.series_rule_fields import read_rule, rule_fields
from events.planning.web.series_time_rows import (
    MOST,
    PARTS,
    read_times,
    time_fields,
    time_fields_of,
)
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import EARLIEST, Form

# Replaced by the first occurrence's own.
LATER: Final = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
FIELDS: Final = (
    *("title", "public_title", "kind", "municipality", "venue", "modality", "meeting_url"),
    *("topics", "audiences", "capacity", "project", "notes", "evento", "starts_on", "repeat"),
    *("interval", "weekdays", "monthly", "nth", "nth_weekday", "until", "count", "rule", "zone"),
    *("excluded", "additional"),
)
# How what is refused is called here.
CALLED: Final = {
    "times": "time-1-starts",
    "details": "kind",
    "starts_at": "starts_on",
    "materials": "form",
    "programme": "form",
    "cost": "form",
    "travel_note": "form",
    "venue_overlap_reason": "venue",
}


def blank(offered: Options, *, day: str, zone: str) -> Form:
    """The form with what goes without saying filled in."""
    only = [offered.municipalities[0][0]] if len(offered.municipalities) == 1 else []
    first = {"starts_on": [day], "repeat": ["WEEKLY"], "zone": [zone], "municipality": only}
    return Form({**first, "modality": [MODALITIES[0]], **time_fields([("", "", "09:00", "12:00")])})


def repeating(event: Event) -> Form:
    """The form for repeating an event every week."""
    day = when.local_day(event.starts_at, event.zone)
    hours = (when.hour(event.starts_at, event.zone), when.hour(event.ends_at, event.zone))
    repeated = {"starts_on": [day.isoformat()], "repeat": ["WEEKLY"], "zone": [event.zone]}
    described = _description(event, event.chosen_title, event.project_slug)
    return Form({**repeated, **time_fields([("", "", *hours)]), **described})


def changing(pattern: Pattern, draft: EventDraft) -> Form:
    """The form as it stands for a part of a series."""
    aside = {
        "excluded": list(pattern.excluded),
        "additional": [day.isoformat() for day in pattern.additional],
    }
    placed = {"starts_on": [pattern.starts_on.isoformat()], "zone": [pattern.zone], **aside}
    described = _description(draft, draft.public_title, draft.project)
    return Form(
        {**placed, **rule_fields(pattern.rule), **time_fields_of(pattern.times), **described}
    )


def wish(form: Form, offered: Options, base: EventDraft | None = None) -> Wish:
    """What the form says; raises Invalid with a sentence for every field that cannot be read.

    What the form does not ask, such as materials, stays as it is in `base`.
    """
    draft = _draft(form, offered, base)
    pattern = _pattern(form)
    form.check()
    assert pattern is not None
    return Wish(
        pattern=pattern,
        draft=draft,
        omitted=tuple(form.values("omitted")),
        taken=form.value("taken") or "ask",
        sharing=form.text("sharing", required=False),
        reason=form.value("reason"),
    )


def carried(form: Form) -> list[tuple[str, str]]:
    """What was written down, for the preview to hand on."""
    rows = [f"time-{row}-{part}" for row in range(1, MOST + 1) for part in PARTS]
    return [(name, value) for name in (*FIELDS, *rows) for value in form.values(name) if value]


def refused(form: Form, refusal: Invalid) -> Form:
    """The form with the sentences beside its own fields."""
    here = {CALLED.get(name, name): said for name, said in refusal.fields.items()}
    return form.refused(Invalid(here))


def _pattern(form: Form) -> Pattern | None:
    starts_on, times = form.day("starts_on"), read_times(form)
    zone = form.choice("zone", zones.known(), required=False) or zones.HOME
    additional, _left_out = _days(form, "additional"), _days(form, "excluded")
    rule = read_rule(form, starts_on)
    if rule is None:
        return None
    return Pattern(
        rule=rule,
        starts_on=starts_on,
        zone=zone,
        times=times,
        excluded=tuple(filter(None, form.values("excluded"))),
        additional=additional,
    )


def _draft(form: Form, offered: Options, base: EventDraft | None) -> EventDraft:
    told: dict[str, Any] = {
        "title": form.text("title", most=200),
        "public_title": form.text("public_title", most=200, required=False),
        "kind": form.choice("kind", values(offered.kinds)),
        "municipality": form.choice("municipality", values(offered.municipalities)),
        "venue": form.reference("venue", required=False),
        "modality": form.choice("modality", values(offered.modalities), required=False)
        or MODALITIES[0],
        "meeting_url": form.text("meeting_url", most=500, required=False),
        "topics": form.choices(
            "topics", values(offered.topics, offered.more_topics), required=False
        ),
        "audiences": form.choices("audiences", values(offered.audiences, offered.more_audiences)),
        "capacity": form.whole("capacity", least=1, most=100_000),
        "project": form.choice("project", values(offered.projects), required=False) or "general",
        "notes": form.paragraphs("notes", required=False),
    }
    if base is None:
        return EventDraft(starts_at=LATER, ends_at=LATER, **told)
    details = base.details if base.kind == told["kind"] else {}
    return msgspec.structs.replace(base, details=details, **told)


def _days(form: Form, name: str) -> tuple[date, ...]:
    """The dates of a field that is there several times; one of the times of a date counts too."""
    found = []
    for text in filter(None, form.values(name)):
        try:
            found.append(date.fromisoformat(text.partition(".")[0]))
        except ValueError:
            form.wrong(name, _("Falta una fecha válida, por ejemplo 2026-12-05."))
    return tuple(day for day in found if day >= EARLIEST)


def _description(known: Event | EventDraft, title: str, project: str) -> dict[str, list[str]]:
    return {
        "title": [known.title],
        "public_title": [title],
        "kind": [known.kind],
        "municipality": [known.municipality],
        "venue": [str(known.venue)] if known.venue else [],
        "modality": [known.modality],
        "meeting_url": [known.meeting_url],
        "topics": list(known.topics),
        "audiences": list(known.audiences),
        "capacity": [str(known.capacity)] if known.capacity else [],
        "project": [project],
        "notes": [known.notes],
    }
