"""The form that says what is copied where."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import codelists, programmes, venues
from events.planning.domain.cloning import Copy, Wish
from events.planning.domain.originals import WHOLE, Originals
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.forms import Form

LONGEST: Final = timedelta(days=366)


class Options(Struct, frozen=True):
    """What may be chosen, as (value, label)."""

    municipalities: list[tuple[str, str]]
    projects: list[tuple[str, str]]
    programmes: list[tuple[str, str]]


class Room(Struct, frozen=True):
    """A venue of the originals, and where their copies can be instead."""

    id: str
    name: str
    options: list[tuple[str, str]]


async def options(actor: Actor) -> Options:
    """The choices that this coordinator has."""
    places = await codelists.coordinated_by(actor)
    known = await programmes.programmes({place.ine for place in places})
    return Options(
        municipalities=[(place.ine, place.name) for place in places],
        projects=[(project.slug, project.name) for project in await codelists.projects()],
        programmes=[(str(it.id), f"{it.title} ({it.municipality_name})") for it in known],
    )


def blank(what: str, offered: Options, today: date) -> Form:
    """This week into the next one, where there is only one place; what else is asked stays open."""
    places = [ine for ine, _name in offered.municipalities]
    only = places if len(places) == 1 else []
    values = {
        "what": [what if what in WHOLE else WHOLE[0]],
        "municipality": only,
        "first": [today.isoformat()],
        "last": [(today + timedelta(days=30)).isoformat()],
        "to": only,
        "onto": [(today + timedelta(days=7)).isoformat()],
    }
    return Form(values)


def wish(form: Form, offered: Options, zone: str) -> Wish:
    """What the form says; raises Invalid with what is wrong in it."""
    wanted = Wish(
        originals=_originals(form, offered, zone),
        municipality=form.choice("to", _values(offered.municipalities)),
        onto=form.day("onto"),
        venues=_venues(form),
        cohort=form.text("cohort", most=120) if form.value("what") == "programme" else "",
    )
    form.check()
    return wanted


def chosen(form: Form) -> list[UUID]:
    """The events that are ticked; what is no id is none."""
    return [known for known in map(_id, form.values("event")) if known]


async def rooms(copies: Sequence[Copy], municipality: str) -> list[Room]:
    """For each venue of the originals, the venues that the copies can be in."""
    found = {one.original.venue: one for one in copies if one.original.venue}
    known = [(str(site.id), site.name) for site in await venues.places({municipality})]
    return [Room(str(venue), one.original.venue_name or "", known) for venue, one in found.items()]


def standing(form: Form, copies: Sequence[Copy], municipality: str) -> None:
    """Fill in where the copies are, where nothing was chosen yet."""
    for event in (one.original for one in copies):
        if event.venue and str(event.venue) not in form.values("room"):
            stays = municipality == event.municipality
            form.put(f"venue-{event.venue}", str(event.venue) if stays else "")


def _originals(form: Form, offered: Options, zone: str) -> Originals:
    what = form.choice("what", WHOLE)
    if what == "programme":
        form.choice("programme", _values(offered.programmes))
        return Originals(what=what, zone=zone, programme=_id(form.value("programme")))
    municipality = form.choice("municipality", _values(offered.municipalities))
    first = form.day("first")
    if what != "project":
        return Originals(what=what, zone=zone, municipality=municipality, first=first)
    project, last = form.choice("project", _values(offered.projects)), form.day("last")
    if "last" not in form.errors and not timedelta() <= last - first <= LONGEST:
        form.wrong("last", _("El último día va después del primero, un año como mucho."))
    return Originals(
        what=what, zone=zone, municipality=municipality, first=first, last=last, project=project
    )


def _venues(form: Form) -> dict[UUID, UUID | None]:
    rooms = {_id(room): room for room in form.values("room")}
    return {venue: _id(form.value(f"venue-{room}")) for venue, room in rooms.items() if venue}


def _values(offered: list[tuple[str, str]]) -> set[str]:
    return {value for value, _label in offered}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
