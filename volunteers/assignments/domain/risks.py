"""What may go wrong with the team of an event ahead, worst first."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.board import Staffed
from volunteers.assignments.domain.lapses import Lapse

# From when on an event without a lead, or with silence, is in danger; before that, whom one waits
# for is only told.
SOON: Final = timedelta(hours=72)
URGENT: Final = timedelta(days=7)


class Risk(Struct, frozen=True):
    """One thing that may go wrong: its rule, and a sentence."""

    rule: str
    sentence: str


class AtRisk(Struct, frozen=True):
    """An event with all that may go wrong there."""

    staffed: Staffed
    risks: tuple[Risk, ...]


def at_risk(found: Collection[Staffed], lapsing: Collection[Lapse], at: datetime) -> list[AtRisk]:
    """The events in danger, the soonest first."""
    broken = _by_event(lapsing)
    judged = [
        AtRisk(one, risks(one, broken.get(one.event.id, ()), at))
        for one in found
        if one.event.starts_at > at
    ]
    return sorted(
        (one for one in judged if one.risks),
        key=lambda one: (one.staffed.event.starts_at, one.staffed.event.id),
    )


def risks(one: Staffed, lapsing: Collection[str], at: datetime) -> tuple[Risk, ...]:
    """Everything that may go wrong with one event; `lapsing` are names of people of its team."""
    staffing, left = one.staffing, one.event.starts_at - at
    told = (
        ("adults", left <= URGENT and staffing.warning),
        ("no_lead", left <= SOON and staffing.lead.missing and _("Nadie la dirige todavía.")),
        ("unanswered", left <= SOON and staffing.unanswered and _unanswered(staffing.unanswered)),
        ("lapsing", lapsing and _lapsing(sorted(lapsing))),
        ("empty", left <= URGENT and one.unasked and _empty(one.unasked)),
        ("pending", SOON < left <= URGENT and one.pending and _pending(one.pending)),
    )
    return tuple(Risk(rule, str(sentence)) for rule, sentence in told if sentence)


def _by_event(lapsing: Collection[Lapse]) -> Mapping[UUID, set[str]]:
    """The names of those who said yes and whose credential does not reach the day."""
    broken: dict[UUID, set[str]] = {}
    for lapse in lapsing:
        for place in lapse.places:
            if place.status == "accepted":
                broken.setdefault(place.event, set()).add(lapse.name)
    return broken


def _unanswered(number: int) -> str:
    return ngettext("%(n)s invitación sin responder.", "%(n)s invitaciones sin responder.", number)


def _empty(number: int) -> str:
    return ngettext("Falta %(n)s persona.", "Faltan %(n)s personas.", number)


def _pending(number: int) -> str:
    return ngettext("%(n)s por responder.", "%(n)s por responder.", number)


def _lapsing(names: Collection[str]) -> str:
    return _("Lo de %(names)s se vence antes de la fecha.", names=", ".join(names))
