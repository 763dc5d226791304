"""Copying a week, a programme or a project's agenda into a municipality, as drafts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import (
    acts,
    conflicts,
    originals,
    planning,
    programme_book,
    programmes,
    weeks_later,
    when,
)
from events.planning.domain.copies import copy_of, rivals
from events.planning.domain.days_off import holiday
from events.planning.domain.draft import EventDraft
from events.planning.domain.event import Event
from events.planning.domain.grounding import check
from events.planning.domain.originals import Originals
from events.planning.domain.upstairs import Upstairs
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

ACT: Final = "agenda.copied"
TWINS: Final = """
    SELECT w.number - 1 AS number
    FROM unnest($1::text[], $2::text[], $3::timestamptz[]) WITH ORDINALITY
        AS w (title, municipality, starts_at, number)
    WHERE EXISTS (SELECT FROM event e WHERE e.municipality = w.municipality
        AND e.starts_at = w.starts_at AND e.title = w.title AND e.status <> 'cancelled')
"""


class Wish(Struct, frozen=True, kw_only=True):
    """What is copied where: into the week of `onto`, which the first week becomes.

    `venues` are chosen for those of the originals, `cohort` names the copy of a programme.
    """

    originals: Originals
    municipality: str
    onto: date
    venues: Mapping[UUID, UUID | None] = {}
    cohort: str = ""


class Copy(Struct, frozen=True, kw_only=True):
    """An event and the draft that its copy would be.

    `homeless` says why the copy goes without its venue, `holiday` on which one it falls, `twin`
    whether there is one like it already, `refusal` why it cannot be made.
    """

    original: Event
    draft: EventDraft
    homeless: str = ""
    holiday: str = ""
    twin: bool = False
    refusal: str = ""


class Cloned(Struct, frozen=True):
    """The act, the events it made, by time, and the programme it made, if it copied one."""

    act: UUID
    events: list[UUID]
    programme: UUID | None


async def preview(wish: Wish, *, by: Actor, above: Upstairs) -> list[Copy]:
    """Every copy that would be made, by time, and what is to be said of it."""
    by.need("plan", wish.municipality)
    events = await originals.events_of(wish.originals, by)
    first = originals.begins(wish.originals, events)
    if first is None:
        return []
    weeks = weeks_later.between(first, wish.onto)
    drafts = [
        copy_of(event, municipality=wish.municipality, weeks=weeks, venues=wish.venues)
        for event in events
    ]
    taken, twins = await _taken(drafts, above), await _twins(drafts)
    return [
        await _judged(event, draft, taken.get(number, ""), twin=number in twins)
        for number, (event, draft) in enumerate(zip(events, drafts, strict=True))
    ]


async def clone(
    wish: Wish, chosen: Collection[UUID], *, by: Actor, at: datetime, above: Upstairs
) -> Cloned:
    """Make the copies of the chosen events, all or none.

    Raises Conflict when none is left, or for a programme whose cohort exists already.
    """
    async with acts.doing(ACT, by=by, at=at) as act:
        await acts.hold([], {venue for venue in wish.venues.values() if venue})
        copies = await preview(wish, by=by, above=above)
        made = [one for one in copies if one.original.id in set(chosen) and not one.refusal]
        if not made:
            raise Conflict(_("No se eligió ninguna actividad que se pueda copiar."))
        programme = await _programme(wish, len(made), by=by, at=at)
        events = [await planning.plan(_in(programme, one), by=by, at=at) for one in made]
    return Cloned(act.id, events, programme)


async def _taken(drafts: Sequence[EventDraft], above: Upstairs) -> dict[int, str]:
    """What is to be said of those that find their venue taken, by others or among themselves."""
    slots = [conflicts.slot_of(draft) for draft in drafts]
    taken = dict.fromkeys(rivals(drafts), _("Otra de las copias ocupa ese lugar a esa hora."))
    for clash in await above.clashes(slots):
        taken[clash.slot] = conflicts.told(clash, slots[clash.slot]).sentence
    return taken


async def _twins(drafts: Sequence[EventDraft]) -> set[int]:
    columns = ([getattr(draft, name) for draft in drafts] for name in ("title", "municipality"))
    starts = [draft.starts_at for draft in drafts]
    return {row["number"] for row in await fetch(TWINS, *columns, starts)}


async def _judged(event: Event, draft: EventDraft, homeless: str, *, twin: bool) -> Copy:
    if homeless:
        draft = msgspec.structs.replace(draft, venue=None)
    refusal = ""
    try:
        await check(draft)
    except Invalid as invalid:
        refusal = invalid.sentence
    off = holiday(when.local_day(draft.starts_at, draft.zone)) or ""
    return Copy(
        original=event, draft=draft, homeless=homeless, holiday=off, twin=twin, refusal=refusal
    )


async def _programme(wish: Wish, sessions: int, *, by: Actor, at: datetime) -> UUID | None:
    if wish.originals.programme is None:
        return None
    like = programme_book.as_draft(await programmes.programme(wish.originals.programme))
    draft = msgspec.structs.replace(
        like,
        municipality=wish.municipality,
        cohort=wish.cohort,
        needed=min(like.needed, sessions),
    )
    return await programme_book.add(draft, by=by, at=at)


def _in(programme: UUID | None, one: Copy) -> EventDraft:
    position = one.original.programme_position if programme else None
    return msgspec.structs.replace(one.draft, programme=programme, programme_position=position)
