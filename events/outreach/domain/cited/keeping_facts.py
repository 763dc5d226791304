"""Citing a figure from elsewhere, putting a citation right, and withdrawing it."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from msgspec.structs import asdict, replace

from events.outreach.domain.cited import citing
from events.outreach.domain.cited.citing import Fact
from events.outreach.domain.cited.fact_written import FactWritten, wrong
from events.outreach.domain.keeping import need_to_keep
from events.outreach.tables.cited import CitedFact
from events.planning.domain import when
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

HELD: Final = "SELECT 1 FROM cited_fact WHERE id = $1 FOR UPDATE"
WITHDRAW: Final = "UPDATE cited_fact SET withdrawn_at = $2, withdrawn_why = $3 WHERE id = $1"
OF_INDICATOR: Final = "SELECT project FROM indicator WHERE id = $1 AND measure = 'cited'"


async def cite(written: FactWritten, *, zone: str, by: Actor, at: datetime) -> UUID:
    """Write down a figure from elsewhere; today is a day on the clocks of `zone`.

    Raises Invalid with a sentence per field, NotAllowed outside one's municipalities.
    """
    need_to_keep(by, written.municipality)
    checked = await _checked(written, zone=zone, at=at)
    row = CitedFact(id=new_id(), entered_at=at, entered_by=by.account, **asdict(checked))
    async with transaction():
        await CitedFact.insert(row)
        told = {name: value for name, value in asdict(checked).items() if value not in (None, "")}
        await audit.record(by, "cited_fact.cited", f"cited_fact:{row.id}", at=at, says=told)
    return UUID(str(row.id))


async def correct(
    fact_id: UUID, written: FactWritten, *, zone: str, by: Actor, at: datetime
) -> None:
    """Write a citation anew; the audit keeps what it said. Raises as `cite`, and Conflict."""
    need_to_keep(by, written.municipality)
    checked = await _checked(written, zone=zone, at=at)
    async with transaction():
        before = await _held(fact_id, by)
        await CitedFact.update(**asdict(checked)).where(CitedFact.id == fact_id)
        changed = _changed(before, checked)
        if changed:
            await audit.record(
                by, "cited_fact.corrected", f"cited_fact:{fact_id}", at=at, says=changed
            )


async def withdraw(fact_id: UUID, reason: str, *, by: Actor, at: datetime) -> None:
    """Let a citation stand no longer; it stays to be read. Raises Invalid without a reason."""
    if not reason:
        raise Invalid({"reason": _("Falta el motivo.")})
    async with transaction():
        await _held(fact_id, by)
        await execute(WITHDRAW, fact_id, at, reason)
        subject = f"cited_fact:{fact_id}"
        await audit.record(by, "cited_fact.withdrawn", subject, at=at, reason=reason)


async def _held(fact_id: UUID, by: Actor) -> Fact:
    """The citation, which nobody else changes until the transaction ends."""
    await fetch(HELD, fact_id)
    found = await citing.fact(fact_id, by=by)
    need_to_keep(by, found.municipality)
    if found.withdrawn_at is not None:
        raise Conflict(_("Esta cita ya fue retirada."))
    return found


async def _checked(written: FactWritten, *, zone: str, at: datetime) -> FactWritten:
    mistakes = wrong(written, today=when.local_day(at, zone))
    project = written.project
    if written.indicator is not None:
        rows = await fetch(OF_INDICATOR, written.indicator)
        if not rows:
            mistakes["indicator"] = _("Elegir una de las opciones.")
        else:
            project = rows[0]["project"]
    if mistakes:
        raise Invalid(mistakes)
    return replace(written, project=project)


def _changed(before: Fact, after: FactWritten) -> dict[str, Any]:
    says = asdict(after)
    return {
        name: [said, says[name]] for name in says if (said := getattr(before, name)) != says[name]
    }
