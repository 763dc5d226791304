"""The form in which a replica is written down."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.beyond import replica
from events.outreach.domain.beyond.replica import MOST, Replica, ReplicaWritten
from events.outreach.domain.keeping import may_keep
from events.planning.domain import agenda, codelists, when
from events.planning.domain.codelists import Place
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.forms import Form

LOOK_BACK: Final = timedelta(days=366)
LISTED: Final = 200
NOWHERE: Final = "varios"

Option = tuple[str, str]


class Choices(Struct, frozen=True, kw_only=True):
    """What there is to choose from, as (value, label) or (value, label, hint)."""

    ways: list[tuple[str, str, str]]
    events: list[Option]
    projects: list[Option]
    places: list[Option]
    audiences: list[Option]
    grades: list[tuple[str, str, str]]


async def choices(by: Actor, at: datetime, chosen: str = "") -> Choices:
    """What the form offers to somebody; the `chosen` event is offered however long ago it was."""
    places = await codelists.coordinated_by(by)
    everywhere = [(NOWHERE, _("Varios municipios o todo el país"))] if may_keep(by, None) else []
    return Choices(
        ways=_ways(),
        events=await _events(places, at, chosen),
        projects=[(str(p.id), p.name) for p in await codelists.projects()],
        places=[(p.ine, p.name) for p in places if may_keep(by, p.ine)] + everywhere,
        audiences=[(a.slug, a.name) for a in await codelists.audiences()],
        grades=_grades(),
    )


def blank(given: Choices, today: date, event: str) -> Form:
    """The form of what was passed on today, perhaps after an event."""
    general = given.projects[0][0] if given.projects else ""
    here = given.places[0][0] if len(given.places) == 1 else ""
    return Form(
        {
            "way": ["cascade"],
            "event": [event],
            "project": [general],
            "municipality": [here],
            "held_on": [today.isoformat()],
            "grade": ["declared"],
        }
    )


def filled(kept: Replica) -> Form:
    """The form as it stands for a replica that is kept."""
    texts = ("way", "held_on", "reach", "grade", "evidence", "note")
    return Form(
        {
            **{name: [str(getattr(kept, name))] for name in texts},
            "event": [str(kept.event or "")],
            "project": [str(kept.project or "")],
            "municipality": [kept.municipality or NOWHERE],
            "audience": [kept.audience or ""],
        }
    )


def written(form: Form, given: Choices) -> ReplicaWritten:
    """What the form says; raises Invalid with a sentence for every field that cannot be read."""
    place = form.choice("municipality", dict(given.places))
    event = form.choice("event", dict(given.events), required=False)
    project = form.choice("project", dict(given.projects), required=not event)
    reach = form.whole("reach", least=1, most=MOST)
    if reach is None:
        form.wrong("reach", _("Falta este dato."))
    said = ReplicaWritten(
        way=form.choice("way", replica.ways()),
        event=UUID(event) if event in dict(given.events) and event else None,
        project=UUID(project) if project in dict(given.projects) and project else None,
        municipality=None if place == NOWHERE else place,
        held_on=form.day("held_on"),
        reach=reach or 0,
        audience=form.choice("audience", dict(given.audiences), required=False) or None,
        grade=form.choice("grade", replica.grades()),
        evidence=form.text("evidence", most=300, required=False),
        note=form.text("note", required=False),
    )
    form.check()
    return said


def _ways() -> list[tuple[str, str, str]]:
    hints = {
        "cascade": _("Alguien que participó lo contó a otras personas."),
        "media": _("Radio, televisión, prensa o redes."),
    }
    return [(way, name, hints[way]) for way, name in replica.ways().items()]


def _grades() -> list[tuple[str, str, str]]:
    hints = {
        "declared": _("Lo dijo quien la hizo."),
        "evidenced": _("Hay una foto, una lista o una constancia."),
        "observed": _("Alguien del equipo estuvo ahí."),
    }
    return [(grade, name, hints[grade]) for grade, name in replica.grades().items()]


async def _events(places: list[Place], at: datetime, chosen: str) -> list[Option]:
    """The events of the last year that something may have come of, the latest first."""
    found = await agenda.between(at - LOOK_BACK, at, municipalities=[p.ine for p in places])
    held = [event for event in found if event.status in {"published", "closed"}][-LISTED:]
    if chosen and chosen not in {str(event.id) for event in held}:
        within = {place.ine for place in places}
        held = [e for e in await agenda.events(_ids(chosen)) if e.municipality in within] + held
    return [
        (str(event.id), f"{when.day(event.starts_at, event.zone)} · {event.title}")
        for event in reversed(held)
    ]


def _ids(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []
