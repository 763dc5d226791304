"""The place and time in a form that is still being filled in: no mistake in it matters yet."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from events.planning.domain import zones
from events.planning.domain.draft import EventDraft, as_draft
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Slot
from server.web.forms import Form


class Asked(Struct, frozen=True, kw_only=True):
    """What the form says so far; `capacity` is what the event needs, if it says so."""

    slot: Slot
    zone: str
    capacity: int | None

    def draft(self, event: Event) -> EventDraft:
        """The event as it would be in this slot."""
        virtual = self.slot.virtual
        stays = (event.modality == "virtual") == virtual
        return msgspec.structs.replace(
            as_draft(event), municipality=self.slot.municipality, venue=self.slot.venue,
            starts_at=self.slot.starts_at, ends_at=self.slot.ends_at, zone=self.zone,
            modality=event.modality if stays else "virtual" if virtual else "in_person",
            capacity=self.capacity or event.capacity,
        )  # fmt: skip


def asked(form: Form, *, zone: str, event: UUID | None = None) -> Asked | None:
    """The slot that the form describes, on its own clocks or on those of `zone`.

    None as long as it cannot be read, or ends before it begins.
    """
    chosen = form.value("zone")
    spoken = chosen if chosen in zones.known() else zone
    try:
        day = date.fromisoformat(form.value("day"))
        starts_at = _moment(day, form.value("starts"), spoken)
        ends_at = _moment(_last_day(form, day), form.value("ends"), spoken)
        venue = UUID(form.value("venue")) if form.value("venue") else None
    except (ValueError, OverflowError):
        return None
    slot = Slot(
        event=event, municipality=form.value("municipality"), venue=venue,
        starts_at=starts_at, ends_at=ends_at, virtual=form.value("modality") == "virtual",
    )  # fmt: skip
    return Asked(slot=slot, zone=spoken, capacity=_capacity(form)) if _sensible(slot) else None


def _last_day(form: Form, day: date) -> date:
    return date.fromisoformat(form.value("last_day")) if form.value("last_day") else day


def _moment(day: date, hour: str, zone: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour).replace(tzinfo=None), ZoneInfo(zone))


def _capacity(form: Form) -> int | None:
    text = form.value("capacity").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def _sensible(slot: Slot) -> bool:
    """Whether an event could be then; far from where calendars end, so that days can be added."""
    return slot.starts_at < slot.ends_at and 2000 < slot.starts_at.year <= slot.ends_at.year < 2099
