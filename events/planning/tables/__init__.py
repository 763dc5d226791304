"""What is planned, where, and what it is described with."""

from events.planning.tables.acts import EventChange, PlanningAct
from events.planning.tables.codelists import Audience, Kind, Topic
from events.planning.tables.events import (
    Event,
    EventAudience,
    EventMaterial,
    EventTemplate,
    EventTopic,
    Series,
)
from events.planning.tables.imports import AgendaImport, ImportedEvent, ImportMapping
from events.planning.tables.places import Municipality, TravelTime, Venue
from events.planning.tables.projects import Programme, Project, ProjectPlace, UniquenessPeriod

__all__ = [
    "AgendaImport",
    "Audience",
    "Event",
    "EventAudience",
    "EventChange",
    "EventMaterial",
    "EventTemplate",
    "EventTopic",
    "ImportMapping",
    "ImportedEvent",
    "Kind",
    "Municipality",
    "PlanningAct",
    "Programme",
    "Project",
    "ProjectPlace",
    "Series",
    "Topic",
    "TravelTime",
    "UniquenessPeriod",
    "Venue",
]
