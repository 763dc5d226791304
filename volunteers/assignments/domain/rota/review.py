"""A rota as it is looked through: at every event who will be there, what breaks and who lacks."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from events.planning.domain.event import Event
from server.foundation.database import fetch
from server.foundation.identity import Actor
from volunteers.assignments.domain.needed import Needed
from volunteers.assignments.domain.needs import needed_by
from volunteers.assignments.domain.rota import draft as drafts
from volunteers.assignments.domain.rota import gathering, leaving, reading, rule_words
from volunteers.assignments.domain.rota.checking import Table, breaches
from volunteers.assignments.domain.rota.counting import Coverage, coverage
from volunteers.assignments.domain.rota.diff import Line, as_made, filled, loads
from volunteers.assignments.domain.rota.emptied import emptied
from volunteers.assignments.domain.rota.funnel_words import Explained, explained
from volunteers.assignments.domain.rota.knowing import Known, known
from volunteers.assignments.domain.rota.publishing import Published
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.solver.funnel import Funnel
from volunteers.assignments.domain.solver.instance import ROLES

TOLD: Final = "SELECT told -> 'published' AS told FROM rota WHERE id = $1"
ORDER: Final = ("kept", "beside", "role", "new", "lost", "out")
Against: TypeAlias = Mapping[tuple[UUID, UUID], tuple[str, ...]]
Why: TypeAlias = Mapping[tuple[UUID, str], Explained]


class Entry(Struct, frozen=True, kw_only=True):
    """Somebody at an event; `against` is what breaks, in sentences, `load` all their places.

    `why` tells of who leaves or left, `way` the minutes of the road of who comes from elsewhere.
    """

    line: Line
    person: Known
    load: int
    against: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    way: int = 0


class Gap(Struct, frozen=True, kw_only=True):
    """Places of a role that stay empty, and why, where the solver said so."""

    role: str
    missing: int
    why: Explained | None = None


class Look(Struct, frozen=True, kw_only=True):
    """One event of the rota."""

    event: Event
    needed: Needed
    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...]

    @property
    def changes(self) -> bool:
        """Whether anything is other than it stands."""
        return any(entry.line.change not in {"kept", "beside"} for entry in self.entries)

    @property
    def missing(self) -> int:
        """Places that stay empty."""
        return sum(gap.missing for gap in self.gaps)


class Review(Struct, frozen=True, kw_only=True):
    """A rota with its events by time; `loads` are the places of each person, the fewest first.

    It is `stale` when something that it follows from is not as it was when it was worked out.
    """

    rota: Rota
    looks: tuple[Look, ...]
    loads: tuple[int, ...]
    published: Published | None = None
    people: Mapping[UUID, Known] = {}
    stale: bool = False

    @property
    def lines(self) -> list[Line]:
        """Everything that it does."""
        return [entry.line for look in self.looks for entry in look.entries]

    @property
    def counted(self) -> list[Look]:
        """The events whose places count: of a repair the one that it is about."""
        about = self.rota.event
        return [look for look in self.looks if about in {None, look.event.id}]

    @property
    def coverage(self) -> Coverage:
        """How many of their places are filled."""
        return coverage({look.event.id: look.needed for look in self.counted}, self.lines)


async def review(rota_id: UUID, *, by: Actor, at: datetime) -> Review:
    """A draft or a published rota; raises NotFound, NotAllowed."""
    rota = await reading.rota(rota_id, by=by)
    events = await drafts.events_of(rota)
    lines = await drafts.lines_of(rota, events)
    against: Against = {}
    table: Table | None = None
    stale = False
    if rota.state == "draft":
        instance = await gathering.gather(rota.window, at=at)
        table = Table(instance, lines)
        against = _said(table)
        if rota.told.by_hand:
            # Thousands of people times thousands of events would hold up everybody else.
            anew = await asyncio.to_thread(emptied, rota, table)
            rota = structs.replace(rota, funnels=(*rota.funnels, *anew))
        stale = rota.input_hash not in {"", gathering.fingerprint(instance)}
    else:
        lines = as_made(lines)
    published = await _published(rota_id)
    told = {one.volunteer for one in published.left_out} if published else set()
    people = await known({line.volunteer for line in lines} | _named(rota.funnels) | told)
    entries = _entries(lines, people, against, rota.zone)
    if table:
        titles = {event.id: event.title for event in events}
        entries = {event: [_placed(one, rota, table, titles) for one in found]
                   for event, found in entries.items()}  # fmt: skip
    return Review(
        rota=rota,
        looks=await _looks(events, entries, _why(rota.funnels, people)),
        loads=tuple(sorted(loads(lines).values())),
        published=published,
        people=people,
        stale=stale,
    )


def _entries(
    lines: Sequence[Line], people: Mapping[UUID, Known], against: Against, zone: str
) -> dict[UUID, list[Entry]]:
    """What there is to show of each event."""
    carried = loads(lines)
    found: dict[UUID, list[Entry]] = {}
    for line in lines:
        entry = Entry(
            line=line,
            person=people[line.volunteer],
            load=carried.get(line.volunteer, 0),
            against=against.get((line.event, line.volunteer), ()),
            why=leaving.ended(line, zone) if line.change == "lost" else (),
        )
        found.setdefault(line.event, []).append(entry)
    return found


def _placed(entry: Entry, rota: Rota, table: Table, titles: Mapping[UUID, str]) -> Entry:
    """The same with what only shows beside the rest of the draft."""
    line = entry.line
    if line.change == "out":
        return structs.replace(entry, why=leaving.taken_out(line, rota, table, titles))
    return structs.replace(entry, way=table.way(line))


def _why(funnels: Iterable[Funnel], people: Mapping[UUID, Known]) -> Why:
    names = {one.id: one.name for one in people.values()}
    return {(one.event, one.role): explained(one, names) for one in funnels}


def _said(table: Table) -> Against:
    return {
        (found.line.event, found.line.volunteer): tuple(
            rule_words.sentence(rule) for rule in found.rules
        )
        or (rule_words.over(),)
        for found in breaches(table)
    }


async def _looks(
    events: Sequence[Event],
    entries: Mapping[UUID, list[Entry]],
    why: Why,
) -> tuple[Look, ...]:
    needs = await needed_by([event.id for event in events])
    taken = filled(entry.line for found in entries.values() for entry in found)
    return tuple(
        Look(
            event=event,
            needed=needs[event.id],
            entries=tuple(sorted(entries.get(event.id, []), key=_order)),
            gaps=tuple(
                Gap(role=role, missing=missing, why=why.get((event.id, role)))
                for role in ROLES
                if (missing := needs[event.id].of(role) - taken.get((event.id, role), 0)) > 0
            ),
        )
        for event in events
    )


def _order(entry: Entry) -> tuple[bool, bool, int, str, UUID]:
    line = entry.line
    change = ORDER.index(line.change)
    return not line.stays, line.role != "lead", change, entry.person.name, entry.person.id


def _named(funnels: Iterable[Funnel]) -> set[UUID]:
    near = {one.person for funnel in funnels for one in funnel.near}
    joins = {join.person for funnel in funnels for join in funnel.change.joins if join.person}
    return near | joins


async def _published(rota_id: UUID) -> Published | None:
    told = (await fetch(TOLD, rota_id))[0]["told"]
    return msgspec.json.decode(told, type=Published) if told else None
