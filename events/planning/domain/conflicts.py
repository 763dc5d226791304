"""What stands against an event's place and time, in sentences."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.draft import EventDraft
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Clash, Slot, Upstairs
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

ICONS: Final = {"venue": "map-pin", "person": "users", "travel": "clock"}


class Conflict(Struct, frozen=True, kw_only=True):
    """Something that is needed twice: `what` is venue, person or travel.

    `event` is the other one. A venue may be shared for a reason, a person cannot be.
    """

    what: str
    icon: str
    sentence: str
    event: UUID
    overridable: bool


async def found(slot: Slot, above: Upstairs) -> list[Conflict]:
    """What stands against a slot; venues first."""
    return (await found_each([slot], above))[0]


async def found_each(slots: Sequence[Slot], above: Upstairs) -> list[list[Conflict]]:
    """What stands against each of these slots, in one query.

    An event with one slot among them counts as moved there, so that several can move together.
    """
    sorted_out: list[list[Conflict]] = [[] for _slot in slots]
    for clash in await above.clashes(slots):
        sorted_out[clash.slot].append(told(clash, slots[clash.slot]))
    return sorted_out


def told(clash: Clash, slot: Slot) -> Conflict:
    """A clash in words."""
    return Conflict(
        what=clash.what,
        icon=ICONS[clash.what],
        sentence=_sentence(clash, slot),
        event=clash.event,
        overridable=clash.what == "venue",
    )


def slot_of(planned: EventDraft | Event, event: UUID | None = None) -> Slot:
    """The place and time of a draft or of an event as it stands, for `event` if that exists."""
    own = planned.id if isinstance(planned, Event) else None
    return Slot(
        event=event or own,
        municipality=planned.municipality,
        venue=planned.venue,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        virtual=planned.modality == "virtual",
    )


def _sentence(clash: Clash, slot: Slot) -> str:
    facts = {
        "who": clash.who,
        "title": clash.title,
        "place": clash.municipality_name,
        "span": when.span(clash.starts_at, clash.ends_at, clash.zone),
    }
    if clash.what == "venue":
        return _("En «%(who)s» ya está «%(title)s»: %(span)s.", **facts)
    if clash.what == "person":
        return _(
            "%(who)s tiene a esa hora otro turno: «%(title)s» en %(place)s, %(span)s.", **facts
        )
    facts["minutes"] = ngettext("%(n)s minuto", "%(n)s minutos", clash.short)
    if clash.starts_at < slot.starts_at:
        return _(
            "A %(who)s le faltan %(minutes)s para llegar desde «%(title)s» en %(place)s: %(span)s.",
            **facts,
        )
    return _(
        "A %(who)s le faltan %(minutes)s para llegar después a «%(title)s» en %(place)s: %(span)s.",
        **facts,
    )
