"""Letting a new pass take the place of an old one, so that its bearer goes on being one person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import pseudonyms, standing
from events.attendance.domain.cards import pass_heirs, pass_reading, pass_revocation, passes
from events.attendance.domain.cards.pass_heirs import Heir
from events.attendance.domain.stated import stated
from events.planning.domain import agenda, when
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

PRINTED: Final = "SELECT mark FROM pass WHERE mark = ANY($1)"
KEYLESS: Final = """
    SELECT id FROM uniqueness_period u
    WHERE NOT EXISTS (SELECT FROM period_key k WHERE k.period = u.id) ORDER BY id
"""
# Nobody destroys a key before what is made with it is written.
KEYS: Final = """
    SELECT period, salt FROM period_key WHERE salt IS NOT NULL ORDER BY period FOR SHARE
"""
EVENTS: Final = "SELECT DISTINCT event FROM check_in WHERE pseudonym = ANY($1)"
SHARED: Final = """
    SELECT DISTINCT o.event, n.pseudonym FROM unnest($1::bytea[], $2::bytea[]) AS p (old, new)
        JOIN check_in o ON o.pseudonym = p.old AND o.voided_at IS NULL
        JOIN check_in n ON n.pseudonym = p.new AND n.voided_at IS NULL AND n.event = o.event
    ORDER BY 1
"""
STEP_BACK: Final = """
    UPDATE check_in SET standing = false WHERE event = ANY($1) AND pseudonym = ANY($2) AND standing
"""
RENAME: Final = """
    UPDATE {table} t SET pseudonym = p.new FROM unnest($1::bytea[], $2::bytea[]) AS p (old, new)
    WHERE t.pseudonym = p.old
"""
# One result for one person in a programme: the latest.
ONE_RESULT: Final = """
    DELETE FROM assessment a USING assessment b,
        unnest($1::bytea[], $2::bytea[]) AS p (old, new)
    WHERE a.programme = b.programme AND a.period = b.period AND a.id <> b.id
        AND a.pseudonym IN (p.old, p.new) AND b.pseudonym IN (p.old, p.new)
        AND (a.recorded_at, a.id) < (b.recorded_at, b.id)
