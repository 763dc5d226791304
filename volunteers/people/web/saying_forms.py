"""The forms in which absences, limits and safe channels are said."""

from datetime import date, time
from typing import Final
from uuid import UUID

from server.foundation.translation import gettext as _
from server.web.forms import Form
from volunteers.people.domain.absences import NewAbsence
from volunteers.people.domain.helping_limits import BOUNDS, Limits
from volunteers.people.domain.profiles import Profile
from volunteers.people.domain.safe_channels import CHANNELS, Channel
from volunteers.people.domain.words import clock, travel

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


def channels(form: Form) -> list[Channel]:
    """The channels that have an address, in the order that they are liked; raises Invalid."""
    named = [name for name in CHANNELS if form.value(name).strip()]
    said = [
        Channel(
            channel=name,
            address=form.text(name, most=254),
            from_time=_hour(form, f"{name}_from"),
            until_time=_hour(form, f"{name}_until"),
        )
        for name in named
    ]
    liked = {name: form.choice(f"{name}_rank", _ranks(), required=False) or "9" for name in named}
    form.check()
    return sorted(said, key=lambda one: liked[one.channel])


def filled_channels(said: list[Channel]) -> Form:
    """The safe channels as they were said."""
    form = Form()
    for rank, one in enumerate(said, 1):
        form.put(one.channel, one.address)
        form.put(f"{one.channel}_rank", str(rank))
        if one.from_time is not None and one.until_time is not None:
            form.put(f"{one.channel}_from", clock(one.from_time))
            form.put(f"{one.channel}_until", clock(one.until_time))
    return form


def ranks() -> list[tuple[str, str]]:
    """The order in which channels are liked."""
    return [(rank, _("%(n)s.º", n=rank)) for rank in _ranks()]


def pair(form: Form) -> tuple[UUID, bool]:
    """With whom, and whether they go together or never do; raises Invalid."""
    other = form.reference("other")
    together = form.choice("together", ("yes", "never")) == "yes"
    form.check()
    assert other is not None, "a field that is demanded is there"
    return other, together


def _ranks() -> tuple[str, ...]:
    return tuple(str(rank) for rank in range(1, len(CHANNELS) + 1))


def _hour(form: Form, name: str) -> time | None:
    return form.hour(name).replace(second=0, microsecond=0) if form.value(name) else None
