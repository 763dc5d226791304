"""Everything that is known of one helper, as the pages about them show it."""

from datetime import date

from msgspec import Struct

from events.planning.domain import tongues
from server.foundation.identity import Actor
from server.web.forms import Form
from volunteers.people.domain import absences, words
from volunteers.people.domain.profiles import Profile
from volunteers.people.domain.validity import standing
from volunteers.people.web import helping_shown, profile_form, saying_forms, week_form
from volunteers.people.web.helping_shown import AwayLine, Helping, Line
from volunteers.people.web.shown import CredentialLine, cleared, earlier, qualified


class Told(Struct, frozen=True):
    """Through which day somebody is asked when they are away, and `until` when they said so."""

    through_iso: str
    through: str
    until: str
    until_iso: str = ""


class PersonFace(Struct, frozen=True, kw_only=True):
    """A helper; `lapsing` are the credentials that do not hold for long, or no longer."""

    person: Profile
    today: str
    spoken: str
    standing: str
    qualifications: list[CredentialLine]
    clearances: list[CredentialLine]
    earlier: list[CredentialLine]
    week: list[Line]
    away: list[AwayLine]
    told: Told
    limits: list[Line]
    days: list[str]
    distances: list[tuple[str, str]]
    languages: list[tuple[str, str]]

    @property
    def lapsing(self) -> list[CredentialLine]:
        """What to renew."""
        held = [*self.clearances, *self.qualifications]
        return [line for line in held if line.standing in {"soon", "lapsed"}]


def face(person: Profile, said: Helping, today: date) -> PersonFace:
    """The helper as pages show them."""
    names = tongues.names()
    return PersonFace(
        person=person,
        today=today.isoformat(),
        spoken=", ".join(names[code] for code in person.languages),
        standing=standing(person.cleared_until, today),
        qualifications=qualified(person.qualifications, today),
        clearances=cleared(person.clearances, today),
        earlier=earlier(person.clearances, today),
        week=helping_shown.week_lines(said.windows),
        away=helping_shown.away_lines(said.absences),
        told=told(person.absences_told_until, today),
        limits=helping_shown.limit_lines(person),
        days=words.weekdays(),
        distances=saying_forms.distances(person),
        languages=list(names.items()),
    )


def told(until: date | None, today: date) -> Told:
    """What is asked of absences, and what was answered already."""
    through = max(absences.asked_through(today), until or today)
    answered = words.day(until) if until is not None and until >= today else ""
    iso = until.isoformat() if until and answered else ""
    return Told(through.isoformat(), words.day(through), answered, iso)


async def shown_with_forms(
    person: Profile, *, today: date, by: Actor, refused: dict[str, Form]
) -> tuple[PersonFace, dict[str, Form]]:
    """The helper and every form about them: as they said it, or as it was refused."""
    said = await helping_shown.helping(person.id, today=today, by=by)
    shown = face(person, said, today)
    fresh = {
        "hours": Form(),
        "absence": Form(),
        "about": profile_form.filled(person),
        "spoken": Form({"languages": person.languages}),
        "week": week_form.filled(said.windows),
        "none": Form({"told_until": [shown.told.through_iso]}),
        "limits": saying_forms.filled_limits(person),
    }
    return shown, fresh | refused


def with_mistakes(filled: dict[str, Form]) -> Form:
    """The form that was refused, if one was."""
    return next((form for form in filled.values() if form.errors), Form())