"""
UNNAMED: Final = "pass:unnamed"


class Replacement(Struct, frozen=True, kw_only=True):
    """Which pass takes the place of which; `old` may have question marks where it is damaged.

    `same_person` says that both may have been at one event, because the bearer used both.
    """

    old: str
    new: str
    reason: str
    same_person: bool = False

    def __repr__(self) -> str:
        """Without the codes, which must not reach a log."""
        return "Replacement()"


class BothWereThere(Conflict):
    """Both passes were at the same event: they may be of two people."""


class Counted(Conflict):
    """Both passes were at an event where whoever asks may not change the count."""


async def replace(asked: Replacement, *, by: Actor, at: datetime, signer: Signer) -> int:
    """Give everything that stands for the old pass to the new one; at how many events both were.

    That goes as far back as there are keys. The old pass is revoked. Raises NotAllowed, Invalid
    with sentences for `old`, `new` and `reason`, BothWereThere, and Counted.
    """
    by.need("register")
    reason = stated(asked.reason)
    async with transaction():
        # A pass that no paper knows has no row to lock: two that replace each other would not meet.
        await only_one_at_a_time("pass replacement")
        old, new = await _found(asked.old, signer), _whole(asked.new)
        marks = passes.mark(old, signer), passes.mark(new, signer)
        named = await _names(*marks)
        both_at = await _take_over(old, new, signer, by=by, same_person=asked.same_person)
        await pass_revocation.write(marks[0], reason, at=at, successor=marks[1])
        # Named beside an event, a card would say for years where its bearer was.
        old_name, new_name = (UNNAMED, UNNAMED) if both_at else named
        await audit.record(
            by, "pass.replaced", old_name, at=at, successor=new_name, both_at=len(both_at),
            reason=reason,
        )  # fmt: skip
        for event in both_at:
            await audit.record(by, "passes.merged", f"event:{event}", at=at, fewer=1)
    return len(both_at)


async def _found(code: str, signer: Signer) -> str:
    """The old code; one with gaps is that of the only printed pass that fits."""
    possible = pass_reading.candidates(code)
    if len(possible) == 1:
        return code
    by_mark = {passes.mark(candidate, signer): candidate for candidate in possible}
    printed = await fetch(PRINTED, list(by_mark))
    if len(printed) != 1:
        raise Invalid({"old": _("Ninguna tarjeta impresa tiene un código así.")})
    return by_mark[printed[0]["mark"]]


def _whole(code: str) -> str:
    if pass_reading.UNREAD in code:
        raise Invalid({"new": _("La tarjeta nueva se tiene que poder leer entera.")})
    return code


async def _names(old: bytes, new: bytes) -> tuple[str, str]:
    """What the two passes are called, if one can take the place of the other; both are locked."""
    if old == new:
        raise Invalid({"new": _("La tarjeta nueva debe ser otra.")})
    before, after = await pass_revocation.held(old), await pass_revocation.held(new)
    if before.replaced:
        raise Invalid({"old": _("Otra tarjeta ya tomó el lugar de esta.")})
    if after.revoked:
        raise Invalid({"new": _("Esta tarjeta está anulada.")})
    return before.name, after.name


async def _take_over(
    old: str, new: str, signer: Signer, *, by: Actor, same_person: bool
) -> list[UUID]:
    """Hand the trail over, also for what arrives later; the events at which both passes were."""
    heirs = await _heirs(old, new, signer)
    before, after = [heir.old for heir in heirs], [heir.new for heir in heirs]
    await standing.hold([row["event"] for row in await fetch(EVENTS, [*before, *after])])
    shared = [(row["event"], row["pseudonym"]) for row in await fetch(SHARED, before, after)]
    both = [event for event, _pseudonym in shared]
    await _need_open_registers(both, by)
    if both and not same_person:
        raise BothWereThere(
            _("Las dos tarjetas estuvieron en una misma actividad: pueden ser de dos personas.")
        )
    await _rename(before, after, both)
    await standing.settle(shared)
    await pass_heirs.keep(heirs, signer=signer)
    return both


async def _heirs(old: str, new: str, signer: Signer) -> list[Heir]:
    """Both pseudonyms in every period whose trail is not destroyed."""
    for row in await fetch(KEYLESS):
        await pseudonyms.salt_of(row["id"])  # what was scanned before may be the first to arrive
    return [
        Heir(
            row["period"],
            pseudonyms.pseudonym(old, salt=row["salt"], signer=signer),
            pseudonyms.pseudonym(new, salt=row["salt"], signer=signer),
        )
        for row in await fetch(KEYS)
    ]


async def _need_open_registers(events: Sequence[UUID], by: Actor) -> None:
    """Raise Counted for an event where `by` may not make one line of two; they are held."""
    for event in await agenda.events(events):
        said = {"title": event.public_title, "day": when.day(event.starts_at, event.zone)}
        if not by.may("register", event.municipality):
            raise Counted(
                _("Las dos tarjetas estuvieron en «%(title)s» (%(day)s), de otro municipio."
                  " Tiene que reemplazarla quien coordina allí.", **said)
            )  # fmt: skip
        if event.status != "published":
            raise Counted(
                _("Las dos tarjetas estuvieron en «%(title)s» (%(day)s), y ese registro no"
                  " está abierto.", **said)
            )  # fmt: skip


async def _rename(before: Sequence[bytes], after: Sequence[bytes], shared: list[UUID]) -> None:
    # Two that stand cannot share a pseudonym, not even until the next statement.
    await execute(STEP_BACK, shared, before)
    await execute(ONE_RESULT, before, after)
    for table in ("check_in", "set_aside", "assessment"):
        await execute(RENAME.format(table=table), before, after)
