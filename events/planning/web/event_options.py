"""What may be chosen in the form of an event."""

from functools import cache
from itertools import groupby
from typing import Any

import msgspec

from events.planning.domain import codelists, kind_questions, programmes, venues, zones
from events.planning.domain.draft import MODALITIES
from events.planning.domain.event import Event
from events.planning.domain.kind_questions import Question
from server.foundation.identity import Actor
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _


class Group(msgspec.Struct, frozen=True):
    """Options that belong together, such as the venues of a municipality."""

    value: str
    name: str
    options: list[tuple[str, str]]


class Options(msgspec.Struct, frozen=True):
    """What may be chosen in the form, as (value, label) and what else its parts show.

    What is chosen most is offered at once, the `more_` lists when asked for. `questions` are those
    of the kinds that ask something of their own.
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
    programmes: list[Group]
    zones: list[Group]
    questions: dict[str, list[Question]]


async def options(actor: Actor, event: Event | None = None, *, project: str = "") -> Options:
    """The choices that this coordinator has; with `event` also what it was given before.

    So with `project`, by its short name, for what has one already.
    """
    places = await codelists.coordinated_by(actor)
    topics, audiences = await codelists.topics(), await codelists.audiences()
    return Options(
        kinds=await _kinds(event),
        municipalities=[(place.ine, place.name) for place in places],
        venues=_by_municipality(await venues.places({place.ine for place in places})),
        topics=[(t.slug, t.name) for t in topics if t.list == "rac"],
        more_topics=[(t.slug, t.name) for t in topics if t.list != "rac"],
        audiences=[(a.slug, a.name) for a in audiences if a.sector == "community"],
        more_audiences=[(a.slug, a.name) for a in audiences if a.sector != "community"],
        projects=await _projects(event.project_slug if event is not None else project),
        modalities=list(zip(MODALITIES, (_("Presencial"), _("Virtual"), _("Mixta")), strict=True)),
        programmes=await _programmes({place.ine for place in places}, event),
        zones=_zones(current_language()),
        questions=await kind_questions.questions(),
    )


def values(*offered: list[Any]) -> set[str]:
    """The values of some lists of options."""
    return {option[0] for options in offered for option in options}


def grouped_values(groups: list[Group]) -> set[str]:
    """The values of options that come in groups."""
    return {value for group in groups for value, _label in group.options}


async def _kinds(event: Event | None) -> list[tuple[str, str, None, str]]:
    kinds = [(kind.slug, kind.name, None, kind.icon) for kind in await codelists.kinds()]
    if event is not None and event.kind not in values(kinds):
        kinds.append((event.kind, event.kind_name, None, event.icon))
    return kinds


async def _projects(own: str) -> list[tuple[str, str]]:
    every = [(it.slug, it.name) for it in await codelists.projects(retired=True)]
    offered = {it.slug for it in await codelists.projects()} | {own}
    return [(slug, name) for slug, name in every if slug in offered]


async def _programmes(municipalities: set[str], event: Event | None) -> list[Group]:
    found = await programmes.programmes(municipalities)
    if event is not None and event.programme not in {None, *(it.id for it in found)}:
        found.append(await programmes.programme(event.programme or event.id))
    found.sort(key=lambda it: (it.project_name, it.title))
    return [
        Group(slug, name, [(str(it.id), it.title) for it in them])
        for (slug, name), them in groupby(found, lambda it: (it.project_slug, it.project_name))
    ]


@cache
def _zones(language: str) -> list[Group]:  # noqa: ARG001 (names are kept per language)
    names = {
        "": _("Las más usadas"),
        "Africa": _("África"),
        "America": _("América"),
        "Antarctica": _("Antártida"),
        "Arctic": _("Ártico"),
        "Asia": _("Asia"),
        "Atlantic": _("Atlántico"),
        "Australia": _("Australia"),
        "Europe": _("Europa"),
        "Indian": _("Océano Índico"),
        "Pacific": _("Pacífico"),
    }
    return [
        Group(region.name, names.get(region.name, region.name), _named(region))
        for region in zones.regions()
    ]


def _named(region: zones.Region) -> list[tuple[str, str]]:
    named = [(zone, zones.name(zone)) for zone in region.zones]
    return sorted(named, key=lambda option: option[1]) if region.name else named


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
