"""What is good to know of somebody who could take a place, beside what speaks against it."""

from msgspec import Struct

from events.planning.domain import tongues
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.helper_facts import Helper, Place
from volunteers.people.domain import words


class Note(Struct, frozen=True):
    """Something to know; `good` is what speaks for them."""

    about: str
    good: bool
    sentence: str


def notes(helper: Helper, place: Place) -> tuple[Note, ...]:
    """All that is to be said, the good first."""
    told = (
        ("language", True, _language(helper, place)),
        ("together", True, _together(helper)),
        ("untold", False, _untold(helper, place)),
        ("expired", False, _expired(helper)),
    )
    return tuple(Note(about, good, said) for about, good, said in told if said)


def speaks(helper: Helper, place: Place) -> tuple[str, ...]:
    """The languages of theirs that the team needs and lacks."""
    return tuple(one for one in place.languages if one in helper.languages)


def _language(helper: Helper, place: Place) -> str:
    spoken = [tongues.names()[one] for one in speaks(helper, place)]
    if not spoken:
        return ""
    return _("Habla %(languages)s, que al equipo le hace falta.", languages=", ".join(spoken))


def _together(helper: Helper) -> str:
    best = ", ".join(helper.beside.best)
    return _("Trabaja bien con %(names)s, del mismo equipo.", names=best) if best else ""


def _untold(helper: Helper, place: Place) -> str:
    if helper.told_until is None:
        return _("Nunca dijo si tiene fechas en que no puede.")
    if helper.told_until >= place.last_day:
        return ""
    if not helper.ours:
        return _("Todavía no dijo si puede en esa fecha.")
    return _("Dijo en qué fechas no puede solo hasta el %(day)s.", day=words.day(helper.told_until))


def _expired(helper: Helper) -> str:
    expired = helper.status == "expired"
    return _("No respondió a tiempo a una invitación a esta actividad.") if expired else ""
