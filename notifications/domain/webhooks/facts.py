"""The facts that programs may hear of, and the JSON that tells them: no names, no topics."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain.event import Event
from server.foundation.translation import gettext as _

FACTS: Final = (
    "event.published", "event.changed", "event.cancelled", "register.closed",
    "assignment.answered",
)  # fmt: skip
TEST: Final = "webhook.test"


class Told(Struct, frozen=True):
    """What every message looks like: what happened, when, and to what."""

    type: str
    timestamp: datetime
    data: Struct


class EventTold(Struct, frozen=True, kw_only=True):
    """An event in its neutral words; the highest `sequence` is how it stands."""

    id: UUID
    title: str
    municipality: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    status: str
    sequence: int


class AnswerTold(Struct, frozen=True, kw_only=True):
    """That an invitation was accepted or declined; whose it is, only Convoca knows."""

    assignment: UUID
    event: UUID
    answer: str


class Nothing(Struct, frozen=True):
    """What a test is about."""


def names() -> dict[str, str]:
    """What each fact is called."""
    return {
        "event.published": _("Se publica una actividad"),
        "event.changed": _("Una actividad publicada cambia de hora o lugar"),
        "event.cancelled": _("Se cancela una actividad publicada"),
        "register.closed": _("Se cierra el registro de una actividad"),
        "assignment.answered": _("Alguien responde a una invitación"),
    }


def about_event(fact: str, event: Event, *, at: datetime) -> bytes:
    """The message that this happened to an event."""
    data = EventTold(
        id=event.id, title=event.public_title, municipality=event.municipality,
        starts_at=event.starts_at, ends_at=event.ends_at, zone=event.zone, status=event.status,
        sequence=event.sequence,
    )  # fmt: skip
    return _written(fact, data, at)


def about_answer(assignment: UUID, event: UUID, answer: str, *, at: datetime) -> bytes:
    """The message that somebody answered."""
    data = AnswerTold(assignment=assignment, event=event, answer=answer)
    return _written("assignment.answered", data, at)


def test(*, at: datetime) -> bytes:
    """The message that tries an address out."""
    return _written(TEST, Nothing(), at)


def _written(fact: str, data: Struct, at: datetime) -> bytes:
    return msgspec.json.encode(Told(fact, at.astimezone(UTC), data))
