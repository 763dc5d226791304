"""The form that an event is written down in."""

from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from events.planning.domain import codelists, venues, when
from events.planning.domain.agenda import Event
from events.planning.domain.draft import MODALITIES, EventDraft
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.forms import Form


class Options(msgspec.Struct, frozen=True):
    """What may be chosen in the form, as (value, label) and what else its parts show."""

    kinds: list[tuple[str, str, None, str]]
    municipalities: list[tuple[str, str]]
    venues: list[tuple[str, str]]
    topics: list[tuple[str, str]]
    audiences: list[tuple[str, str]]
    projects: list[tuple[str, str]]
    modalities: list[tuple[str, str]]


async def options(actor: Actor) -> Options:
    """The choices that this coordinator has."""
    places = await codelists.coordinated_by(actor)
    sites = await venues.places({place.ine for place in places})
    return Options(
        kinds=[(kind.slug, kind.name, None, kind.slug) for kind in await codelists.kinds()],
        municipalities=[(place.ine, place.name) for place in places],
        venues=[(str(site.id), f"{site.municipality_name} · {site.name}") for site in sites],
        topics=[(topic.slug, topic.name) for topic in await codelists.topics()],
        audiences=[(audience.slug, audience.name) for audience in await codelists.audiences()],
        projects=[(project.slug, project.name) for project in await codelists.projects()],
        modalities=list(zip(MODALITIES, (_("Presencial"), _("Virtual"), _("Mixta")), strict=True)),
    )


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
        topics=form.choices("topics", _values(offered.topics), required=False),
        audiences=form.choices("audiences", _values(offered.audiences)),
        starts_at=form.moment("day", "starts", there),
        ends_at=form.moment("day", "ends", there),
        zone=zone,
        capacity=form.whole("capacity", least=1, most=100_000),
        project=form.choice("project", _values(offered.projects), required=False) or "general",
        notes=form.text("notes", most=2000, required=False),
    )
    form.check()
    return written


def filled(event: Event) -> Form:
    """The form as it stands for an event that exists."""
    values = {
        "title": [event.title],
        "public_title": [event.public_title],
        "kind": [event.kind],
        "municipality": [event.municipality],
        "venue": [str(event.venue)] if event.venue else [],
        "modality": [event.modality],
        "meeting_url": [event.meeting_url],
        "topics": event.topics,
        "audiences": event.audiences,
        "day": [when.local_day(event.starts_at, event.zone).isoformat()],
        "starts": [when.hour(event.starts_at, event.zone)],
        "ends": [when.hour(event.ends_at, event.zone)],
        "capacity": [str(event.capacity)] if event.capacity else [],
        "project": [event.project_slug],
        "notes": [event.notes],
        "seen": [event.changed_at.isoformat()],
    }
    return Form(values)


def _values(offered: list[Any]) -> set[str]:
    return {option[0] for option in offered}
