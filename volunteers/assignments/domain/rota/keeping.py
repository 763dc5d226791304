"""Keeping what the solver answered as a draft to look at."""

from datetime import datetime
from typing import Final

import msgspec
from msgspec import Struct

from server.foundation.database import execute, transaction
from server.foundation.identity import new_id
from volunteers.assignments.domain.rota.gathering import fingerprint
from volunteers.assignments.domain.rota.leases import OURS, Lease, Lost
from volunteers.assignments.domain.rota.telling import told
from volunteers.assignments.domain.solver.instance import Instance
from volunteers.assignments.domain.solver.work import Answer

DRAFTED: Final = f"""
    UPDATE rota SET state = 'draft', leased_until = NULL, finished_at = $3, input_hash = $4,
        outcome = $5, objective = $6, gap = $7, told = $8, funnels = $9 {OURS}
"""
# An event or a person may be gone by now.
PLACES: Final = """
    INSERT INTO rota_place (id, rota, event, volunteer, role, was)
    SELECT p.id, $1, p.event, p.volunteer, p.role, p.was
    FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[])
            AS p (id, event, volunteer, role, was)
        JOIN event e ON e.id = p.event
        JOIN volunteer v ON v.id = p.volunteer
"""


class Solved(Struct, frozen=True, kw_only=True):
    """What was asked and answered, and when it was as it was asked."""

    instance: Instance
    answer: Answer
    gathered_at: datetime


async def keep(lease: Lease, solved: Solved, *, at: datetime) -> None:
    """Keep the rota as a draft, whole or not at all; raises Lost."""
    rota = solved.answer.rota
    numbers = told(solved.instance, rota, gathered_at=solved.gathered_at)
    async with transaction():
        kept = await execute(
            DRAFTED, lease.id, lease.leased_until, at, fingerprint(solved.instance), rota.outcome,
            rota.objective, rota.gap, _json(numbers), _json(solved.answer.funnels),
        )  # fmt: skip
        if kept != "UPDATE 1":
            raise Lost
        await execute("DELETE FROM rota_place WHERE rota = $1", lease.id)
        await execute(PLACES, lease.id, *_columns(solved))


def _columns(solved: Solved) -> list[list[object]]:
    instance = solved.instance
    was = {(held.person, held.task): held.status for held in instance.held}
    rows = [
        (
            new_id(),
            instance.tasks[place.task].id,
            instance.people[place.person].id,
            place.role,
            was.get((place.person, place.task), ""),
        )
        for place in solved.answer.rota.places
    ]
    return [list(column) for column in zip(*rows, strict=True)] or [[], [], [], [], []]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
