"""The agenda as it is stored."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from piccolo.table import Table

from events.planning.tables import Event, EventAudience, EventTopic
from server.cli.demo_calendar import ZONE, HalfYear
from server.cli.demo_chance import Chance
from server.cli.demo_plan import Planned
from server.cli.demo_project import Period, period


def stored(
    chance: Chance, half: HalfYear, agenda: Sequence[Planned], periods: Sequence[Period],
    organisers: Mapping[str, UUID],
) -> list[Table]:  # fmt: skip
    """Every event with its topics and audiences, organised by its municipality's coordinator."""
    rows: list[Table] = []
    for event in agenda:
        turn = event.turn
        counted_in = period(periods, turn.format.project, event.day)
        place: dict[str, Any] = {
            "municipality": turn.municipality,
            "organiser": organisers[turn.municipality],
            "project": counted_in.project,
            "period": counted_in.id,
        }
        rows.append(Event(**place, **_content(event), **_history(chance, half, event)))
        rows += _described(chance, event)
    return rows


def revision(event: Planned) -> int:
    """Calling an event off raises its SEQUENCE (RFC 5546 §2.1.4)."""
    return int(event.status == "cancelled")


def _content(event: Planned) -> dict[str, Any]:
    session, form = event.turn.session, event.turn.format
    online = form.modality != "in_person"
    return {
        "title": session.title,
        "public_title": session.public or session.title,
        "kind": form.kind,
        "modality": form.modality,
        "meeting_url": f"https://reuniones.convoca.example/{event.id.hex[-8:]}" if online else "",
        "venue": event.site.id if event.site else None,
        "capacity": event.site.spot.capacity if event.site else None,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "zone": ZONE,
    }


def _history(chance: Chance, half: HalfYear, event: Planned) -> dict[str, Any]:
    return {
        "id": event.id,
        "uid": f"{chance.id(event.planned_at)}@convoca",
        "status": event.status,
        "published_at": None if event.status == "draft" else event.planned_at,
        "cancellation_reason": event.reason,
        "sequence": revision(event),
        "created_at": event.planned_at,
        "changed_at": half.past(_changed_at(chance, event)),
    }


def _changed_at(chance: Chance, event: Planned) -> datetime:
    if event.status == "closed":
        return event.ends_at + chance.minutes(30, 60 * 60)
    if event.status == "cancelled":
        return event.starts_at - chance.minutes(3 * 60, 30 * 60)
    return event.planned_at + timedelta(days=1) + chance.minutes(0, 20 * 60)


def _described(chance: Chance, event: Planned) -> list[Table]:
    at, topics, audiences = event.planned_at, event.turn.session.topics, event.turn.format.audiences
    return [
        *(EventTopic(id=chance.id(at), event=event.id, topic=it) for it in topics),
        *(EventAudience(id=chance.id(at), event=event.id, audience=it) for it in audiences),
    ]
