"""Writing down what a period amounts to, once and for all."""

from collections import defaultdict
from datetime import UTC
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain import ledgers
from events.outreach.domain.periods import asking, kept
from events.outreach.domain.periods.asking import Asking
from events.outreach.domain.periods.book import Period
from events.outreach.domain.periods.kept import KeptEvent, KeptFigure, Line
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts import issuing
from events.outreach.tables import Snapshot, SnapshotEvent, SnapshotFigure
from events.planning.domain import agenda
from server.foundation.database import fetch

COUNTING: Final = """
    SELECT id FROM event WHERE period = $1 AND status = 'closed' ORDER BY starts_at, id
"""


class Content(Struct, frozen=True, kw_only=True):
    """What is to be kept of a period."""

    events: list[KeptEvent]
    figures: list[KeptFigure]


async def content(period: Period, looking: Asking) -> Content:
    """What would be kept if the period were closed now: only what was closed counts."""
    events = await _events(period, looking)
    places = {event.municipality for event in events}
    asked = asking.questions(period, places, zone=looking.zone)
    plain = await asking.figures(asked, looking)
    return Content(events=events, figures=[*plain, *(await asking.indicators(period, looking))])


async def take(period: Period, looking: Asking) -> tuple[str, int]:
    """Keep a period as it is; the digest of all that is kept, and how many events that is.

    Whoever calls holds the period, so that nothing more is counted meanwhile.
    """
    found = await content(period, looking)
    head: dict[str, Any] = {
        "period": period.id, "taken_at": looking.at.astimezone(UTC), "taken_by": looking.by.account,
        "rule": issuing.rule(), "counted": len(found.events), "project": period.slug,
        "starts_on": period.starts_on, "ends_on": period.ends_on,
    }  # fmt: skip
    seal = kept.sealed(head, found.events, found.figures)
    await Snapshot.insert(
        Snapshot(
            period=period.id, taken_at=looking.at, taken_by=looking.by.account, rule=head["rule"],
            events=len(found.events), digest=seal,
        )
    )  # fmt: skip
    await _keep(period.id, found)
    return seal.hex(), len(found.events)


async def _events(period: Period, looking: Asking) -> list[KeptEvent]:
    ids = [row["id"] for row in await fetch(COUNTING, period.id)]
    lines = await _lines(period, looking)
    return [
        KeptEvent(
            event=event.id, title=event.title, starts_at=event.starts_at,
            municipality=event.municipality, kind=event.kind, modality=event.modality,
            programme=event.programme, topics=tuple(event.topics), lines=tuple(lines[event.id]),
        )
        for event in await agenda.events(ids)
    ]  # fmt: skip


async def _lines(period: Period, looking: Asking) -> dict[UUID, list[Line]]:
    """The smallest cells of each event, passes where their last answers put them."""
    question = Question(
        zone=looking.zone, project=period.slug, first=period.starts_on, last=period.ends_on
    )
    lines: defaultdict[UUID, list[Line]] = defaultdict(list)
    for atom in await ledgers.atoms(question, by=looking.by, at=looking.at):
        cell = atom.sex, atom.age_band, atom.audience
        lines[atom.event].append((*cell, atom.check_ins, atom.headcount))
    return lines


async def _keep(period: UUID, found: Content) -> None:
    events = [
        SnapshotEvent(
            period=period, event=event.event, title=event.title, starts_at=event.starts_at,
            municipality=event.municipality, kind=event.kind, modality=event.modality,
            programme=event.programme, topics=list(event.topics), lines=_json(event.lines),
        )
        for event in found.events
    ]  # fmt: skip
    figures = [
        SnapshotFigure(
            period=period, indicator=figure.indicator, asked=_json(figure.asked),
            figures=_json(figure.figures),
        )
        for figure in found.figures
    ]  # fmt: skip
    if events:
        await SnapshotEvent.insert(*events)
    await SnapshotFigure.insert(*figures)


def _json(content: Any) -> str:
    return msgspec.json.encode(content).decode()
