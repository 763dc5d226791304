"""A sheet of paper as it is typed in: the tally's fields, when it was counted, and the room."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from events.attendance.domain.headcounts import Tally
from events.attendance.domain.paper.paper_entry import PaperSheet
from events.attendance.web import tally_form
from events.planning.domain.age_atoms import ATOMS, UNKNOWN
from events.planning.domain.event import Event
from server.foundation.identity import new_id
from server.web.forms import Form

MOST_IN_ROOM: Final = 10_000
SEXES: Final = (*tally_form.BOTH, *tally_form.REST)


def blank(event: Event, at: datetime) -> Form:
    """An empty sheet, counted at the end of the event unless it is still going on."""
    counted = min(at, event.ends_at).astimezone(ZoneInfo(event.zone))
    return Form(
        {
            "id": [str(new_id())],
            "audience": [event.audiences[0] if event.audiences else UNKNOWN],
            "day": [counted.date().isoformat()],
            "hour": [f"{counted:%H:%M}"],
        }
    )


def sheet(form: Form, audiences: Sequence[str], *, zone: str, at: datetime) -> PaperSheet:
    """What was typed in; raises Invalid."""
    form.reference("id")
    counted_at = form.moment("day", "hour", ZoneInfo(zone))
    room = form.whole("room", most=MOST_IN_ROOM)
    form.check()
    return PaperSheet(
        id=form.reference("id") or new_id(),
        counted_at=counted_at,
        room=room,
        tallies=_tallies(form, audiences, counted_at=counted_at, at=at, room=room),
    )


def people(form: Form) -> int:
    """How many the sheet has so far, leaving out what cannot be read."""
    numbers = (form.value(tally_form.field(sex, band)) for sex in SEXES for band in ATOMS)
    return sum(number(text) or 0 for text in numbers)


def room(form: Form) -> int | None:
    """How many were in the room, as far as that can be read."""
    return number(form.value("room"))


def number(text: str) -> int | None:
    """A number that somebody may still be typing; None when it is none yet."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None


def compared(form: Form) -> bool:
    """Whether whoever sends these numbers has seen how they compare."""
    return form.value("compared") == comparison(form)


def comparison(form: Form) -> str:
    """What was compared, so that other numbers are compared again."""
    return f"{people(form)}/{form.value('room').strip()}"


def _tallies(
    form: Form, audiences: Sequence[str], *, counted_at: datetime, at: datetime, room: int | None
) -> list[Tally]:
    if room is not None and not any(
        form.value(tally_form.field(sex, band)) not in {"", "0"} for sex in SEXES for band in ATOMS
    ):
        # The room alone is worth keeping: it shows how many are missing.
        return []
    tallies = tally_form.tallies(form, audiences, at=counted_at)
    return [replace(tally, received_at=at) for tally in tallies]
