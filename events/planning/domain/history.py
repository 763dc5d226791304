"""What became of an event, from the first idea on, told in words."""

from typing import Final

from msgspec import Struct

from events.planning.domain import deeds, event_names, when
from events.planning.domain.act_words import called
from events.planning.domain.differences import sentences
from events.planning.domain.event import Event

PAGE: Final = 20


class Entry(Struct, frozen=True, kw_only=True):
    """Something that somebody did; `part_of` is the larger act it belongs to, if any."""

    name: str
    at: str
    at_iso: str
    sentences: list[str]
    part_of: str
    undone: bool


class History(Struct, frozen=True):
    """Some entries, the newest first, and whether there are older ones."""

    entries: list[Entry]
    more: bool


async def of_event(event: Event, *, page: int = 1) -> History:
    """A page of an event's history, on the clocks of the place where it happens."""
    found = await deeds.changes_of(event.id, most=PAGE + 1, behind=PAGE * (page - 1))
    names = await event_names.known()
    acts = {deed.id: deed for deed in await deeds.deeds({change.act for change in found})}
    entries = []
    for change in found[:PAGE]:
        deed = acts[change.act]
        entry = Entry(
            name=deed.name,
            at=f"{when.day(deed.at, event.zone)}, {when.hour(deed.at, event.zone)}",
            at_iso=deed.at.isoformat(),
            sentences=sentences(change.before, change.after, names),
            part_of=called(deed.act, deed.size),
            undone=deed.undone_at is not None,
        )
        entries.append(entry)
    return History(entries, len(found) > PAGE)
