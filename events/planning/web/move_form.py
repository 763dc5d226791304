"""The form that an event is moved with: when, where, and nothing else."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from events.planning.domain.draft import EventDraft, as_draft
from events.planning.domain.event import Event
from events.planning.web import event_form
from events.planning.web.event_options import Options
from server.foundation.errors import Invalid
from server.web.forms import Form

FIELDS: Final = (
    "day",
    "starts",
    "last_day",
    "ends",
    "municipality",
    "venue",
    "venue_overlap_reason",
    "seen",
)


def filled(event: Event) -> Form:
    """The form as the event stands."""
    standing = event_form.standing(event)
    return Form({name: standing[name] for name in FIELDS})


def understand_drop(form: Form, event: Event, zone: str) -> None:
    """Write down where the mouse let go: `since` and `until` on the clocks of `zone`.

    The form itself speaks in the event's own zone.
    """
    try:
        since, until = (_there(form.value(name), zone, event) for name in ("since", "until"))
    except ValueError:
        return
    first, last = since.date(), until.date()
    form.put("day", first.isoformat())
    form.put("starts", f"{since:%H:%M}")
    form.put("last_day", "" if first == last else last.isoformat())
    form.put("ends", f"{until:%H:%M}")
    form.put("since", "")


def draft(form: Form, event: Event) -> EventDraft:
    """The event as the form moves it; raises Invalid with a sentence for what cannot be read."""
    there = ZoneInfo(event.zone)
    moved = replace(
        as_draft(event),
        starts_at=form.moment("day", "starts", there),
        ends_at=form.moment("last_day" if form.value("last_day") else "day", "ends", there),
        municipality=form.value("municipality") or event.municipality,
        venue=form.reference("venue", required=False),
        venue_overlap_reason=form.text("venue_overlap_reason", required=False),
    )
    form.check()
    return moved


def refused(form: Form, refusal: Invalid) -> Form:
    """The form with the sentences beside its own fields; others belong to the whole of it."""
    fields = {"ends_at": "ends", "starts_at": "day"}
    told = {fields.get(name, name): said for name, said in refusal.fields.items()}
    return form.refused(
        Invalid({name if name in FIELDS else "form": said for name, said in told.items()})
    )


def understood(form: Form, event: Event) -> EventDraft | None:
    """The event as the form moves it, whatever else is wrong; None when that cannot be read."""
    try:
        moved = draft(Form({name: form.values(name) for name in FIELDS}), event)
    except Invalid:
        return None
    return moved if moved.starts_at < moved.ends_at else None


def place_of(moved: EventDraft, offered: Options) -> str:
    """Where it will be, in words."""
    sites = {value: name for group in offered.venues for value, name in group.options}
    parts = [sites.get(str(moved.venue)), dict(offered.municipalities).get(moved.municipality)]
    return ", ".join(part for part in parts if part)


def _there(text: str, zone: str, event: Event) -> datetime:
    wall = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return wall.astimezone(ZoneInfo(event.zone))
