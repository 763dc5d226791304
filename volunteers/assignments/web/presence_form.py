"""The forms in which a coordinator says who came, and when they came and went."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.event import Event
from server.foundation.translation import gettext as _
from server.web.forms import Form
from volunteers.assignments.domain.invitations import ROLES
from volunteers.assignments.domain.presence_hours import Window, moment_within


class Times(Struct, frozen=True):
    """When somebody came and went; without a leaving it is not known, or not yet."""

    arrived_at: datetime
    left_at: datetime | None


class StandIn(Struct, frozen=True):
    """Who came without being asked, as what, and when."""

    volunteer: UUID
    role: str
    arrived_at: datetime


def blank_stand_in(event: Event, at: datetime) -> Form:
    """Somebody who came just now."""
    return Form({"role": ["assistant"], "came": [when.hour(at, event.zone)]})


def stand_in(form: Form, event: Event) -> StandIn:
    """What the form says; raises Invalid."""
    window = Window(event.starts_at, event.ends_at)
    volunteer, role = form.reference("volunteer"), form.choice("role", ROLES)
    arrived = _moment(form, "came", event, after=window.opens_at, until=window.closes_at)
    form.check()
    # Else the form was refused just now.
    assert volunteer is not None
    assert arrived is not None
    return StandIn(volunteer, role, arrived)


def times(form: Form, event: Event) -> Times:
    """The hours as moments of the event; raises Invalid."""
    window = Window(event.starts_at, event.ends_at)
    arrived = _moment(form, "arrived", event, after=window.opens_at, until=window.closes_at)
    left = None
    if form.value("left"):
        since = arrived or window.opens_at
        left = _moment(form, "left", event, after=since, until=window.closes_at)
    form.check()
    assert arrived is not None  # else the form was refused just now
    return Times(arrived, left)


def _moment(
    form: Form, name: str, event: Event, *, after: datetime, until: datetime
) -> datetime | None:
    found = moment_within(form.hour(name), event.zone, after=after, until=until)
    if found is None:
        form.wrong(name, _("Esa hora no es de la actividad."))
    return found
