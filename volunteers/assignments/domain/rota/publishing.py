"""Turning a draft into places: each looked at once more, while nobody else can change it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from volunteers.assignments.domain import invitations, offers, searches
from volunteers.assignments.domain.held_places import hold_all
from volunteers.assignments.domain.needs import needed_by
from volunteers.assignments.domain.rota import draft as drafts
from volunteers.assignments.domain.rota import gathering, rule_words
from volunteers.assignments.domain.rota.checking import HARD, Table
from volunteers.assignments.domain.rota.diff import Line
from volunteers.assignments.domain.rota.reading import Rota

COUNTED: Final = f"""
    SELECT count(*) AS held FROM assignment a
    WHERE a.event = $1 AND a.role = $2 AND a.volunteer <> $3 AND NOT {offers.OPEN}
        AND a.status IN ('proposed', 'invited', 'accepted', 'attended')
"""
STANDS: Final = "SELECT id FROM assignment WHERE event = $1 AND volunteer = $2"
PUBLISHED: Final = """
    UPDATE rota SET state = 'published', published_at = $2, published_by = $3,
        told = told || jsonb_build_object('published', $4::jsonb)
    WHERE id = $1
"""
PROPOSED: Final = """
    SELECT a.event, a.volunteer, a.role, e.municipality
    FROM assignment a JOIN event e ON e.id = a.event
    WHERE a.status = 'proposed' AND a.event = ANY($1)
        AND e.starts_at > $2 AND e.status IN ('draft', 'published')
    ORDER BY a.volunteer, e.starts_at, a.id
