"""How many of each role an event needs; one of each where nobody said otherwise."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import agenda
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

MOST: Final = 50


class Needed(Struct, frozen=True, kw_only=True):
    """How many people are needed in each role."""

    lead: int = 1
    assistant: int = 1

    def of(self, role: str) -> int:
        """How many in one role."""
        return self.lead if role == "lead" else self.assistant


async def needed(event_id: UUID) -> Needed:
    """What one event needs."""
    return (await needed_by([event_id]))[event_id]


async def needed_by(events: Collection[UUID]) -> Mapping[UUID, Needed]:
    """What each of these events needs."""
    rows = await fetch("SELECT event, role, number FROM need WHERE event = ANY($1)", list(events))
    stated: dict[UUID, dict[str, int]] = {}
    for row in rows:
        stated.setdefault(row["event"], {})[row["role"]] = row["number"]
    return {event: _read(stated.get(event)) for event in events}


async def state(event_id: UUID, need: Needed, *, by: Actor, at: datetime) -> None:
    """Say what an event needs; raises Invalid for numbers that make no sense."""
    event = await agenda.event(event_id)
    by.need("staff", event.municipality)
    _check(need)
    async with transaction():
        await fetch("SELECT FROM event WHERE id = $1 FOR UPDATE", event_id)
        await execute("DELETE FROM need WHERE event = $1", event_id)
        for role, number in (("lead", need.lead), ("assistant", need.assistant)):
            if number:
                await execute(
                    "INSERT INTO need (id, event, role, number) VALUES ($1, $2, $3, $4)",
                    new_id(), event_id, role, number,
                )  # fmt: skip
        told = {"lead": need.lead, "assistant": need.assistant}
        await audit.record(by, "needs.stated", f"event:{event_id}", at=at, **told)


def _read(stated: Mapping[str, int] | None) -> Needed:
    if stated is None:
        return Needed()
    return Needed(lead=stated.get("lead", 0), assistant=stated.get("assistant", 0))


def _check(need: Needed) -> None:
    wrong = {
        role: _("De 0 a %(most)s personas.", most=MOST)
        for role in ("lead", "assistant")
        if not 0 <= need.of(role) <= MOST
    }
    if not wrong and need.lead + need.assistant == 0:
        wrong["lead"] = _("Hace falta al menos una persona.")
    if wrong:
        raise Invalid(wrong)
