"""How registration is arranged, read from the coordinator's form."""

from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from events.attendance.domain.reserving.registrations import Wish
from events.attendance.domain.reserving.seating import MOST_SEATS, Seating
from events.planning.domain import when
from events.planning.domain.event import Event
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.forms import Form

HOURS: Final = (1, 3, 6, 12, 24, 48, 72)
USUAL_HOURS: Final = 12
USUAL_GROUP: Final = 10
AHEAD: Final = timedelta(hours=2)


def blank(event: Event) -> Form:
    """What is usual: every seat of the event, until two hours before it."""
    seats = event.capacity or 30
    usual = Seating(
        seats=seats, largest_group=min(USUAL_GROUP, seats), closes_at=event.starts_at - AHEAD,
        offer_minutes=USUAL_HOURS * 60,
    )  # fmt: skip
    return filled(usual, event)


def filled(seating: Seating, event: Event) -> Form:
    """The form as it stands."""
    closes = seating.closes_at
    return Form(
        {
            "seats": [str(seating.seats)],
            "largest_group": [str(seating.largest_group)],
            "closes_on": [when.local_day(closes, event.zone).isoformat()],
            "closes_hour": [when.hour(closes, event.zone)],
            "offer": [str(seating.offer_minutes)],
        }
    )


def arranged(form: Form, event: Event) -> Seating:
    """What the form says; a group can be as large as all the seats. Raises Invalid."""
    seats, group = (_number(form, name) for name in ("seats", "largest_group"))
    closes: datetime = form.moment("closes_on", "closes_hour", ZoneInfo(event.zone))
    offer = form.choice("offer", {value for value, _label in offers(form)})
    form.check()
    return Seating(
        seats=seats, largest_group=min(group, seats), closes_at=closes, offer_minutes=int(offer)
    )  # fmt: skip


def offers(form: Form) -> list[tuple[str, str]]:
    """For how long an offer may stand, also for as long as it does already."""
    minutes = {hours * 60 for hours in HOURS}
    kept = form.value("offer")
    if kept.isascii() and kept.isdecimal() and 15 <= int(kept[:6]) <= 10_080:
        minutes.add(int(kept))
    return [(str(number), _length(number)) for number in sorted(minutes)]


def group(form: Form) -> Wish:
    """A group that called; raises Invalid."""
    people, sent = _number(form, "people"), form.reference("id")
    form.check()
    return Wish(id=sent or uuid4(), people=people)


def blank_group() -> Form:
    """An empty form for a group."""
    return Form({"id": [str(uuid4())]})


def _number(form: Form, name: str) -> int:
    number = form.whole(name, least=1, most=MOST_SEATS)
    if number is None:
        form.wrong(name, _("Falta este dato."))
    return number or 0


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if rest:
        return ngettext("%(n)s minuto", "%(n)s minutos", minutes)
    return ngettext("%(n)s hora", "%(n)s horas", hours)
