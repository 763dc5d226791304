"""What would follow from a change of an event, before it is made."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from events.planning.domain import safeguards
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Consequence, Slot
from notifications.domain.contacts import ways
from notifications.domain.kind import Kind
from notifications.domain.notices.cancellation import cancellation
from notifications.domain.notices.change import change
from notifications.domain.notices.seat_cancellation import seat_cancellation
from notifications.domain.notices.seat_change import seat_change
from notifications.domain.reminders import reminders_ahead
from server.foundation.database import fetch
from server.foundation.settings import Settings
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.displaced import Displaced, displaced
from volunteers.assignments.domain.guarding import missing_adults
from volunteers.assignments.domain.objections import Objection, objections
from volunteers.assignments.domain.safeguarding import LEAST

CALLED_OFF: Final = (cancellation, seat_cancellation)
MOVED: Final = (change, seat_change)
# The notices ask the very same question of an event that is as it would be: what is called `event`
# here stands in front of the table. One key is one letter.
OWED_THEN: Final = """
    WITH event AS (
        SELECT (jsonb_populate_record(e, $3::jsonb)).* FROM event e WHERE e.id = $2
    ) SELECT o.key, o.{to} AS whose FROM ({owed}) o
"""


async def consequences(
    event: Event, becomes: Slot | None, *, at: datetime, settings: Settings | None = None
) -> list[Consequence]:
    """Who would be told and how, which reminders would move, who could not come there.

    How many have no way but Convoca itself is told where it is known what this installation sends
    by: its `settings`.
    """
    if becomes is None:
        told = await _told(CALLED_OFF, event, _called_off(event), at, settings)
        return [*told, *(await reminders_ahead.called_off(event, at=at))]
    moved = _moved(event, becomes)
    told = await _told(MOVED, event, moved, at, settings)
    reminders = await reminders_ahead.moved(event, moved, at=at)
    return [*told, *reminders, *(await _of_the_team(event, becomes))]


async def _of_the_team(event: Event, becomes: Slot) -> list[Consequence]:
    """Who would be released, whether minors would lack adults, and what speaks against others."""
    upheaval = await displaced(_there(event, becomes))
    known = {(one.name, reason.rule) for one in upheaval.leaving for reason in one.reasons}
    others = [
        one for one in await objections(event, becomes) if (one.name, one.reason.rule) not in known
    ]
    return [
        *map(_leaves, upheaval.leaving),
        *(await _unguarded(event, upheaval.staying)),
        *map(_could_not, others),
    ]


async def _unguarded(event: Event, staying: int) -> list[Consequence]:
    if not event.minors or event.status != "published":
        return []
    # With minors, who stays is cleared.
    missing = max(0, LEAST - staying)
    if missing <= (await missing_adults([event.id])).get(event.id, 0):
        return []
    sentence = safeguards.sentence(missing)
    return [Consequence(icon="shield-check", sentence=sentence, serious=True, unguards=True)]


def _there(event: Event, becomes: Slot) -> Event:
    moved = _moved(event, becomes)
    return msgspec.structs.replace(event, **moved)


async def _told(
    kinds: tuple[Kind, ...],
    event: Event,
    changes: dict[str, Any],
    at: datetime,
    settings: Settings | None,
) -> list[Consequence]:
    """How many would be told, with these columns changed, what they are not told anyway."""
    then, anyway = await _owed(kinds, event, changes, at), await _owed(kinds, event, {}, at)
    new = then.keys() - anyway.keys()
    if not new:
        return [Consequence(icon="mail", sentence=_("Nadie recibe un aviso."))]
    sentence = ngettext(
        "%(n)s persona recibirá un aviso.", "%(n)s personas recibirán un aviso.", len(new)
    )
    accounts = {account for key in new if (account := then[key])}
    unreached = await _unreached(accounts, settings) if settings else 0
    return [Consequence(icon="mail", sentence=sentence), *_only_here(unreached)]


async def _unreached(accounts: set[UUID], settings: Settings) -> int:
    reaches = await ways.reaches_of(accounts, settings)
    return sum(not reach.ways for reach in reaches.values())


def _only_here(people: int) -> list[Consequence]:
    if not people:
        return []
    sentence = ngettext(
        "A %(n)s persona solo le llegará en Convoca: no tiene otro medio.",
        "A %(n)s personas solo les llegará en Convoca: no tienen otro medio.",
        people,
    )
    return [Consequence(icon="inbox", sentence=sentence, serious=True)]


async def _owed(
    kinds: tuple[Kind, ...], event: Event, changes: dict[str, Any], at: datetime
) -> dict[str, UUID | None]:
    """Every fact that is owed, with the account that it is owed to if it is one."""
    written = msgspec.json.encode(changes).decode()
    return {
        row["key"]: row["whose"] if kind.to == "account" else None
        for kind in kinds
        for row in await fetch(OWED_THEN.format(owed=kind.owed, to=kind.to), at, event.id, written)
    }


def _called_off(event: Event) -> dict[str, Any]:
    return {"status": "cancelled", "sequence": event.sequence + 1}


def _moved(event: Event, becomes: Slot) -> dict[str, Any]:
    stays = (event.modality == "virtual") == becomes.virtual
    other = "virtual" if becomes.virtual else "in_person"
    names = ("municipality", "venue", "starts_at", "ends_at")
    return {
        **{name: getattr(becomes, name) for name in names},
        "modality": event.modality if stays else other,
        "sequence": event.sequence + 1,
    }


def _leaves(one: Displaced) -> Consequence:
    why = " ".join(reason.sentence for reason in one.reasons)
    said = _("%(name)s deja el equipo: %(why)s", name=one.name, why=why)
    return Consequence(icon="users", sentence=said, serious=True)


def _could_not(objection: Objection) -> Consequence:
    name, why = objection.name, objection.reason.sentence
    if objection.accepted and not objection.reason.hard:
        said = _("%(name)s ya aceptó. %(why)s Conviene preguntarle.", name=name, why=why)
        return Consequence(icon="users", sentence=said, serious=True)
    return Consequence(
        icon="shield-check",
        sentence=f"{name}: {why}",
        serious=objection.reason.hard,
    )
