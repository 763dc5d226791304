"""What would follow from a change or a cancellation, told before it is made."""

from datetime import datetime
from typing import Final

from msgspec import Struct

from events.planning.domain import alternatives, conflicts, counted, when
from events.planning.domain.alternatives import Offer
from events.planning.domain.conflicts import Conflict
from events.planning.domain.days_off import holiday
from events.planning.domain.draft import EventDraft
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Consequence, Upstairs
from server.foundation.database import fetch
from server.foundation.errors import Conflict as Refused
from server.foundation.translation import gettext as _

SAME_PERIOD: Final = """
    SELECT FROM uniqueness_period u JOIN project p ON p.id = u.project
    WHERE u.id = $1 AND p.slug = $2 AND $3 BETWEEN u.starts_on AND u.ends_on
"""
CLOSED_PERIOD: Final = """
    SELECT FROM uniqueness_period u JOIN project p ON p.id = u.project
    WHERE p.slug = $1 AND $2 BETWEEN u.starts_on AND u.ends_on AND u.closed_at IS NOT NULL
"""


class Preview(Struct, frozen=True, kw_only=True):
    """What stands against a change, what is free instead, and what follows from it."""

    conflicts: list[Conflict]
    offers: list[Offer]
    consequences: list[Consequence]


async def of_a_change(
    event: Event, becomes: EventDraft, above: Upstairs, *, at: datetime
) -> Preview:
    """What would follow if the event were written down anew."""
    slot = conflicts.slot_of(becomes, event.id)
    findings = await alternatives.look(
        slot, above, zone=becomes.zone, at=at, capacity=becomes.capacity
    )
    moves = slot != conflicts.slot_of(event)
    follow = [
        *_of_the_day(event, becomes, at),
        *(await _of_the_period(event, becomes, above)),
        *(_of_a_move(event) if moves else []),
        *(await above.consequences(event, slot, at=at) if moves else []),
    ]
    return Preview(conflicts=findings.conflicts, offers=findings.offers, consequences=follow)


async def of_a_cancellation(event: Event, above: Upstairs, *, at: datetime) -> Preview:
    """What would follow if the event were called off."""
    follow = [
        *(await _against_cancelling(event, above, at)),
        *([_shown_as_cancelled()] if event.public else []),
        *(await above.consequences(event, None, at=at)),
    ]
    return Preview(conflicts=[], offers=[], consequences=follow)


def _of_the_day(event: Event, becomes: EventDraft, at: datetime) -> list[Consequence]:
    if becomes.starts_at == event.starts_at:
        return []
    day = when.local_day(becomes.starts_at, becomes.zone)
    name = holiday(day)
    told = when.day(day, becomes.zone)
    follow = []
    if becomes.starts_at < at:
        follow += [Consequence(icon="clock", sentence=_("Esa hora ya pasó."), serious=True)]
    if name:
        sentence = _("El %(day)s es día de asueto: %(name)s.", day=told, name=name)
        follow += [Consequence(icon="calendar", sentence=sentence)]
    return follow


async def _of_the_period(event: Event, becomes: EventDraft, above: Upstairs) -> list[Consequence]:
    day = when.local_day(becomes.starts_at, becomes.zone)
    if await fetch(SAME_PERIOD, event.period, becomes.project, day):
        return []
    if await fetch(CLOSED_PERIOD, becomes.project, day):
        sentence = _("El periodo de ese día ya se cerró: la actividad no puede entrar en él.")
        return [Consequence(icon="alert", sentence=sentence, serious=True)]
    hold = (await above.holds([event.id])).get(event.id)
    if hold and hold.lines:
        sentence = _("Ya hay personas registradas: la actividad se queda en su período de conteo.")
        return [Consequence(icon="alert", sentence=sentence, serious=True)]
    sentence = _("Pasa a otro período: quienes participen se cuentan como personas únicas en ese.")
    return [Consequence(icon="users", sentence=sentence)]


def _of_a_move(event: Event) -> list[Consequence]:
    follow = []
    if event.public:
        sentence = _("Cambia en la agenda pública y en los calendarios suscritos.")
        follow += [Consequence(icon="globe", sentence=sentence)]
    if event.series and event.detached_at is None:
        sentence = _("Queda como excepción de su serie: los cambios de la serie ya no la mueven.")
        follow += [Consequence(icon="repeat", sentence=sentence)]
    return follow


async def _against_cancelling(event: Event, above: Upstairs, at: datetime) -> list[Consequence]:
    try:
        await counted.refuse_to_cancel(event, above, at=at)
    except Refused as refusal:
        return [Consequence(icon="alert", sentence=refusal.sentence, serious=True)]
    return []


def _shown_as_cancelled() -> Consequence:
    return Consequence(
        icon="globe",
        sentence=_(
            "Se ve como cancelada en los calendarios suscritos y sale de la agenda pública."
        ),
    )