"""
Doubts: TypeAlias = Mapping[tuple[UUID, UUID], str]


class LeftOut(Struct, frozen=True):
    """A place of the draft that could not be made, and why, in the language of who published."""

    volunteer: UUID
    event: UUID
    reason: str


class Published(Struct, frozen=True, kw_only=True):
    """How many places were made and taken back, and what could not be done."""

    invited: int = 0
    proposed: int = 0
    withdrawn: int = 0
    left_out: tuple[LeftOut, ...] = ()


class Proposed(Struct, frozen=True):
    """Somebody who is pencilled in and knows nothing."""

    event: UUID
    volunteer: UUID
    role: str
    municipality: str


class _Pen(Struct, frozen=True, kw_only=True):
    """Who writes what into the plan: invitations, or proposals that nobody is told of."""

    invite: bool
    by: Actor
    at: datetime
    rota: UUID | None = None

    async def write(self, event: UUID, volunteer: UUID, role: str) -> None:
        """Invite or propose; raises Conflict, Invalid or NotFound."""
        put = invitations.invite if self.invite else invitations.propose
        await put(event, volunteer, role, by=self.by, at=self.at, rota=self.rota)


async def publish(rota_id: UUID, *, invite: bool, by: Actor, at: datetime) -> Published:
    """Make the places of a draft and take back what it takes out; what was accepted stays.

    With `invite` people are asked, else pencilled in. What does not hold any more is left out.
    Raises NotFound, NotAllowed, or Conflict for what is published already or not ready.
    """
    pen = _Pen(invite=invite, by=by, at=at, rota=rota_id)
    async with transaction():
        draft = await drafts.held(rota_id, by=by)
        events = await drafts.events_of(draft)
        people = [line.volunteer for line in await drafts.lines_of(draft, events)]
        await hold_all(people, [event.id for event in events])
        # Looked at again: until a moment ago they could answer.
        lines = sorted(await drafts.lines_of(draft, events), key=_order)
        out = [line for line in lines if line.change == "out"]
        stuck = [found for line in out if (found := await _take_out(line, pen))]
        due = [line for line in lines if _due(line, invite=invite)]
        left_out = await _make(due, pen, await _doubts(draft, lines, at))
        made = len(due) - len(left_out)
        published = Published(
            invited=made if invite else 0,
            proposed=0 if invite else made,
            withdrawn=len(out) - len(stuck),
            left_out=(*stuck, *left_out),
        )
        await _close(rota_id, published, by, at)
    return published


async def invite_proposed(
    events: Sequence[UUID], *, rota: UUID | None = None, by: Actor, at: datetime
) -> Published:
    """Ask everybody who is pencilled in at these events, as part of a rota; raises NotAllowed."""
    pen = _Pen(invite=True, by=by, at=at, rota=rota)
    async with transaction():
        rows = [dict(row) for row in await fetch(PROPOSED, list(events), at)]
        waiting = msgspec.convert(rows, list[Proposed])
        for municipality in {one.municipality for one in waiting}:
            by.need("staff", municipality)
        await hold_all([one.volunteer for one in waiting], [one.event for one in waiting])
        left_out = await _make(
            [
                Line(
                    event=one.event, volunteer=one.volunteer, role=one.role,
                    change="kept", status="proposed", by_hand=True,
                )
                for one in waiting
            ],
            pen,
            {},
        )  # fmt: skip
    return Published(invited=len(waiting) - len(left_out), left_out=tuple(left_out))


def _due(line: Line, *, invite: bool) -> bool:
    """Whether something has to be written for it, or said about why it cannot."""
    pencilled_in = line.change == "kept" and line.status == "proposed"
    return line.change in {"new", "role", "lost"} or (invite and pencilled_in)


def _order(line: Line) -> tuple[bool, bool, bool, bool, UUID, UUID]:
    """Who makes room first; then leads, whom novices need; who is there; who was put there."""
    changes = (line.change != "role", line.role != "lead")
    return *changes, not line.status, not line.by_hand, line.volunteer, line.event


async def _take_out(line: Line, pen: _Pen) -> LeftOut | None:
    """Take a place back; answers with why that cannot be."""
    standing = (await fetch(STANDS, line.event, line.volunteer))[0]["id"]
    try:
        async with transaction():
            await invitations.withdraw(standing, by=pen.by, at=pen.at)
    except (Conflict, NotAllowed) as refusal:
        return LeftOut(line.volunteer, line.event, refusal.sentence)
    return None


async def _doubts(draft: Rota, lines: Sequence[Line], at: datetime) -> Doubts:
    """What a coordinator may overlook, but no machine, by event and person."""
    table = Table(await gathering.gather(draft.window, at=at), lines)
    return {
        (line.event, line.volunteer): rule_words.sentence(soft[0])
        for line in table.lines
        if not line.by_hand and (soft := [rule for rule in table.against(line) if rule not in HARD])
    }


async def _make(lines: Sequence[Line], pen: _Pen, doubts: Doubts) -> list[LeftOut]:
    """Write the places down, one after the other; answers with those that cannot be.

    Nobody is looked for any more where that fills a role.
    """
    needed = await needed_by({line.event for line in lines})
    left_out = []
    for line in lines:
        try:
            async with transaction():
                _refuse(doubts.get((line.event, line.volunteer), ""))
                await _place(line, needed[line.event].of(line.role), pen)
        except (Conflict, Invalid, NotAllowed, NotFound) as refusal:
            left_out.append(LeftOut(line.volunteer, line.event, refusal.sentence))
    for event, role in sorted({(line.event, line.role) for line in lines}):
        await searches.end_if_full(event, role, at=pen.at)
    return left_out


async def _place(line: Line, most: int, pen: _Pen) -> None:
    """Write one place down; raises Conflict with what speaks against it."""
    if line.change == "lost":
        raise Conflict(_("Dijo que no o se retiró después de que se hizo el plan."))
    held = await fetch(COUNTED, line.event, line.role, line.volunteer)
    if held[0]["held"] >= most:
        raise Conflict(_("Ya no hace falta nadie más en ese papel."))
    if line.status == "invited":
        # Asked for the other role: that one is taken back first.
        standing = (await fetch(STANDS, line.event, line.volunteer))[0]["id"]
        await invitations.withdraw(standing, by=pen.by, at=pen.at)
    await pen.write(line.event, line.volunteer, line.role)


def _refuse(doubt: str) -> None:
    if doubt:
        raise Conflict(doubt)


async def _close(rota_id: UUID, published: Published, by: Actor, at: datetime) -> None:
    told = msgspec.json.encode(published).decode()
    await execute(PUBLISHED, rota_id, at, by.account, told)
    counts = {
        "invited": published.invited,
        "proposed": published.proposed,
        "withdrawn": published.withdrawn,
        "left_out": len(published.left_out),
    }
    await audit.record(by, "rota.published", f"rota:{rota_id}", at=at, **counts)
