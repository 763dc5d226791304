"""The forms in which absences and limits are said."""

from datetime import date
from typing import Final
from uuid import UUID

from server.web.forms import Form
from volunteers.people.domain.absences import NewAbsence
from volunteers.people.domain.helping_limits import BOUNDS, Limits
from volunteers.people.domain.profiles import Profile
from volunteers.people.domain.words import travel

DISTANCES: Final = (0, 30, 45, 60, 90, 120, 180, 240)


def absence(form: Form) -> NewAbsence:
    """The days one is away: one day where no last one is named; raises Invalid."""
    first = form.day("first_day")
    last = form.day("last_day") if form.value("last_day") else first
    form.check()
    return NewAbsence(first_day=first, last_day=last)


def told_until(form: Form) -> date:
    """The day through which there are no more absences; raises Invalid."""
    day = form.day("told_until")
    form.check()
    return day


def limits(form: Form) -> Limits:
    """The limits, each of which may be none; raises Invalid."""
    numbers = {
        name: form.whole(name, least=least, most=most) for name, (least, most) in BOUNDS.items()
    }
    form.check()
    return Limits(**numbers)


def filled_limits(person: Profile) -> Form:
    """The limits as they were said."""
    said = {name: getattr(person, name) for name in BOUNDS}
    return Form({name: [str(number)] for name, number in said.items() if number is not None})


def distances(person: Profile) -> list[tuple[str, str]]:
    """How far one may say that one travels, with what one said before."""
    offered = {*DISTANCES, *([] if person.travel_minutes is None else [person.travel_minutes])}
    return [(str(minutes), travel(minutes)) for minutes in sorted(offered)]


def pair(form: Form) -> tuple[UUID, bool]:
    """With whom, and whether they go together or never do; raises Invalid."""
    other = form.reference("other")
    together = form.choice("together", ("yes", "never")) == "yes"
    form.check()
    assert other is not None, "a field that is demanded is there"
    return other, together
