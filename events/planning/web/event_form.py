"""The form that an event is written down in."""

from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from events.planning.domain import codelists, venues, when
from events.planning.domain.agenda import Event
from events.planning.domain.draft import MODALITIES, EventDraft
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.forms import Form


class Group(msgspec.Struct, frozen=True):
    """Options that belong together, such as the venues of a municipality."""

    value: str
    name: str
    options: list[tuple[str, str]]


class Options(msgspec.Struct, frozen=True):
    """What may be chosen in the form, as (value, label) and what else its parts show.

    What is chosen most is offered at once, the `more_` lists when asked for.
    """

    kinds: list[tuple[str, str, None, str]]
    municipalities: list[tuple[str, str]]
    venues: list[Group]
    topics: list[tuple[str, str]]
    more_topics: list[tuple[str, str]]
    audiences: list[tuple[str, str]]
    more_audiences: list[tuple[str, str]]
    projects: list[tuple[str, str]]
    modalities: list[tuple[str, str]]


async def options(actor: Actor) -> Options:
    """The choices that this coordinator has."""
    places = await codelists.coordinated_by(actor)
    topics, audiences = await codelists.topics(), await codelists.audiences()
    return Options(
        kinds=[(kind.slug, kind.name, None, kind.slug) for kind in await codelists.kinds()],
        municipalities=[(place.ine, place.name) for place in places],
        venues=_by_municipality(await venues.places({place.ine for place in places})),
        topics=[(t.slug, t.name) for t in topics if t.list == "rac"],
        more_topics=[(t.slug, t.name) for t in topics if t.list != "rac"],
        audiences=[(a.slug, a.name) for a in audiences if a.sector == "community"],
        more_audiences=[(a.slug, a.name) for a in audiences if a.sector != "community"],
        projects=[(project.slug, project.name) for project in await codelists.projects()],
        modalities=list(zip(MODALITIES, (_("Presencial"), _("Virtual"), _("Mixta")), strict=True)),
    )


def blank(offered: Options, *, day: str, municipality: str) -> Form:
    """The form with what goes without saying filled in."""
    only = offered.municipalities[0][0] if len(offered.municipalities) == 1 else municipality
    values = {
        "day": [day],
        "starts": ["09:00"],
        "ends": ["12:00"],
        "municipality": [only],
        "modality": [MODALITIES[0]],
    }
    return Form(values)


def draft(form: Form, offered: Options, zone: str) -> EventDraft:
    """What the form says; raises Invalid with a sentence for every field that cannot be read."""
    there = ZoneInfo(zone)
    written = EventDraft(
        title=form.text("title", most=200),
        public_title=form.text("public_title", most=200, required=False),
        kind=form.choice("kind", _values(offered.kinds)),
        municipality=form.choice("municipality", _values(offered.municipalities)),
        venue=form.reference("venue", required=False),
        venue_overlap_reason=form.text("venue_overlap_reason", required=False),
        modality=form.choice("modality", _values(offered.modalities), required=False)
        or "in_person",
        meeting_url=form.text("meeting_url", most=500, required=False),
        topics=form.choices(
            "topics", _values(offered.topics + offered.more_topics), required=False
        ),
        audiences=form.choices("audiences", _values(offered.audiences + offered.more_audiences)),
        starts_at=form.moment("day", "starts", there),
        ends_at=form.moment("last_day" if form.value("last_day") else "day", "ends", there),
        zone=zone,
        capacity=form.whole("capacity", least=1, most=100_000),
        project=form.choice("project", _values(offered.projects), required=False) or "general",
        notes=form.paragraphs("notes", required=False),
    )
    form.check()
    return written


def filled(event: Event) -> Form:
    """The form as it stands for an event that exists."""
    first, last = (when.local_day(t, event.zone) for t in (event.starts_at, event.ends_at))
    values = {
        "title": [event.title],
        "public_title": [event.chosen_title],
        "kind": [event.kind],
        "municipality": [event.municipality],
        "venue": [str(event.venue)] if event.venue else [],
        "venue_overlap_reason": [event.venue_overlap_reason or ""],
        "modality": [event.modality],
        "meeting_url": [event.meeting_url],
        "topics": event.topics,
        "audiences": event.audiences,
        "day": [first.isoformat()],
        "last_day": [last.isoformat()] if first != last else [],
        "starts": [when.hour(event.starts_at, event.zone)],
        "ends": [when.hour(event.ends_at, event.zone)],
        "capacity": [str(event.capacity)] if event.capacity else [],
        "project": [event.project_slug],
        "notes": [event.notes],
        "seen": [event.changed_at.isoformat()],
    }
    return Form(values)


def refused(form: Form, refusal: Invalid) -> Form:
    """The form with the sentences beside its own fields; a draft's end is the hour here."""
    fields = {"ends" if name == "ends_at" else name: it for name, it in refusal.fields.items()}
    return form.refused(Invalid(fields))


def _values(offered: list[Any]) -> set[str]:
    return {option[0] for option in offered}


def _by_municipality(known: list[venues.Place]) -> list[Group]:
    """Venues that come sorted by municipality, with how many people each holds."""
    return [
        Group(ine, name, [(str(site.id), _site(site)) for site in sites])
        for (ine, name), sites in groupby(known, lambda v: (v.municipality, v.municipality_name))
    ]


def _site(site: venues.Place) -> str:
    if site.capacity is None:
        return site.name
    return _("%(name)s (caben %(n)s)", name=site.name, n=site.capacity)
