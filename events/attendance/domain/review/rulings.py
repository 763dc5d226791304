"""Deciding what is doubtful in a register, once and for everybody."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import astuple, replace

from events.attendance.domain import voiding
from events.attendance.domain.review import doubts, inbox
from events.attendance.domain.review.doubts import Doubt, Key
from events.attendance.domain.review.doubts_lines import Undone
from events.attendance.domain.review.doubts_numbers import Early, Untrue
from events.attendance.domain.review.doubts_twice import SameRoom, Twins
from events.attendance.domain.stated import stated
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

FATES: Final[dict[type[Doubt], tuple[str, ...]]] = {
    Twins: ("merged", "kept"),
    SameRoom: ("merged", "kept"),
    Early: ("voided", "kept"),
    Untrue: ("voided", "kept"),
    Undone: ("voided", "kept"),
}
WRITE: Final = """
    INSERT INTO ruling (id, event, doubt, subject, fate, reason, decided_at, decided_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
"""
DECIDED: Final = """
    SELECT r.doubt AS kind, r.subject, r.fate, r.reason, r.decided_at AS at,
        coalesce(a.name, '') AS by
    FROM ruling r LEFT JOIN account a ON a.id = r.decided_by WHERE r.event = $1
"""


class Judgement(Struct, frozen=True, kw_only=True):
    """What somebody says about something doubtful, and why.

    `fate` is merged, kept or voided, for lines that were set aside kept, moved or dropped. `keep`
    says which of two countings stays when they are merged, `to` where lines are moved.
    """

    fate: str
    reason: str
    keep: Literal["first", "second"] = "first"
    to: UUID | None = None


class Decided(Struct, frozen=True, kw_only=True):
    """What somebody decided, when and why; `by` is '' for nobody who has an account now."""

    fate: str
    reason: str
    at: datetime
    by: str


class Verdict(Struct, frozen=True, kw_only=True):
    """What became of a decision: how much it settled, and what others had settled `before`.

    `gone` is how much was no longer there although nobody had decided it.
    """

    done: int
    before: list[Decided]
    gone: int = 0


async def decide(
    event: UUID,
    keys: Sequence[Key],
    judgement: Judgement,
    *,
    by: Actor,
    at: datetime,
) -> Verdict:
    """Settle doubts about an event, those that nobody has settled before.

    Raises Invalid, NotFound, NotAllowed, and Conflict where a line of a closed register would fall.
    """
    judgement = replace(judgement, reason=stated(judgement.reason))
    async with transaction():
        await _held(event, by)
        unsettled = {doubts.key(doubt): doubt for doubt in await inbox.doubts_about(event)}
        chosen = [unsettled[key] for key in dict.fromkeys(keys) if key in unsettled]
        _need_possible(chosen, judgement.fate)
        if judgement.fate != "kept":
            await _void(wrong_lines(chosen, keep=judgement.keep), judgement.reason, by=by, at=at)
        await _write(event, chosen, judgement, by=by, at=at)
        missed = {key for key in keys if key not in unsettled}
        before = await _before(event, missed)
    return Verdict(done=len(chosen), before=before, gone=len(missed) - len(before))


def possible(doubt: Doubt) -> tuple[str, ...]:
    """What can be decided about a doubt."""
    if isinstance(doubt, Untrue) and doubt.line is None:
        return ("kept",)
    return FATES.get(type(doubt), ("kept",))


def wrong_lines(
    chosen: Iterable[Doubt], *, keep: str = "first"
) -> dict[UUID, Literal["check_in", "headcount"]]:
    """The lines that no longer count once these doubts are merged or voided."""
    wrong: dict[UUID, Literal["check_in", "headcount"]] = {}
    for doubt in chosen:
        if isinstance(doubt, Twins):
            wrong[doubt.second] = "check_in"
        elif isinstance(doubt, SameRoom):
            other = doubt.second if keep == "first" else doubt.first
            wrong.update(dict.fromkeys(other.lines, "headcount"))
        elif isinstance(doubt, Early):
            wrong.update(dict.fromkeys(doubt.lines, "check_in"))
        elif isinstance(doubt, Untrue) and doubt.line is not None:
            wrong[doubt.line] = "headcount"
        elif isinstance(doubt, Undone):
            wrong[doubt.line] = doubt.kind
    return wrong


async def _held(event: UUID, by: Actor) -> None:
    """Hold the event until this is decided, so that of two who decide at once one comes first."""
    rows = await fetch("SELECT municipality FROM event WHERE id = $1 FOR NO KEY UPDATE", event)
    if not rows:
        raise NotFound(_("Esta actividad no existe."))
    by.need("register", rows[0]["municipality"])


def _need_possible(chosen: Collection[Doubt], fate: str) -> None:
    if any(fate not in possible(doubt) for doubt in chosen):
        raise Invalid({"form": _("Eso no se puede decidir de lo que está marcado.")})


async def _void(
    lines: dict[UUID, Literal["check_in", "headcount"]], reason: str, *, by: Actor, at: datetime
) -> None:
    for line, kind in sorted(lines.items()):
        await voiding.void(kind, line, reason, by=by, at=at)


async def _write(
    event: UUID, chosen: Sequence[Doubt], said: Judgement, *, by: Actor, at: datetime
) -> None:
    for doubt in chosen:
        kind, subject = astuple(doubts.key(doubt))
        await execute(
            WRITE, new_id(), event, kind, subject, said.fate, said.reason, at, by.account
        )  # fmt: skip
        await audit.record(
            by, "doubt.decided", f"event:{event}", at=at,
            doubt=kind, about=subject, fate=said.fate, reason=said.reason,
        )  # fmt: skip


async def _before(event: UUID, missed: Collection[Key]) -> list[Decided]:
    if not missed:
        return []
    rows = [dict(row) for row in await fetch(DECIDED, event)]
    decided = {Key(row.pop("kind"), row.pop("subject")): row for row in rows}
    return [msgspec.convert(decided[key], Decided) for key in sorted(missed) if key in decided]
